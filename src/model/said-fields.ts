import {type EventType, type RunEvent, structural} from './event.ts'
import {mapTexts} from './map-texts.ts'

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
  const data = event.data as Record<string, unknown>
  const masked = named.flatMap(key => {
    const safe = mapTexts(data[key], said, structural)
    return safe === data[key] ? [] : [[key, safe] as const]
  })
  return masked.length === 0
    ? event
    : ({...event, data: {...data, ...Object.fromEntries(masked)}} as RunEvent)
}
