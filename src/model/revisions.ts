import type {EventOf, NumberedEvent, RunEvent} from './event.ts'

/** What later events say of a record: how it is to be read, and whether it is part of the story. */
export interface Revision {
  amended?: {time: string; by: string | undefined; data: Partial<EventOf<'event.amended'>['data']>}
  hidden?: {by: string | undefined; reason: string | undefined}
  pinned?: {note: string | undefined}
}

/** By the numbers of the records that they are about. */
export type Revisions = ReadonlyMap<number, Revision>

/** What the events of one journal say of its records. */
export function revisionsIn(events: Iterable<RunEvent>): Revisions {
  const found = new Map<number, Revision>()
  for (const event of events) {
    const {type, time, authid: by, data} = event
    if (type !== 'event.amended' && type !== 'event.hidden' && type !== 'event.pinned') continue
    const {amended, hidden, pinned} = found.get(data.sequence) ?? {}
    found.set(data.sequence, {
      ...(amended ? {amended} : {}),
      ...(hidden ? {hidden} : {}),
      ...(pinned ? {pinned} : {}),
      ...(type === 'event.amended' ? {amended: {time, by, data: {...amended?.data, ...data}}} : {}),
      ...(type === 'event.hidden' ? {hidden: data.hidden ? {by, reason: data.reason} : undefined} : {}),
      ...(type === 'event.pinned' ? {pinned: data.pinned ? {note: data.note} : undefined} : {}),
    } as Revision)
  }
  return found
}

/** An event as it is to be read now. */
export function revised<E extends NumberedEvent>(event: E, revision: Revision | undefined): E {
  if (!revision?.amended || !isWritten(event)) return event
  const {text, kind, time, approximate} = revision.amended.data
  const said = {
    ...(text === undefined ? {} : event.type === 'note.added' ? {text} : {note: text}),
    ...(kind === undefined || event.type !== 'note.added' ? {} : {kind}),
    ...(time === undefined || event.type === 'evidence.attached' ? {} : {approximate: approximate ?? false}),
  }
  return {...event, ...(time === undefined ? {} : {time}), data: {...event.data, ...said}}
}

/** What may be amended and hidden: what people wrote, not what a run did. */
export function isWritten({type}: {type: string}): boolean {
  return type === 'note.added' || type === 'incident.milestone' || type === 'evidence.attached'
}
