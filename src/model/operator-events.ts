import {z} from 'zod/mini'
import {effects} from './effect.ts'
import {outcomeSchema} from './outcome.ts'
import {outputSchema} from './output.ts'

const effect = z.enum(effects)
const text = z.string()
const count = z.int().check(z.nonnegative())
const optional = z.optional

/** The data of events about what operators do beside the document's steps. */
export const operatorEvents = () => ({
  /** Another text in the place of a block's, for this run; the same as the document's takes that back. */
  'step.edited': z.object({
    /** From the document's text to this one, as `diff -u` writes it. */
    diff: text,
    text,
    effect,
    /** What the document's text may do. */
    wasEffect: effect,
  }),
  /** One command of a block that is stepped through has ended. */
  'part.finished': z.object({
    attempt: count,
    /** From 1. */
    part: count,
    text,
    outcome: outcomeSchema(),
    durationMs: z.number().check(z.nonnegative()),
    output: optional(outputSchema()),
    process: optional(z.object({exit: z.object({code: z.int()})})),
  }),
  /** Something off the document's script began in the session of the run: one command, or a shell at the terminal. */
  'adhoc.started': z.object({
    /** From 1 in the run. */
    number: count,
    /** Of one command. */
    text: optional(text),
    effect: optional(effect),
    reasons: optional(z.array(z.object({effect, text}))),
  }),
  /** A command was typed in such a shell, told as it begins: `adhoc.finished` has it too, where there is one. */
  'adhoc.typed': z.object({number: count, text}),
  'adhoc.finished': z.object({
    number: count,
    outcome: outcomeSchema(),
    durationMs: z.number().check(z.nonnegative()),
    /** What was typed, in order; without an exit code it was not seen to end. */
    commands: z.array(z.object({time: text, text, exitCode: optional(z.int())})),
    output: optional(outputSchema()),
  }),
})
