import {readFileSync} from 'node:fs'
import {parse} from 'yaml'
import {z} from 'zod/mini'
import {RunbookError} from '../model/error.ts'
import type {Answer} from '../model/operator.ts'
import type {Plan} from '../model/plan.ts'
import {didYouMean} from '../parser/suggest.ts'

const words = z.enum(['done', 'not-applicable', 'failed', 'skip'])
const answer = z.union([
  words,
  z.strictObject({do: words, note: z.optional(z.string()), reason: z.optional(z.string())}),
])
const file = z.strictObject({
  inputs: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  steps: z.optional(z.record(z.string(), answer)),
})

/** Answers given beforehand: values of inputs, and what is said to steps that need a person. */
export interface Answers {
  inputs: Record<string, string>
  steps: Record<string, Answer>
}

/** Reads an answers file (YAML). Throws a `RunbookError` naming what is wrong in it, also a step that the plan does not have. */
export function readAnswers(path: string, plan: Plan): Answers {
  let value: unknown
  try {
    value = parse(readFileSync(path, 'utf8')) ?? {}
  } catch (error) {
    throw new RunbookError(
      'answers',
      `${path}: the answers cannot be read: ${(error as Error).message.split('\n')[0]}`,
      {cause: error},
    )
  }
  const result = file.safeParse(value)
  if (!result.success) {
    const {path: at, message} = result.error.issues[0]!
    throw new RunbookError(
      'answers',
      `${path}: \`${at.join('.')}\`: ${message}; expected \`inputs:\` and \`steps:\` with done, not-applicable, failed or skip`,
    )
  }
  const ids = plan.steps.map(({id}) => id)
  const unknown = Object.keys(result.data.steps ?? {}).find(id => !ids.includes(id))
  if (unknown !== undefined)
    throw new RunbookError(
      'answers',
      `${path}: the plan has no step \`${unknown}\`${didYouMean(unknown, ids)}`,
    )
  return {
    inputs: Object.fromEntries(
      Object.entries(result.data.inputs ?? {}).map(([name, given]) => [name, String(given)]),
    ),
    steps: Object.fromEntries(
      Object.entries(result.data.steps ?? {}).map(([id, given]) => [id, toAnswer(given)]),
    ),
  }
}

function toAnswer(given: z.infer<typeof answer>): Answer {
  const {
    do: word,
    note,
    reason,
  } = typeof given === 'string' ? {do: given, note: undefined, reason: undefined} : given
  const why = reason ?? note ?? 'answered beforehand'
  switch (word) {
    case 'done':
      return {do: 'done', ...(note ? {note} : {})}
    case 'failed':
      return {do: 'failed', note: why}
    case 'not-applicable':
      return {do: 'not-applicable', reason: why}
    case 'skip':
      return {do: 'skip', reason: why}
  }
}
