import type {EventOf, NumberedEvent} from './event.ts'
import type {Attempt, Run, RunStep} from './folded.ts'
import type {Outcome} from './outcome.ts'
import {amend, hide} from './revise.ts'
import {indexOfStep} from './step-index.ts'
import {withoutLeak} from './without-leak.ts'

export type {Attempt, Run, RunStep} from './folded.ts'

/** Folds events, in order, into the state after them. */
export function fold(events: Iterable<NumberedEvent>): Run {
  let run = nothing()
  for (const event of events) run = next(run, event)
  return run
}

/** The state before the first event, for `next`. */
export function nothing(): Run {
  return {
    started: undefined,
    finished: undefined,
    interrupted: undefined,
    resumed: [],
    steps: [],
    notes: [],
    inputs: [],
    guards: [],
    redactions: [],
    jumps: [],
    targets: [],
    left: [],
    milestones: [],
    offScript: [],
    evidence: [],
    hidden: [],
    roles: [],
    incident: {},
    sealed: undefined,
    paused: undefined,
    approvals: [],
    overrides: [],
  }
}

/**
 * The state after one more event. `run` is used up: what it holds may be changed. A step that the event is about is
 * another object afterwards, the others are the same.
 */
export function next(run: Run, event: NumberedEvent): Run {
  const {time, authid: by, subject, sequence} = event
  switch (event.type) {
    case 'run.started':
      return {
        ...run,
        started: {time, data: event.data},
        steps: event.data.steps.map(untouched),
      }
    case 'run.resumed':
      return {
        ...run,
        finished: undefined,
        interrupted: undefined,
        paused: undefined,
        resumed: added(run.resumed, {time, by, ...event.data}),
        steps: event.data.steps ? changedSteps(run.steps, event.data, event.data.steps) : run.steps,
      }
    case 'run.finished':
      return {...run, paused: undefined, finished: {time, data: event.data}}
    case 'run.paused':
      return {...run, paused: {time, by, reason: event.data.reason}}
    case 'run.interrupted':
      return {...run, paused: undefined, interrupted: {time, signal: event.data.signal}}
    case 'step.started':
      return onStep(run, subject, ({outdated: _, ...step}) =>
        // not by a spread: V8 gives each object of `{...step, more}` a shape of its own, as large as the object
        Object.assign(step, {skipped: undefined, attempts: tried(step.attempts, begun(event))}),
      )
    case 'step.finished':
      return onAttempt(run, subject, event.data.attempt, attempt =>
        Object.assign({}, attempt, {
          finishedAt: time,
          outcome: event.data.outcome,
          durationMs: event.data.durationMs,
          exitCode: event.data.process?.exit.code,
          output: event.data.output,
          results: event.data.results ?? [],
        }),
      )
    case 'step.judged': {
      const {verdict, note, output} = event.data
      return onAttempt(run, subject, event.data.attempt, attempt => ({
        ...attempt,
        finishedAt: time,
        // what was left running did come up, whatever is said of it later
        outcome:
          verdict === 'failed' ? judgedAs(verdict, note) : (attempt.outcome ?? judgedAs(verdict, note)),
        output: attempt.output ?? output,
      }))
    }
    case 'background.ended':
      return onAttempt(run, subject, event.data.attempt, attempt => ({
        ...attempt,
        finishedAt: time,
        outcome: event.data.outcome,
        durationMs: event.data.durationMs,
        exitCode: event.data.process?.exit.code,
        output: event.data.output ?? attempt.output,
      }))
    case 'process.left':
      return {...run, left: added(run.left, {step: subject, ...event.data})}
    case 'check.evaluated':
      return onAttempt(run, subject, event.data.attempt, attempt => ({
        ...attempt,
        checks: [...attempt.checks, event.data],
      }))
    case 'step.skipped':
      return onStep(run, subject, ({outdated: _, ...step}) => ({...step, skipped: {time, ...event.data}}))
    case 'checklist.changed':
      return onStep(run, subject, ({outdated: _, ...step}) => ({
        ...step,
        checklist: {time, by, state: event.data.state, note: event.data.note},
      }))
    case 'step.edited':
      return onStep(run, subject, step => ({...step, edited: {time, by, ...event.data}}))
    case 'event.pinned':
    case 'part.finished':
    case 'approval.requested':
      return run
    case 'adhoc.started':
      return {...run, offScript: added(run.offScript, offScript(event))}
    case 'adhoc.typed':
      run.offScript
        .findLast(({started}) => started.number === event.data.number)
        ?.typed.push({time, text: event.data.text})
      return run
    case 'adhoc.finished': {
      const index = run.offScript.findLastIndex(({started}) => started.number === event.data.number)
      if (index !== -1) run.offScript[index] = {...run.offScript[index]!, finished: event.data}
      return run
    }
    case 'note.added':
      run.notes.push({time, by, sequence, step: subject, ...event.data})
      return run
    case 'input.set':
      return {...run, inputs: [...run.inputs.filter(({name}) => name !== event.data.name), event.data]}
    case 'guard.triggered':
      return {...run, guards: added(run.guards, {time, step: subject, ...event.data})}
    case 'target.checked':
      return {...run, targets: added(run.targets, {time, step: subject, ...event.data})}
    case 'incident.milestone': {
      run.milestones.push({time, by, sequence, ...event.data})
      run.milestones.sort((a, b) => Date.parse(a.time) - Date.parse(b.time))
      return run
    }
    case 'evidence.attached':
      run.evidence.push({time, by, sequence, step: subject, ...event.data})
      return run
    case 'role.assigned': {
      const {role, person} = event.data
      const others = run.roles.filter(one => one.role !== role)
      return {...run, roles: person === undefined ? others : [...others, {role, person, time, by}]}
    }
    case 'incident.updated': {
      const since = event.data.summary === undefined ? {} : {since: {time, by}}
      return {...run, incident: {...run.incident, ...event.data, ...since}}
    }
    case 'event.amended':
      return amend(run, event)
    case 'event.hidden':
      return hide(run, event)
    case 'log.sealed':
      return {...run, sealed: {time, by, note: event.data.note}}
    case 'event.redacted':
      run.redactions.push({time, by, ...event.data})
      run.steps = run.steps.map(step => withoutLeak(step, event.data.files))
      return run
    case 'approval.given':
      return {...run, approvals: added(run.approvals, {time, by, step: subject, ...event.data})}
    case 'override.used':
      return {...run, overrides: added(run.overrides, {time, by, step: subject, ...event.data})}
    case 'clock.jumped':
      run.jumps.push({time, ...event.data})
      return run
    case 'prompt.answered': {
      const {picked, question} = event.data
      if (question === 'paused' && run.paused) run.paused = undefined
      return picked ? onStep(run, subject, step => ({...step, picked})) : run
    }
    default:
      return event satisfies never
  }
}

