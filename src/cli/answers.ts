import {z} from 'zod/mini'
import {RunbookError} from '../model/error.ts'
import type {Answer} from '../model/operator.ts'
import type {Plan, PlannedStep} from '../model/plan.ts'
import {didYouMean} from '../parser/suggest.ts'
import {type Choose, chooseAnswer, chooseSchema} from './answers-choice.ts'
import {readYaml} from './read-yaml.ts'

const words = z.enum(['done', 'not-applicable', 'failed', 'skip'])
const spellings = 'done, not-applicable, failed or skip, or one of them as `{do: skip, reason: …}`'
const choices = 'skip, `{choose: 1}` (a number or a title), `{choose: [1, 3]}` or `{choose: none}`'
const answer = z.union([
  words,
  chooseSchema,
  z.strictObject({do: words, note: z.optional(z.string()), reason: z.optional(z.string())}),
])
const file = z.strictObject({
  inputs: z.nullish(z.record(z.string(), z.union([z.string(), z.number()]))), // a key without anything below it is null
  steps: z.nullish(z.record(z.string(), answer)),
})

/** Answers given beforehand: values of inputs, and what is said to steps that need a person. */
export interface Answers {
  inputs: Record<string, string>
  steps: Record<string, Answer>
}

/** Reads an answers file (YAML). Throws a `RunbookError` naming what is wrong in it, also a step that the plan does not have. */
export function readAnswers(path: string, plan: Plan): Answers {
  const result = file.safeParse(readYaml(path, 'answers'))
  if (!result.success)
    throw new RunbookError('answers', `${path}: ${complaint(result.error.issues[0]!, plan)}`)
  const ids = plan.steps.map(({id}) => id)
  const unknown = Object.keys(result.data.steps ?? {}).find(id => !ids.includes(id))
  if (unknown !== undefined)
    throw new RunbookError(
      'answers',
      `${path}: the plan has no step \`${unknown}\`${didYouMean(unknown, ids)}`,
    )
  const steps = plan.steps.flatMap(step => {
    const given = result.data.steps?.[step.id]
    return given === undefined ? [] : [[step.id, answerTo(step, given, path)] as const]
  })
  return {
    inputs: Object.fromEntries(
      Object.entries(result.data.inputs ?? {}).map(([name, given]) => [name, String(given)]),
    ),
    steps: Object.fromEntries(steps),
  }
}

function answerTo(step: PlannedStep, given: z.infer<typeof answer>, path: string): Answer {
  if (typeof given === 'object' && 'choose' in given) return chooseAnswer(given, step, path)
  const {id, action} = step
  const word = typeof given === 'string' ? given : given.do
  const allowed =
    action.kind === 'choice' ||
    ('refusal' in action && action.refusal === undefined && action.interactive === undefined)
      ? ['skip']
      : action.kind === 'wait'
        ? ['skip', 'done']
        : undefined
  if (allowed && !allowed.includes(word)) {
    const what = {choice: 'a choice', wait: 'a wait'}[action.kind as string] ?? 'run by the tool'
    const how =
      action.kind === 'choice' ? '`{choose: …}` or `skip`' : allowed.map(one => `\`${one}\``).join(' or ')
    throw new RunbookError('answers', `${path}: step \`${id}\` is ${what}, so only ${how} can be answered`)
  }
  return toAnswer(given)
}

/** What is wrong in the file, in words; zod's say nothing of the choice between spellings. */
function complaint({path, code, ...issue}: z.core.$ZodIssue, {steps}: Plan): string {
  const at = path.length > 0 ? `\`${path.join('.')}\`` : 'the answers'
  if (code === 'unrecognized_keys') {
    const key = (issue as {keys?: string[]}).keys?.[0] ?? ''
    const known = path.length > 0 ? ['do', 'note', 'reason', 'choose'] : ['inputs', 'steps']
    return `unexpected \`${[...path, key].join('.')}\`, expected ${known.map(name => `\`${name}\``).join(', ')}${didYouMean(key, known)}`
  }
  if (path[0] === 'steps' && path.length > 1) {
    const isChoice = steps.some(({id, action}) => id === path[1] && action.kind === 'choice')
    return `unexpected value for ${at}, expected ${isChoice ? choices : spellings}`
  }
  if (path[0] === 'inputs' && path.length > 1)
    return `unexpected value for ${at}, expected a text or a number`
  return `unexpected value for ${at}, expected \`inputs:\` with NAME: VALUE lines and \`steps:\` with STEP: ANSWER lines`
}

function toAnswer(given: Exclude<z.infer<typeof answer>, Choose>): Answer {
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
