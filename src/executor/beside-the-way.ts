import type {EventOf, RunEvent} from '../model/event.ts'

const types = [
  'run.paused',
  'process.left',
  'part.finished',
  'adhoc.typed',
  'guard.triggered',
  'note.added',
  'incident.milestone',
  'incident.updated',
  'role.assigned',
  'evidence.attached',
  'event.amended',
  'event.pinned',
  'event.hidden',
  'event.redacted',
  'clock.jumped',
  'log.sealed',
  'approval.requested',
  'override.used',
] as const satisfies RunEvent['type'][]
const known: ReadonlySet<string> = new Set(types)

/** Whether the way of a run, and what it remembers, does not depend on an event. */
export function isBesideTheWay(event: RunEvent): event is EventOf<(typeof types)[number]> {
  return known.has(event.type)
}

/** What the way of a run depends on. */
export type WayEvent = Exclude<RunEvent, {type: (typeof types)[number]}>
