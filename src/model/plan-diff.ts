/** In: two readings of a runbook. Out: what would run otherwise, as data; prose, titles and headings count for nothing. */
import {type Effect, effects} from './effect.ts'
import {makePlan} from './make-plan.ts'
import {matchSteps} from './match-steps.ts'
import type {PlannedStep} from './plan.ts'
import {type Facts, settingFacts, stepFacts} from './plan-facts.ts'
import type {Runbook} from './runbook.ts'

/** One fact that differs; undefined where that side has none. */
export interface FactChange {
  name: string
  before: string | undefined
  after: string | undefined
  /** Why somebody should look twice: less is asked or checked, or more may be done. */
  warning?: string
}

/** A step that is new, gone or other than it was. */
export interface StepChange {
  kind: 'added' | 'removed' | 'changed'
  /** As it is now; of a step that is gone, as it was. */
  step: Pick<PlannedStep, 'id' | 'number' | 'title'>
  facts: FactChange[]
}

export interface PlanDiff {
  settings: FactChange[]
  steps: StepChange[]
}

/** What differs between what two texts of a runbook would run; `known` are variables that the environment sets. */
export function diffPlans(
  before: Runbook | undefined,
  after: Runbook | undefined,
  known: ReadonlySet<string>,
): PlanDiff {
  const [old, now] = [runnable(before, known), runnable(after, known)]
  const pairs = matchSteps(old.steps, now.steps)
  const names = new Map([...pairs].map(([step, was]) => [was.id, step.id]))
  const slugs = renamedSlugs(before, after)
  const factsBefore = (step: PlannedStep) => ({
    ...stepFacts(step, id => names.get(id) ?? id),
    ...old.procedure(step, slug => slugs.get(slug) ?? slug),
  })
  const factsAfter = (step: PlannedStep) => ({
    ...stepFacts(step, id => id),
    ...now.procedure(step, slug => slug),
  })
  const taken = new Set(pairs.values())
  const moved = outOfOrder(now.steps.flatMap(step => pairs.get(step) ?? []))
  const changes = now.steps.map((step): StepChange => {
    const was = pairs.get(step)
    const changed = compare(was ? factsBefore(was) : {}, factsAfter(step), was && stepWarning)
    if (!was) return {kind: 'added', step: reference(step), facts: changed.map(boldly)}
    const order = {name: 'place in the order', before: String(was.number), after: String(step.number)}
    return {kind: 'changed', step: reference(step), facts: moved.has(was) ? [...changed, order] : changed}
  })
  const gone = old.steps.filter(step => !taken.has(step))
  return {
    settings: compare(
      before ? settingFacts(before) : {},
      after ? settingFacts(after) : {},
      before && after && settingWarning,
    ),
    steps: [
      ...changes.filter(({facts}) => facts.length > 0),
      ...gone.map(
        (step): StepChange => ({
          kind: 'removed',
          step: reference(step),
          facts: compare(factsBefore(step), {}, undefined),
        }),
      ),
    ],
  }
}

/** What a document would run. */
interface Runnable {
  steps: PlannedStep[]
  /** Of a handbook: what a step runs as a part of; `name` gives the other document's name of it. */
  procedure(step: PlannedStep, name: (slug: string) => string): Facts
}

/** The steps of all procedures, each as it runs there; what is only shown never runs. */
function runnable(runbook: Runbook | undefined, known: ReadonlySet<string>): Runnable {
  if (!runbook) return {steps: [], procedure: () => ({})}
  const whole = makePlan(runbook, undefined, known).steps
  const slugs = new Map<string, string[]>()
  const actions = new Map<string, PlannedStep['action']>()
  for (const procedure of runbook.procedures.length > 1 ? runbook.procedures : []) {
    for (const {id, action} of makePlan(runbook, procedure, known).steps) {
      slugs.set(id, [...(slugs.get(id) ?? []), procedure.slug])
      actions.set(id, action)
    }
  }
  const handbook = runbook.procedures.length > 1
  return {
    steps: whole
      .map(step => ({...step, action: actions.get(step.id) ?? step.action}))
      .filter(({action}) => action.kind !== 'show'),
    procedure: ({id}, name) =>
      handbook ? {procedure: (slugs.get(id) ?? []).map(name).join(', ') || 'none'} : {},
  }
}

