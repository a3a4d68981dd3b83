import {z} from 'zod/mini'
import {milestones} from './milestone.ts'

/** Version of the document; it grows without changing, and changes its number where a field changes its meaning. */
export const timelineSchemaId = 'runbook.timeline/1'

const text = z.string()
const count = z.int().check(z.nonnegative())
const optional = z.optional
/** UTC, ISO 8601 with milliseconds. */
const time = z.iso.datetime()
const total = z.object({ms: z.number(), count})

/** One thing that happened. */
export const timelineEntrySchema = z.object({
  time,
  /** For what lasted and is on record: when it began. */
  from: optional(time),
  /** For a span of time that was told: when it was over. */
  until: optional(time),
  /** When it was written down, where that is known. */
  recorded: optional(time),
  /** The time is somebody's guess. */
  approximate: optional(z.boolean()),
  /** The name of one of `sources`. */
  source: text,
  imported: optional(z.boolean()),
  level: z.enum(['milestones', 'story', 'all']),
  kind: z.enum([
    'milestone',
    'note',
    'run',
    'step',
    'off-script',
    'check',
    'guard',
    'answer',
    'evidence',
    'value',
    'record',
    'told',
  ]),
  milestone: optional(z.enum(milestones)),
  /** The kind of a note. */
  note: optional(text),
  /** Somebody took it out of the story: it counts in no figure. */
  hidden: optional(z.boolean()),
  /** Not for outsiders. */
  internal: optional(z.boolean()),
  step: optional(
    z.object({id: text, number: optional(count), attempt: optional(count), effect: optional(text)}),
  ),
  /** Of what was begun off the script and has no end on record: what it may do. */
  effect: optional(text),
  who: optional(text),
  what: text,
  outcome: text,
  /** How a step, a check or a run ended. */
  standing: optional(z.enum(['success', 'failure', 'timeout', 'error', 'cancelled', 'skip', 'unknown'])),
  /** A file with what was printed, relative to the run directory. */
  evidence: optional(text),
  url: optional(text),
  /** Since the first event. */
  offsetMs: z.number(),
  /** It was written down more than a minute after it happened. */
  late: z.boolean(),
})
export type TimelineEntryJson = z.infer<typeof timelineEntrySchema>

/** What `runbook timeline --format json` prints. */
export const timelineDocumentSchema = z.object({
  schema: z.literal(timelineSchemaId),
  title: text,
  /** Of all that is on record, listed or not; null where nothing is. */
  from: z.nullable(time),
  to: z.nullable(time),
  sources: z.array(
    z.object({name: text, imported: z.boolean(), title: optional(text), folder: optional(text)}),
  ),
  /** Records of another level, or outside `--since` and `--until`. */
  notListed: count,
  /** Null for what is unknown; a length of time is negative where its end is before its beginning. */
  metrics: z.array(
    z.object({
      name: text,
      ms: z.nullable(z.number()),
      from: z.nullable(time),
      to: z.nullable(time),
      approximate: z.boolean(),
    }),
  ),
  /** `paused` is how long an operator let a run stand. */
  totals: z.object({
    waitingForPeople: total,
    machine: total,
    pauses: total,
    offScript: total,
    paused: optional(total),
  }),
  entries: z.array(timelineEntrySchema),
})
export type TimelineDocumentJson = z.infer<typeof timelineDocumentSchema>
