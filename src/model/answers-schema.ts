import {z} from 'zod/mini'

const words = z.enum(
  ['done', 'not-applicable', 'failed', 'skip', 'run'],
  'done, not-applicable, failed, skip or run',
)

/** What is answered when a block has failed. */
const failures = 'stop, continue, rollback or retry, or a list of these in turn'
const onFailure = z.enum(['stop', 'continue', 'rollback', 'retry'], failures)
export type FailureWord = z.infer<typeof onFailure>

const branch = z.union([z.int(), z.string()], 'a number or a title')

/** How an answers file picks branches: a number from 1, a title, several of them, or `none`. */
export const chooseSchema = z.strictObject({
  choose: z.union([branch, z.array(branch)], 'a number, a title, a list of these, or none'),
})
export type Choose = z.infer<typeof chooseSchema>

/** What is said of one step that was not chosen between. */
export const saidSchema = z.strictObject({
  do: z.optional(words),
  note: z.optional(z.string()),
  reason: z.optional(z.string()),
  /** In this order, where it fails again after a `retry`. */
  'on-failure': z.optional(z.union([onFailure, z.array(onFailure).check(z.minLength(1))], failures)),
})
export type Said = z.infer<typeof saidSchema>

/** One answer given beforehand. */
export const answerSchema = z.union(
  [words, chooseSchema, saidSchema],
  'done, not-applicable, failed, skip or run, or `{do: skip, reason: …}`, or `{choose: 1}`',
)
export type GivenAnswer = z.infer<typeof answerSchema>

/** The values and answers of an answers file. */
export const answersSchema = z.strictObject({
  inputs: z.nullish(z.record(z.string(), z.union([z.string(), z.number()]))), // a key without anything below it is null
  steps: z.nullish(z.record(z.string(), answerSchema)),
})
export type AnswersFile = z.infer<typeof answersSchema>