function begun({time, authid: by, data}: EventOf<'step.started'>): Attempt {
  return {
    number: data.attempt,
    startedAt: time,
    by,
    started: data,
    finishedAt: undefined,
    outcome: undefined,
    durationMs: undefined,
    exitCode: undefined,
    output: undefined,
    results: [],
    checks: [],
  }
}

function untouched(listed: RunStep['listed']): RunStep {
  return {listed, attempts: [], skipped: undefined, checklist: undefined, picked: undefined}
}

/** The steps of a changed runbook with what was done of them; then those that are gone and were touched. */
function changedSteps(
  before: readonly RunStep[],
  {renamed = [], pending = []}: EventOf<'run.resumed'>['data'],
  now: readonly RunStep['listed'][],
): RunStep[] {
  const names = new Map(renamed.map(({from, to}) => [from, to]))
  const old = new Map(before.map(step => [names.get(step.listed.id) ?? step.listed.id, step]))
  const steps = now.map(listed => {
    const known = old.get(listed.id)
    old.delete(listed.id)
    if (!known) return untouched(listed)
    return {...known, listed, ...(pending.includes(listed.id) ? {outdated: true} : {})}
  })
  const left = [...old.values()].filter(
    ({attempts, checklist, skipped}) => attempts.length > 0 || checklist || skipped?.by === 'operator',
  )
  return [...steps, ...left.map(step => ({...step, gone: true}))]
}

function judgedAs(verdict: EventOf<'step.judged'>['data']['verdict'], note: string | undefined): Outcome {
  const why = note ? `: ${note}` : ''
  if (verdict === 'worked')
    return {kind: 'success', by: 'operator', detail: `the run was cut off while it ran${why}`}
  if (verdict === 'failed')
    return {kind: 'failure', detail: note ?? 'said the operator, since the run was cut off while it ran'}
  return {kind: 'unknown', detail: `the run was cut off while it ran${why}`}
}

function onStep(run: Run, id: string | undefined, change: (step: RunStep) => RunStep): Run {
  const index = indexOfStep(run.steps, id, ({listed}) => listed.id)
  if (index !== -1) run.steps[index] = change(run.steps[index]!)
  return run
}

/** Most attempts of one step that are kept: a step that polls for days has a few first ones and the last. */
const mostAttempts = 200
const firstAttempts = 20

function tried(attempts: Attempt[], one: Attempt): Attempt[] {
  if (attempts.length >= mostAttempts) attempts.splice(firstAttempts, 1)
  attempts.push(one)
  return attempts
}

function added<T>(list: T[], one: T): T[] {
  list.push(one)
  return list
}

function onAttempt(
  run: Run,
  id: string | undefined,
  number: number,
  change: (attempt: Attempt) => Attempt,
): Run {
  return onStep(run, id, step => {
    const index = step.attempts.findLastIndex(attempt => attempt.number === number)
    if (index !== -1) step.attempts[index] = change(step.attempts[index]!)
    return {...step}
  })
}

export type StepStatus = 'pending' | 'running' | Outcome['kind']

/**
 * How a step stands: its last attempt, what was answered, or that it was passed over. What nobody saw end stays running.
 * A wait that was ended early and then passed over is only that.
 */
export function statusOf({attempts, skipped, checklist, outdated}: RunStep): StepStatus {
  if (outdated) return 'pending'
  if (checklist)
    return checklist.state === 'done' ? 'success' : checklist.state === 'failed' ? 'failure' : 'skip'
  const last = attempts.at(-1)
  if (skipped && last?.started.kind === 'wait') return 'skip'
  if (last) return last.outcome?.kind ?? 'running'
  return skipped ? 'skip' : 'pending'
}

function offScript({
  time,
  authid: by,
  subject: step,
  data,
}: EventOf<'adhoc.started'>): Run['offScript'][number] {
  return {time, by, step, started: data, typed: data.text === undefined ? [] : [{time, text: data.text}]}
}