/** Procedures that only got another heading: as many are new as are gone, in the same order. */
function renamedSlugs(before: Runbook | undefined, after: Runbook | undefined): Map<string, string> {
  const [old, now] = [before, after].map(of => of?.procedures.map(({slug}) => slug) ?? []) as [
    string[],
    string[],
  ]
  const gone = old.filter(slug => !now.includes(slug))
  const fresh = now.filter(slug => !old.includes(slug))
  return new Map(gone.length === fresh.length ? gone.map((slug, at) => [slug, fresh[at]!]) : [])
}

function reference({id, number, title}: PlannedStep): StepChange['step'] {
  return {id, number, title}
}

type Warn = (change: FactChange) => string | undefined

function compare(before: Facts, after: Facts, warn: Warn | undefined): FactChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(name => before[name] !== after[name])
    .map(name => {
      const change = {name, before: before[name], after: after[name]}
      const warning = warn?.(change)
      return warning === undefined ? change : {...change, warning}
    })
}

function boldly(change: FactChange): FactChange {
  const mayDo = change.name === 'effect' && change.after !== 'read' && change.after !== 'local'
  return mayDo ? {...change, warning: `a new step of effect ${change.after}`} : change
}

/** Facts that hold a step back or say what must be seen: without them it does more, or claims more. */
const guards = new Set([
  'skip',
  'off the way',
  'if',
  'in branch',
  'confirm',
  'type',
  'approve',
  'expect',
  'seen',
  'maxAffected',
  'preview',
  'timeout',
  'lockTimeout',
  'refusal',
  'interactive',
  'captureSecret',
  'undo',
])
/** What lets a step do more, or keeps fewer from seeing that it went wrong. */
const powers = new Set(['write', 'autocommit', 'onFailure', 'reason', 'exec', 'host', 'db', 'client'])

function stepWarning({name, before, after}: FactChange): string | undefined {
  if (name === 'effect') {
    const [was, is] = [before, after].map(effect => effects.indexOf(effect as Effect)) as [number, number]
    if (was === -1 && is <= effects.indexOf('local')) return undefined
    if (is > was) return `effect rises from ${before ?? 'none'} to ${after}`
    return before !== undefined && after !== undefined ? `effect falls from ${before} to ${after}` : undefined
  }
  if (guards.has(name) && before !== undefined)
    return after === undefined ? `\`${name}\` is gone` : `\`${name}\` is another`
  if (powers.has(name) && after !== undefined)
    return before === undefined ? `\`${name}\` is new` : `\`${name}\` is another`
  return undefined
}

function settingWarning({name, before, after}: FactChange): string | undefined {
  if (name === 'optedIn') return after ? 'it may now run without a person' : undefined
  if (name === 'environment' || name === 'secrets' || /^database .*,/.test(name))
    return before === undefined ? undefined : `\`${name}\` is ${after === undefined ? 'gone' : 'another'}`
  if (/^input .*, (?:pattern|choices|choicesFrom|secret|type)$/.test(name))
    return before === undefined ? undefined : `\`${name}\` is ${after === undefined ? 'gone' : 'another'}`
  return undefined
}

/** The steps that must be taken out for the others to stand in their old order: as few as possible. */
function outOfOrder(old: readonly PlannedStep[]): Set<PlannedStep> {
  const ends: number[] = [] // ends[n]: where the run of n + 1 steps ends that ends earliest
  const before: (number | undefined)[] = []
  for (const [at, {number}] of old.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (old[ends[middle]!]!.number < number) low = middle + 1
      else high = middle
    }
    before[at] = ends[low - 1]
    ends[low] = at
  }
  const kept = new Set<number>()
  for (let at = ends.at(-1); at !== undefined; at = before[at]) kept.add(at)
  return new Set(old.filter((_, at) => !kept.has(at)))
}
