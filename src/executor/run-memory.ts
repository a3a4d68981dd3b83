/**
 * In: the events of a run, one at a time. Out: how the run stands, and those events that going on with it depends on. What
 * it holds grows with what people and steps did, not with how often a step was tried, nor with how long the record is.
 */
import type {NumberedEvent} from '../model/event.ts'
import {next, nothing, type Run} from '../model/fold.ts'
import {isBesideTheWay} from './beside-the-way.ts'

/** What a process remembers of a run. */
export interface RunMemory {
  take(event: NumberedEvent): void
  /** The state after the last event. It is used up by the next `take`. */
  run(): Run
  /** What `resumptionOf` needs, in order; the last one is always the last event taken. */
  events(): readonly NumberedEvent[]
  last(): NumberedEvent | undefined
}

/** So many more events than twice those that were needed the last time are held before it is looked which are needed. */
const slack = 2000

export function rememberRun(): RunMemory {
  let run = nothing()
  let events: NumberedEvent[] = []
  let most = slack
  return {
    take(event) {
      run = next(run, event)
      events.push(event)
      if (events.length < most) return
      events = needed(events)
      most = 2 * events.length + slack
    },
    run: () => run,
    events: () => events,
    last: () => events.at(-1),
  }
}

/**
 * The events that a run cannot be gone on with without, and the last: not those that its way does not depend on, nor tries
 * that others followed by themselves, but for the last two of a step.
 */
export function needed(events: readonly NumberedEvent[]): NumberedEvent[] {
  const begunLater = new Map<string, number>()
  const dropped = new Set<string>()
  const kept: NumberedEvent[] = []
  for (let at = events.length - 1; at >= 0; at--) {
    const event = events[at]!
    const {type, subject, data} = event
    if (isBesideTheWay(event) && at < events.length - 1) continue
    if (
      subject !== undefined &&
      (type === 'step.started' || type === 'step.finished' || type === 'check.evaluated')
    ) {
      const later = begunLater.get(subject) ?? 0
      const key = `${data.attempt} ${subject}`
      if (type === 'step.finished' && data.again && data.outcome.kind !== 'success' && later >= 2)
        dropped.add(key)
      if (dropped.has(key)) continue
      if (type === 'step.started') begunLater.set(subject, later + 1)
    }
    kept.push(event)
  }
  return kept.reverse()
}
