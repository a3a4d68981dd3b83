import {z} from 'zod/mini'
import {approvalEvents} from './approval-events.ts'
import {effects} from './effect.ts'
import {milestones} from './milestone.ts'
import {operatorEvents} from './operator-events.ts'
import {outcomeSchema} from './outcome.ts'
import {outputSchema} from './output.ts'
import {givenSources, listedStep, runEvents} from './run-events.ts'

const effect = z.enum(effects)
const text = z.string()
const count = z.int().check(z.nonnegative())
const milliseconds = z.number().check(z.nonnegative())
const optional = z.optional

export type {Output} from './output.ts'

/** The rows of one SQL result, whole in a file, and the first of them, cells cut. */
const keptResult = z.extend(outputSchema, {
  /** Names of the first columns. */
  columns: z.array(text),
  rows: count,
  /** How many of them are in the file, where it was cut. */
  keptRows: optional(count),
  sample: z.array(z.array(z.nullable(text))),
})
export type KeptResult = z.infer<typeof keptResult>

const step = {
  'step.started': z.object({
    attempt: count,
    title: text,
    section: z.array(text),
    kind: listedStep.shape.kind,
    effect: optional(effect),
    reasons: optional(z.array(z.object({effect, text}))),
    language: optional(text),
    /** What runs, as shown to the operator; names of inputs stand for their values. */
    text: optional(text),
    /** SHA-256 of what runs: what consent was given to. */
    sha256: optional(text),
    db: optional(
      z.object({
        namespace: text,
        system: optional(z.object({name: text})),
        /** As it goes to the server: `$1` for a value, names filled in. */
        query: optional(z.object({text})),
      }),
    ),
    /** The host that it runs on over ssh; without it and `exec`, this machine. */
    server: optional(z.object({address: text})),
    /** The words of the command that it runs behind. */
    exec: optional(z.object({prefix: z.array(text)})),
    /** Where its commands are run one by one: how many they are. */
    parts: optional(count),
    /** For a wait: how long it is to last. */
    waitMs: optional(milliseconds),
  }),
  'step.finished': z.object({
    attempt: count,
    outcome: outcomeSchema,
    durationMs: milliseconds,
    output: optional(outputSchema),
    results: optional(z.array(keptResult)),
    process: optional(z.object({exit: z.object({code: z.int()})})),
    db: optional(
      z.object({
        response: z.object({
          returned_rows: optional(count),
          affected_rows: optional(count),
          /** The SQLSTATE of what the server refused. */
          status_code: optional(text),
        }),
      }),
    ),
    /** Another try follows by itself: after how long, and how long or how often that goes on. */
    again: optional(
      z.object({inMs: milliseconds, leftMs: optional(milliseconds), triesLeft: optional(count)}),
    ),
    /** It is up, and left running until `background.ended`. */
    background: optional(z.object({pid: count})),
  }),
  /** What the operator says of a step that nobody saw end; `unknown` where it is run again or left open. */
  'step.judged': z.object({
    attempt: count,
    verdict: z.enum(['worked', 'failed', 'unknown']),
    note: optional(text),
    /** What it had printed. */
    output: optional(outputSchema),
  }),
  /** A step that was left running has ended: by itself, or with the run. */
  'background.ended': z.object({
    attempt: count,
    outcome: outcomeSchema,
    by: z.enum(['itself', 'run']),
    durationMs: milliseconds,
    output: optional(outputSchema),
    process: optional(z.object({exit: z.object({code: z.int()})})),
  }),
  /** A process that a step left running: it is ended with the run. */
  'process.left': z.object({pid: count, name: text}),
  'step.skipped': z.object({
    reason: text,
    by: z.enum(['operator', 'plan', 'policy']),
    /** The choice at which its branch was not picked. */
    choice: optional(text),
    /** The step that was gone to, past this one. */
    to: optional(text),
  }),
  'prompt.answered': z.object({
    question: text,
    answer: text,
    detail: optional(text),
    /** For a choice: the branches picked, numbered from 1; empty for none of them. */
    picked: optional(z.array(count)),
    /** The step that is gone to. */
    to: optional(text),
    /** The steps that are gone through to take back what was done, in this order. */
    through: optional(z.array(text)),
    waitedMs: milliseconds,
  }),
  'checklist.changed': z.object({state: z.enum(['done', 'not-applicable', 'failed']), note: optional(text)}),
  'check.evaluated': z.object({
    attempt: count,
    verdict: z.enum(['met', 'unmet']),
    expected: text,
    observed: text,
  }),
  /** What a system said of itself before something was changed there, and what the runbook says it must be. */
  'target.checked': z.object({
    target: text,
    observed: z.record(text, text),
    expected: optional(z.record(text, text)),
    verdict: z.enum(['met', 'unmet', 'undeclared']),
  }),
  'guard.triggered': z.object({guard: text, message: text}),
  'input.set': z.object({
    name: text,
    value: optional(text),
    secret: z.boolean(),
    source: z.enum([...givenSources, 'operator', 'capture']),
    /** Given since the variable was empty: the exact name of the variable. */
    variable: optional(text),
  }),
  'note.added': z.object({
    kind: z.enum(['observation', 'hypothesis', 'decision', 'todo', 'comms']),
    text,
    approximate: optional(z.boolean()),
    /** Not for outsiders. */
    internal: optional(z.boolean()),
  }),
}

