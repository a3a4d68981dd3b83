import {formatDuration} from '../model/duration.ts'
import type {EventOf, EventType} from '../model/event.ts'
import {between, momentOf} from './clock.ts'
import {row, tableHead} from './markdown.ts'
import type {TimelineEvent} from './timeline-entries.ts'

/** How long things took, each with its two ends; `unknown` where an end is not on record. Events are in order of time. */
export function metrics(events: readonly TimelineEvent[]): string {
  const starts = ofType(events, 'run.started')
  const ends = ofType(events, 'run.finished')
  const begun = ofType(events, 'step.started')
  const start = starts[0]?.time
  const changes = begun.filter(
    ({data}) => data.effect !== undefined && data.effect !== 'read' && data.effect !== 'local',
  )
  const changed = ofType(events, 'step.finished').filter(
    ({subject, data}) =>
      data.outcome.kind === 'success' &&
      changes.some(change => change.subject === subject && change.data.attempt === data.attempt),
  )
  const waits = ofType(events, 'prompt.answered').map(({data}) => data.waitedMs)
  const lasted = (of: (kind: string) => boolean) => {
    const kinds = new Map(begun.map(({subject, data}) => [`${data.attempt} ${subject}`, data.kind]))
    const ended = ofType(events, 'step.finished')
    return ended.flatMap(({subject, data}) =>
      of(kinds.get(`${data.attempt} ${subject}`) ?? '') ? [data.durationMs] : [],
    )
  }
  const machine = lasted(kind => kind !== 'wait' && kind !== 'choice') // a choice takes a person's time, counted above
  const pauses = lasted(kind => kind === 'wait')
  return [
    tableHead(['Metric', 'Value:', 'From (UTC)', 'To (UTC)']),
    metric('Start to first step', start, begun[0]?.time),
    metric('Start to first change begun', start, changes[0]?.time),
    metric('Start to last change that succeeded', start, changed.at(-1)?.time),
    metric('Start to end', start, ends.length === starts.length ? ends.at(-1)?.time : undefined),
    metric('Detect, acknowledge, mitigate, resolve', undefined, undefined),
    '',
    `Waiting for people: ${over(waits, 'answer')}. Machine time: ${over(machine, 'attempt')}.${pauses.length > 0 ? ` Pauses that the runbook asks for: ${over(pauses, 'wait')}.` : ''}`,
  ].join('\n')
}

function metric(name: string, from: string | undefined, to: string | undefined): string {
  const value = from === undefined || to === undefined ? 'unknown' : formatDuration(between(from, to))
  return row([name, value, from ? momentOf(from) : 'unknown', to ? momentOf(to) : 'unknown'])
}

function over(values: readonly number[], noun: string): string {
  const total = values.reduce((sum, value) => sum + value, 0)
  return `${formatDuration(total)} over ${values.length} ${noun}${values.length === 1 ? '' : 's'}`
}

function ofType<T extends EventType>(
  events: readonly TimelineEvent[],
  type: T,
): (TimelineEvent & EventOf<T>)[] {
  return events.filter((event): event is TimelineEvent & EventOf<T> => event.type === type)
}
