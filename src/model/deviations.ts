/** In: a plan of a runbook as it is now, and the record of one run. Out: where people did something else than it says. */
import type {EventOf, RunEvent} from './event.ts'
import {fingerprintOf} from './fingerprint.ts'
import type {Plan, PlannedStep} from './plan.ts'

/** Something that was done otherwise, or said, at a step as the runbook still has it. */
export type Deviation = {time: string; by: string | undefined} & (
  | {kind: 'edited'; step: PlannedStep; text: string}
  | {kind: 'skipped'; step: PlannedStep; reason: string}
  /** `step` is the last one before it that was begun or answered; undefined before any. */
  | {kind: 'noted'; step: PlannedStep | undefined; as: string; text: string}
)

export interface Deviations {
  found: Deviation[]
  /** Numbers and titles of steps that the run had, and that say something else now, or are gone. */
  changed: {number: number; title: string}[]
}

/** Maps what the run did to the steps that still say the same: by id, else by title. `redact` masks as the record did. */
export function deviationsOf(
  {steps}: Plan,
  events: readonly RunEvent[],
  redact: (text: string) => string = text => text,
): Deviations {
  const prints = new Map(steps.map(step => [step, fingerprintOf(step, redact)]))
  let names = new Map<string, PlannedStep>()
  const changed = new Map<string, {number: number; title: string}>()
  const found: Deviation[] = []
  const texts = new Map<PlannedStep, Map<number, {text: string; by: string | undefined}>>()
  const besides = new Map<
    number,
    {event: EventOf<'adhoc.started'>; at: PlannedStep | undefined; typed: string[]}
  >()
  let last: PlannedStep | undefined
  for (const event of inOrder(events)) {
    const {time, authid: by} = event
    if ((event.type === 'run.started' || event.type === 'run.resumed') && event.data.steps) {
      names = new Map()
      for (const {id, number, title, sha256} of event.data.steps) {
        const same = steps.filter(step => prints.get(step) === sha256)
        const now = same.find(step => step.id === id) ?? same.find(step => step.title === title)
        if (now) names.set(id, now)
        else changed.set(id, {number, title})
      }
      for (const id of names.keys()) changed.delete(id)
    }
    const step = event.subject === undefined ? undefined : names.get(event.subject)
    if (event.type === 'step.started' && step && event.data.text !== undefined) {
      const tries = texts.get(step) ?? new Map()
      texts.set(step, tries.set(event.data.attempt, {text: event.data.text, by}))
    }
    if (event.type === 'step.finished' && step && event.data.outcome.kind === 'success') {
      const tried = texts.get(step)?.get(event.data.attempt)
      if (tried && 'script' in step.action && tried.text !== redact(step.action.script))
        found.push({kind: 'edited', step, text: tried.text, time, by: tried.by})
    }
    if (event.type === 'step.skipped' && step && event.data.by === 'operator')
      found.push({kind: 'skipped', step, reason: event.data.reason, time, by})
    if (event.type === 'checklist.changed' && step && event.data.state === 'not-applicable')
      found.push({kind: 'skipped', step, reason: event.data.note ?? 'not applicable', time, by})
    if (event.type === 'note.added' && event.data.kind !== 'comms')
      found.push({kind: 'noted', step: step ?? last, as: event.data.kind, text: event.data.text, time, by})
    if (event.type === 'adhoc.started') besides.set(event.data.number, {event, at: step ?? last, typed: []})
    if (event.type === 'adhoc.typed') besides.get(event.data.number)?.typed.push(event.data.text)
    if (event.type === 'adhoc.finished') {
      const {number, commands} = event.data
      besides.delete(number)
      for (const {text, exitCode} of commands)
        found.push({
          kind: 'noted',
          step: step ?? last,
          as: 'off the script',
          text: `${text} (${exitCode === undefined ? 'no end on record' : `exit ${exitCode}`})`,
          time,
          by,
        })
    }
    if (step) last = step
  }
  for (const {event, at, typed} of besides.values())
    for (const text of event.data.text === undefined ? typed : [event.data.text])
      found.push({
        kind: 'noted',
        step: at,
        as: 'off the script',
        text: `${text} (no end on record)`,
        time: event.time,
        by: event.authid,
      })
  return {found: lastOfEach(found), changed: [...changed.values()]}
}

/** A note may be of an earlier time than it was written down. */
function inOrder(events: readonly RunEvent[]): RunEvent[] {
  return [...events].sort((a, b) => Date.parse(a.time) - Date.parse(b.time))
}

/** Of several texts of a step that worked, and of several reasons to skip it, the last one counts. */
function lastOfEach(found: readonly Deviation[]): Deviation[] {
  return found.filter(
    (one, at) =>
      one.kind === 'noted' ||
      !found.slice(at + 1).some(later => later.kind === one.kind && later.step?.id === one.step?.id),
  )
}

/** An input that was given the same value in every run. */
export interface ConstantInput {
  name: string
  value: string
  /** In how many runs. */
  of: number
}

/** Inputs that people always answered or gave alike, in at least two runs; never secret ones, nor what was captured. */
export function constantInputs(runs: readonly (readonly RunEvent[])[]): ConstantInput[] {
  const values = new Map<string, (string | undefined)[]>()
  for (const events of runs) {
    const own = new Map<string, string | undefined>()
    for (const event of events) {
      if (event.type !== 'input.set') continue
      const {name, value, secret, source} = event.data
      const told = !secret && source !== 'capture' && source !== 'default' && !value?.includes('‹redacted')
      own.set(name, told && (!own.has(name) || own.get(name) === value) ? value : undefined)
    }
    for (const [name, value] of own) values.set(name, [...(values.get(name) ?? []), value])
  }
  return [...values].flatMap(([name, [first, ...rest]]) =>
    first !== undefined && rest.length > 0 && rest.every(value => value === first)
      ? [{name, value: first, of: rest.length + 1}]
      : [],
  )
}
