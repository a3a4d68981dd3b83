import {z} from 'zod/mini'
import {effects} from './effect.ts'
import {outcomeSchema} from './outcome.ts'
import {outputSchema} from './output.ts'
import {givenSources, listedStep} from './run-events.ts'

const effect = z.enum(effects)
const text = z.string()
const count = z.int().check(z.nonnegative())
const milliseconds = z.number().check(z.nonnegative())
const optional = z.optional

/** The rows of one SQL result, whole in a file, and the first of them, cells cut. */
const keptResult = () =>
  z.extend(outputSchema(), {
    /** Names of the first columns. */
    columns: z.array(text),
    rows: count,
    /** How many of them are in the file, where it was cut. */
    keptRows: optional(count),
    sample: z.array(z.array(z.nullable(text))),
  })
export type KeptResult = z.infer<ReturnType<typeof keptResult>>

/** The data of events about steps. */
export const stepEvents = () => ({
  'step.started': z.object({
    attempt: count,
    title: text,
    section: z.array(text),
    kind: listedStep().shape.kind,
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
    outcome: outcomeSchema(),
    durationMs: milliseconds,
    output: optional(outputSchema()),
    results: optional(z.array(keptResult())),
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
    output: optional(outputSchema()),
  }),
  /** A step that was left running has ended: by itself, or with the run. */
  'background.ended': z.object({
    attempt: count,
    outcome: outcomeSchema(),
    by: z.enum(['itself', 'run']),
    durationMs: milliseconds,
    output: optional(outputSchema()),
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
})
