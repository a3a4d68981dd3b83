import {readFileSync} from 'node:fs'
import {LineCounter, parseDocument} from 'yaml'
import {z} from 'zod/mini'
import {RunbookError} from '../model/error.ts'
import type {Answer} from '../model/operator.ts'
import type {Plan} from '../model/plan.ts'
import {didYouMean} from '../parser/suggest.ts'

const words = z.enum(['done', 'not-applicable', 'failed', 'skip'])
const spellings = 'done, not-applicable, failed or skip, or one of them as `{do: skip, reason: …}`'
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
  const result = file.safeParse(readYaml(path))
  if (!result.success) throw new RunbookError('answers', `${path}: ${complaint(result.error.issues[0]!)}`)
  const ids = plan.steps.map(({id}) => id)
  const unknown = Object.keys(result.data.steps ?? {}).find(id => !ids.includes(id))
  if (unknown !== undefined)
    throw new RunbookError(
      'answers',
      `${path}: the plan has no step \`${unknown}\`${didYouMean(unknown, ids)}`,
    )
  const runs = plan.steps.find(({id, action}) => {
    const given = result.data.steps?.[id]
    const word = typeof given === 'string' ? given : given?.do
    return word !== undefined && word !== 'skip' && 'refusal' in action && action.refusal === undefined
  })
  if (runs)
    throw new RunbookError(
      'answers',
      `${path}: step \`${runs.id}\` is run by the tool, so only \`skip\` can be answered`,
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

function readYaml(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'there is no such file' : `the answers cannot be read (${code})`
    throw new RunbookError('answers', `${path}: ${why}`, {cause: error})
  }
  const lines = new LineCounter()
  const document = parseDocument(text, {lineCounter: lines, prettyErrors: false})
  const [error] = document.errors
  if (!error) return document.toJS() ?? {}
  const {line, col} = lines.linePos(error.pos[0])
  throw new RunbookError('answers', `${path}:${line}:${col}: this is not YAML: ${error.message}`, {
    cause: error,
  })
}

/** What is wrong in the file, in words; zod's say nothing of the choice between spellings. */
function complaint({path, code, ...issue}: z.core.$ZodIssue): string {
  const at = path.length > 0 ? `\`${path.join('.')}\`` : 'the answers'
  if (code === 'unrecognized_keys') {
    const key = (issue as {keys?: string[]}).keys?.[0] ?? ''
    const known = path.length > 0 ? ['do', 'note', 'reason'] : ['inputs', 'steps']
    return `unexpected \`${[...path, key].join('.')}\`, expected ${known.map(name => `\`${name}\``).join(', ')}${didYouMean(key, known)}`
  }
  if (path[0] === 'steps' && path.length > 1) return `unexpected value for ${at}, expected ${spellings}`
  if (path[0] === 'inputs' && path.length > 1)
    return `unexpected value for ${at}, expected a text or a number`
  return `unexpected value for ${at}, expected \`inputs:\` with NAME: VALUE lines and \`steps:\` with STEP: ANSWER lines`
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
