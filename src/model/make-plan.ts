import type {Condition} from './attributes.ts'
import {asked, blockAction, type Surroundings} from './block-action.ts'
import {type Known, need} from './input.ts'
import type {Action, Plan, PlannedBranch, PlannedStep} from './plan.ts'
import type {ChoiceStep, Content, Procedure, Runbook, Section, Step} from './runbook.ts'
import {type Flow, followValues} from './value-flow.ts'

/** Where in the document the plan has come to. */
interface Around {
  /** Titles of the sections, outermost first. */
  path: string[]
  phase: Section['phase']
  skip: string | undefined
  conditions: Condition[]
  branches: PlannedStep['branches']
}

/**
 * Lays out what a run of the procedure (or, without one, of the whole document) would do. `known` are names of
 * variables that the environment sets.
 */
export function makePlan(
  runbook: Runbook,
  procedure: Procedure | undefined,
  known: ReadonlySet<string> = new Set(),
): Plan {
  const plan = new Planner(runbook, known)
  const {section} = procedure ?? runbook
  plan.visit(section.content, {
    path: [],
    phase: section.phase,
    skip: section.skip ? skipped : undefined,
    conditions: section.conditions,
    branches: [],
  })
  followValues(plan.flows)
  refuseBlindPreviews(plan.steps)
  return {
    runbook: {
      path: runbook.path,
      title: runbook.title,
      severity: procedure?.severity ?? runbook.severity,
      environment: runbook.settings.environment,
    },
    procedure: procedure && {slug: procedure.slug, title: procedure.title},
    steps: plan.steps,
    epilogue: plan.words(plan.steps.at(-1)?.section ?? []),
    inputs: [...plan.known.inputs.values()],
    databases: databasesOf(runbook, known),
    target: runbook.settings.target,
  }
}

const skipped = 'marked `skip`'

class Planner {
  readonly steps: PlannedStep[] = []
  known: Known
  readonly flows: Flow[] = []
  /** Markdown since the last step, and the section that it stands in. */
  #prose: {path: readonly string[]; text: string}[] = []
  readonly #runbook: Runbook
  readonly #environment: ReadonlySet<string>
  readonly #databases: string[]

  constructor(runbook: Runbook, environment: ReadonlySet<string>) {
    this.#runbook = runbook
    this.#environment = environment
    this.#databases = Object.keys(databasesOf(runbook, environment))
    this.known = {assigned: new Set(environment), captured: new Set(), inputs: new Map()}
  }

  /** Takes the markdown since the last step. What stands in a section off the way to `here` comes with that section's title. */
  words(here: readonly string[]): string {
    let at = here
    const parts = this.#prose.map(({path, text}) => {
      const title = path.at(-1)
      const isOnTheWay = at === here && path.every((part, index) => part === here[index])
      if (isOnTheWay || path.join('\n') === at.join('\n') || title === undefined) return text
      at = path
      return `**${title}**\n\n${text}`
    })
    this.#prose = []
    return parts.join('\n\n')
  }

  visit(content: readonly Content[], around: Around) {
    for (const item of content) {
      if (item.type === 'prose') this.#prose.push({path: around.path, text: item.text})
      else if (item.type === 'section') this.visit(item.content, within(item, around))
      else this.#step(item, around)
    }
  }

  #step(step: Step, {path, phase, skip, conditions, branches}: Around) {
    const action = this.#action(step)
    const planned: PlannedStep = {
      id: step.id,
      number: this.steps.length + 1,
      title: step.title,
      section: path,
      phase,
      prose: this.words(path),
      place: step.place,
      skip: skip ?? (step.skip ? skipped : undefined),
      conditions: [...conditions, ...(step.if ? [step.if] : []), ...(step.needs ?? [])],
      ...(step.buildsOn ? {buildsOn: step.buildsOn} : {}),
      branches,
      action,
    }
    this.steps.push(planned)
    if (step.type === 'choice' && action.kind === 'choice')
      this.#branches(step, action.branches, {
        path,
        phase,
        skip: planned.skip,
        conditions: planned.conditions,
        branches,
      })
    if (step.type === 'block' && 'refusal' in action && action.refusal === undefined && !planned.skip)
      need(asked(step.block, this.#surroundings()), this.#runbook, this.known)
  }

  /** What one branch sets is not there for the next, which runs instead of it. */
  #branches({id, branches}: ChoiceStep, planned: PlannedBranch[], around: Around) {
    const {assigned, captured, inputs} = this.known
    const [allAssigned, allCaptured] = [new Set(assigned), new Set(captured)]
    branches.forEach((branch, index) => {
      const before = this.steps.length
      this.known = {assigned: new Set(assigned), captured: new Set(captured), inputs}
      this.visit(branch.content, {...around, branches: [...around.branches, {choice: id, branch: index}]})
      planned[index]!.steps = this.steps.slice(before).map(step => step.id)
      planned[index]!.prose = this.words(this.steps.at(-1)?.section ?? [])
      for (const name of this.known.assigned) allAssigned.add(name)
      for (const name of this.known.captured) allCaptured.add(name)
    })
    this.known = {assigned: allAssigned, captured: allCaptured, inputs}
  }

  #action(step: Step): Action {
    switch (step.type) {
      case 'block': {
        const action = blockAction(step.block, this.#surroundings())
        this.flows.push({block: step.block, action})
        return action
      }
      case 'wait':
        return {kind: 'wait', leastMs: step.leastMs, mostMs: step.mostMs}
      case 'choice':
        return {
          kind: 'choice',
          menu: step.menu,
          branches: step.branches.map(({title, link}) => ({title, link, steps: [], prose: ''})),
        }
      default:
        return {kind: step.type}
    }
  }

  #surroundings(): Surroundings {
    return {
      inputs: Object.keys(this.#runbook.settings.inputs),
      environment: this.#environment,
      databases: this.#databases,
      assigned: this.known.assigned,
      captured: this.known.captured,
    }
  }
}

function within(section: Section, around: Around): Around {
  const title = section.depth === 1 && around.path.length === 0 ? [] : [section.title]
  return {
    ...around,
    path: [...around.path, ...title],
    phase: section.phase,
    skip: section.skip ? skipped : around.skip,
    conditions: section.conditions,
  }
}

/** The declared databases; for a document that declares none, the one that the environment names. */
export function databasesOf({settings}: Runbook, known: ReadonlySet<string>): Plan['databases'] {
  const declared = Object.keys(settings.databases).length > 0
  return declared || !known.has('DATABASE_URL') ? settings.databases : {main: {url: '$DATABASE_URL'}}
}

/** What is run to be looked at must only read, whatever it is looked at for. */
function refuseBlindPreviews(steps: readonly PlannedStep[]): void {
  for (const {action} of steps) {
    if (!('effect' in action) || action.attributes.preview === undefined || action.refusal) continue
    const {preview} = action.attributes
    const shown = steps.find(({id}) => id === preview)?.action
    if (!shown || !('effect' in shown) || shown.effect !== 'read' || shown.refusal !== undefined)
      action.refusal = `its preview \`${preview}\` is no block of this plan that only reads and can be run`
  }
}