/** What people know of the incident, besides the steps. */
const incident = {
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
  /** Something that leaked was taken out of files of the run directory; what it was is not told. */
  'event.redacted': z.object({
    files: z.array(
      z.object({
        path: text,
        /** How often it stood there. */
        places: count,
        /** What the file is now; absent where it was removed. */
        sha256: optional(text),
        bytes: optional(count),
        lines: optional(count),
        /** What it was before. */
        was: text,
      }),
    ),
    /** Where the journal itself held it: the records that were rewritten, from the first of which on the chain was made anew. */
    records: optional(z.array(count)),
    /** Number and hash of the last record before that. */
    before: optional(z.object({sequence: count, hash: text})),
  }),
  /** The clock that tells the time of events moved otherwise than time went by. */
  'clock.jumped': z.object({
    /** The machine slept, somebody or something set the clock, or which of them cannot be told. */
    cause: z.enum(['sleep', 'set', 'unknown']),
    /** How far it moved beyond what went by for the run; negative for a clock that was set back. */
    jumpMs: z.number(),
    /** The time shown when the clock was looked at before. */
    since: text,
  }),
}

/** The data of every event type, by type without its `runbook.` prefix. */
export const eventData = {...runEvents, ...step, ...operatorEvents, ...approvalEvents, ...incident}
export type EventType = keyof typeof eventData

/** One fact of a run, before the journal numbers and chains it. */
export type RunEvent = {
  [T in EventType]: {
    type: T
    /** When it happened, UTC, ISO 8601 with milliseconds. */
    time: string
    /** The step it is about. */
    subject?: string
    /** Who did it, where a person did. */
    authid?: string
    data: z.infer<(typeof eventData)[T]>
  }
}[EventType]
export type EventOf<T extends EventType> = Extract<RunEvent, {type: T}>

/** Fields whose values are words of this schema, names, numbers' texts or digests: a secret that happens to equal one is not masked there. */
export const structural: ReadonlySet<string> = new Set([
  'type',
  'time',
  'subject',
  'kind',
  'effect',
  'wasEffect',
  'sha256',
  'path',
  'id',
  'phase',
  'mode',
  'result',
  'verdict',
  'milestone',
  'state',
  'by',
  'question',
  'answer',
  'guard',
  'choice',
  'to',
  'through',
  'name',
  'source',
  'language',
  'code',
  'signal',
  'version',
  'slug',
  'cause',
  'since',
  'was',
  'hash',
  'request',
  'strength',
])

/** Prefix of every event type in the journal. */
export const typePrefix = 'runbook.'

/** One line of a journal: a CloudEvents 1.0 object, numbered from 1 and hash-chained. */
export const recordSchema = z.object({
  specversion: z.literal('1.0'),
  id: text,
  source: text,
  type: z.string().check(z.startsWith(typePrefix)),
  time: z.iso.datetime(),
  recordedtime: z.iso.datetime(),
  sequence: z.int().check(z.positive()),
  runid: text,
  subject: optional(text),
  authid: optional(text),
  data: z.record(z.string(), z.unknown()),
  /** Hash of the record before; 64 zeros for the first. */
  prevhash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
})
export type JournalRecord = z.infer<typeof recordSchema>

/** The event in a journal line; undefined for a type that this version does not know. Throws a ZodError on data of the wrong shape. */
export function eventOf(record: JournalRecord): RunEvent | undefined {
  const type = record.type.slice(typePrefix.length)
  if (!(type in eventData)) return undefined
  const {time, subject, authid} = record
  return {
    type,
    time,
    ...(subject === undefined ? {} : {subject}),
    ...(authid === undefined ? {} : {authid}),
    data: eventData[type as EventType].parse(record.data),
  } as RunEvent
}
