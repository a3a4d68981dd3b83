import {formatDuration} from '../model/duration.ts'
import type {EventOf, EventType} from '../model/event.ts'
import type {Milestone} from '../model/milestone.ts'
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
    ...fromMilestones(events, begun[0]?.time),
    '',
    `Waiting for people: ${over(waits, 'answer')}. Machine time: ${over(machine, 'attempt')}.${pauses.length > 0 ? ` Pauses that the runbook asks for: ${over(pauses, 'wait')}.` : ''}`,
  ].join('\n')
}

/** What is counted between milestones, whether they are on record or not. */
function fromMilestones(events: readonly TimelineEvent[], firstStep: string | undefined): string[] {
  const marks = ofType(events, 'incident.milestone')
  const first = (milestone: Milestone) => marks.find(({data}) => data.milestone === milestone)?.time
  const last = (milestone: Milestone) => marks.findLast(({data}) => data.milestone === milestone)?.time
  const [impact, detected] = [first('impact-began'), first('detected')]
  return [
    metric('Time to detect', impact, detected),
    metric('Time to acknowledge', detected, first('acknowledged')),
    metric('Detection to first step', detected, firstStep),
    metric('Time to tell users', detected, first('communicated')),
    metric('Time to mitigate, from impact', impact, last('mitigated')),
    metric('Time to mitigate, from detection', detected, last('mitigated')),
    metric('Time to resolve, from impact', impact, last('resolved')),
    ...impacts(marks),
  ]
}

/** Each stretch of impact on users, and all of them together. */
function impacts(marks: readonly (TimelineEvent & EventOf<'incident.milestone'>)[]): string[] {
  const rows: string[] = []
  let total = 0
  let open: string | undefined
  for (const {time, data} of marks) {
    if (data.milestone === 'impact-began') open ??= time
    if (data.milestone !== 'impact-ended' || open === undefined) continue
    rows.push(metric(`Impact on users${rows.length > 0 ? `, ${rows.length + 1}` : ''}`, open, time))
    total += between(open, time)
    open = undefined
  }
  if (open !== undefined || rows.length === 0) rows.push(metric('Impact on users', open, undefined))
  if (rows.length > 1) rows.push(row(['Impact on users, together', formatDuration(total), '', '']))
  return rows
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
