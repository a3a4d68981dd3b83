/** In: a plan of a runbook as it is now, and what is known of its past runs. Out: figures, each with how many it is made of. */
import {fingerprintOf} from './fingerprint.ts'
import {type Run, type RunStep, statusOf} from './fold.ts'
import type {Plan, PlannedStep} from './plan.ts'

/** A run that began at some time, and how it ended; undefined where no end is on record. */
export interface PastRun {
  name: string
  time: string
  result: string | undefined
}

/** A middle value, and of how many it is the middle. */
export interface Usual {
  ms: number
  of: number
}

/** What past runs did with a step that says what it says now. */
export interface StepHistory {
  id: string
  number: number
  title: string
  kind: string
  /** Runs in which it was tried or answered. */
  reached: number
  succeeded: number
  /** Runs in which the operator passed it over. */
  skipped: number
  /** Runs in which another text of it was run than the runbook has. */
  edited: number
  /** Runs in which something was done off the script after it: the runbook may lack a step there. */
  offScript: number
  /** Runs that had a step of this id which said something else: they count for nothing here. */
  other: number
  /** How long it takes where it succeeds. */
  usual: Usual | undefined
  last: PastRun | undefined
}

/** What past runs did with a runbook. */
export interface History {
  live: number
  drills: number
  ended: number
  succeeded: number
  usual: Usual | undefined
  lastLive: PastRun | undefined
  lastDrill: PastRun | undefined
  /** Of a handbook: runs of each procedure, by slug. */
  procedures: Record<string, number>
  steps: StepHistory[]
}

/** What is counted of one run. */
export interface RunSummary {
  name: string
  run: Run
}

/** Counts what runs did. `redact` masks what may be secret in a text, as the record did. */
export function historyOf(
  plan: Plan,
  runs: readonly RunSummary[],
  redact: (text: string) => string = text => text,
): History {
  const begun = runs
    .filter(({run}) => run.started)
    .sort((a, b) => Date.parse(a.run.started!.time) - Date.parse(b.run.started!.time))
  const drills = begun.filter(({run}) => run.started!.data.drill)
  const live = begun.filter(({run}) => !run.started!.data.drill)
  const ended = begun.filter(({run}) => run.finished)
  const succeeded = ended.filter(({run}) => run.finished!.data.result === 'success')
  const procedures: Record<string, number> = {}
  for (const {run} of begun) {
    const slug = run.started!.data.procedure?.slug
    if (slug !== undefined) procedures[slug] = (procedures[slug] ?? 0) + 1
  }
  // what was given from a recording took no time, and tells nothing of a step
  const real = begun.filter(({run}) => run.started!.data.replay === undefined)
  const matched = real.map(one => ({one, steps: sameSteps(plan, one.run, redact)}))
  return {
    live: live.length,
    drills: drills.length,
    ended: ended.length,
    succeeded: succeeded.length,
    usual: usualOf(succeeded.filter(one => real.includes(one)).map(({run}) => run.finished!.data.durationMs)),
    lastLive: pastRun(live.at(-1)),
    lastDrill: pastRun(drills.at(-1)),
    procedures,
    steps: plan.steps
      .filter(({action}) => action.kind !== 'show')
      .map(step => stepHistory(step, matched, redact)),
  }
}

/** The steps of a run that say what a step of the plan says: of the same id, else of the same title. */
function sameSteps(plan: Plan, run: Run, redact: (text: string) => string): Map<string, RunStep> {
  const found = new Map<string, RunStep>()
  const prints = new Map(plan.steps.map(step => [step, fingerprintOf(step, redact)]))
  const byId = new Map(run.steps.map(step => [step.listed.id, step]))
  const free = new Set(run.steps)
  const take = (step: PlannedStep, past: RunStep | undefined) => {
    if (!past || past.listed.sha256 !== prints.get(step) || !free.delete(past)) return
    found.set(step.id, past)
  }
  for (const step of plan.steps) take(step, byId.get(step.id))
  for (const step of plan.steps) {
    if (found.has(step.id)) continue
    take(
      step,
      [...free].find(({listed}) => listed.sha256 === prints.get(step) && listed.title === step.title),
    )
  }
  return found
}

function stepHistory(
  {id, number, title, action}: PlannedStep,
  matched: readonly {one: RunSummary; steps: Map<string, RunStep>}[],
  redact: (text: string) => string,
): StepHistory {
  const past = matched.flatMap(({one, steps}) => {
    const step = steps.get(id)
    return step ? [{one, step}] : []
  })
  const reached = past.filter(({step}) => step.attempts.length > 0 || step.checklist)
  const succeeded = reached.filter(({step}) => statusOf(step) === 'success')
  const script = 'script' in action ? redact(action.script) : undefined
  return {
    id,
    number,
    title,
    kind: action.kind,
    reached: reached.length,
    succeeded: succeeded.length,
    skipped: past.filter(({step}) => passedOver(step)).length,
    // what ran before the file was changed under a run was no edit
    edited: reached.filter(
      ({one, step}) =>
        !one.run.resumed.some(({steps}) => steps) &&
        ((step.edited !== undefined && step.edited.diff !== '') ||
          step.attempts.some(({started: {text}}) => isOther(text, script))),
    ).length,
    offScript: past.filter(({one, step}) =>
      one.run.offScript.some(beside => stepBefore(one.run, beside) === step.listed.id),
    ).length,
    other: matched.filter(
      ({one, steps}) => !steps.has(id) && one.run.steps.some(({listed}) => listed.id === id),
    ).length,
    usual: usualOf(succeeded.flatMap(({step}) => step.attempts.at(-1)?.durationMs ?? [])),
    last: pastRun(reached.at(-1)?.one),
  }
}

/** The step that was tried or answered last before something was done off the script; where there is none, the one at which it was. */
function stepBefore(run: Run, {time, step: asked}: Run['offScript'][number]): string | undefined {
  let [latest, before] = ['', asked]
  for (const {listed, attempts, checklist} of run.steps) {
    for (const moment of [...attempts.map(({startedAt}) => startedAt), checklist?.time ?? '']) {
      if (moment === '' || moment > time || moment < latest) continue
      latest = moment
      before = listed.id
    }
  }
  return before
}

/** Whether what was run is not what the runbook has. Of a text with something masked in it nobody can tell. */
function isOther(text: string | undefined, script: string | undefined): boolean {
  return text !== undefined && text !== script && !text.includes('‹redacted')
}

function passedOver({attempts, skipped, checklist}: RunStep): boolean {
  if (attempts.length > 0) return false
  return skipped?.by === 'operator' || checklist?.state === 'not-applicable'
}

function pastRun(of: RunSummary | undefined): PastRun | undefined {
  if (!of) return undefined
  const {started, finished} = of.run
  return {name: of.name, time: started!.time, result: finished?.data.result}
}

/** The median: of an even number the mean of the middle two. */
function usualOf(values: readonly number[]): Usual | undefined {
  if (values.length === 0) return undefined
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const ms = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
  return {ms, of: sorted.length}
}
