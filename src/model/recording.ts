/** What blocks gave in a run, to be given again where nothing is to be run. */
import {z} from 'zod/mini'

const text = z.string('a text')
const {optional, strictObject} = z
const outcomes = ['success', 'failure', 'timeout', 'cancelled', 'error', 'unknown'] as const

const attempt = strictObject({
  /** What ran; a block that says something else is not given this. */
  text: optional(text),
  /** How it ended; by default success with exit 0, else failure. */
  outcome: optional(z.enum(outcomes, outcomes.join(', '))),
  /** What a server or the system said of a failure. */
  detail: optional(text),
  exit: optional(z.int('an exit code')),
  /** Standard output, or both. */
  output: optional(text),
  errors: optional(text),
  /** Of SQL, in place of `output`. */
  results: optional(
    z.array(
      strictObject({columns: z.array(text), rows: z.array(z.array(z.nullable(text)))}),
      'a list of results',
    ),
  ),
  /** How many rows a server returned, where they are not all in `results`. */
  rows: optional(z.int('a number of rows')),
  affected: optional(z.int('a number of rows')),
  status: optional(text),
  /** What it left in `$RUNBOOK_OUTPUT`. */
  values: optional(z.record(text, text)),
})
export type RecordedAttempt = z.infer<typeof attempt>

/** A recording, as its file has it. */
export const recordingSchema = strictObject({
  /** What databases (`database NAME`) and the system said of themselves. */
  targets: optional(z.record(text, z.record(text, text))),
  /** One attempt a step, or all of them in turn. */
  steps: z.record(
    text,
    z.union([attempt, z.array(attempt)], 'what it gave, such as `{output: …, exit: 1}`, or a list of these'),
    'steps, each with what it gave',
  ),
})
export type Recording = z.infer<typeof recordingSchema>
