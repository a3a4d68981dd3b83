import {z} from 'zod/mini'
import {milestones} from './milestone.ts'
import {noteKinds} from './note-kinds.ts'

const text = z.string()
const count = z.int().check(z.nonnegative())
const optional = z.optional

/** The data of events about what people know of the incident, besides the steps. */
export const incidentEvents = () => ({
  'note.added': z.object({
    kind: z.enum(noteKinds),
    text,
    approximate: optional(z.boolean()),
    /** Not for outsiders. */
    internal: optional(z.boolean()),
  }),
  'incident.milestone': z.object({
    milestone: z.enum(milestones),
    note: optional(text),
    /** The time is somebody's guess. */
    approximate: optional(z.boolean()),
  }),
  'evidence.attached': z.object({
    /** What it was called where it came from, or where it is. */
    name: text,
    note: optional(text),
    approximate: optional(z.boolean()),
    url: optional(text),
    /** A copy beside the journal. */
    file: optional(
      z.object({
        path: z.string().check(z.regex(/^attachments\/[A-Za-z0-9_-][A-Za-z0-9_.-]*$/)),
        sha256: text,
        bytes: count,
      }),
    ),
  }),
  /** Somebody has a role in the incident from now on; without a person, nobody has it any more. */
  'role.assigned': z.object({
    role: text,
    person: optional(text),
    approximate: optional(z.boolean()),
  }),
  /** What the incident is, as far as people know by now: each field counts until it is said anew. */
  'incident.updated': z.object({
    /** A ticket's number: what its runs have in common. */
    incident: optional(text),
    title: optional(text),
    severity: optional(text),
    /** What is going on, for whoever asks now. */
    summary: optional(text),
    /** Who cannot do what. */
    impact: optional(text),
    approximate: optional(z.boolean()),
  }),
})
