import {type EventType, type RunEvent, structural} from './event.ts'

/** Fields that hold what a program printed or a person typed, by event; the rest is the document's, or the schema's. */
const fields: Partial<Record<EventType, readonly string[]>> = {
  'adhoc.started': ['text'],
  'adhoc.typed': ['text'],
  'adhoc.finished': ['commands', 'outcome'],
  'step.finished': ['outcome'],
  'part.finished': ['outcome'],
  'background.ended': ['outcome'],
  'step.judged': ['note'],
  'step.skipped': ['reason'],
  'prompt.answered': ['detail'],
  'checklist.changed': ['note'],
  'check.evaluated': ['observed'],
  'target.checked': ['observed'],
  'note.added': ['text'],
  'incident.milestone': ['note'],
  'incident.updated': ['title', 'summary', 'impact'],
  'evidence.attached': ['note'],
  'event.amended': ['text', 'reason'],
  'event.pinned': ['note'],
  'event.hidden': ['reason'],
  'log.sealed': ['note'],
}

/** The event with what was printed or typed masked by `said`: there the name of an assignment tells that a value is secret. */
export function withoutNamed(event: RunEvent, said: (text: string) => string): RunEvent {
  const named = fields[event.type]
  if (!named) return event
  const data = Object.fromEntries(
    Object.entries(event.data).map(([key, value]) => [
      key,
      named.includes(key) ? masked(value, said) : value,
    ]),
  )
  return Object.assign({}, event, {data}) as RunEvent
}

function masked(value: unknown, said: (text: string) => string): unknown {
  if (typeof value === 'string') return said(value)
  if (Array.isArray(value)) return value.map(item => masked(item, said))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, structural.has(key) ? item : masked(item, said)]),
  )
}
