import type {z} from 'zod/mini'
import {
  type AnswersFile,
  answersSchema,
  type FailureWord,
  type GivenAnswer,
  type Said,
} from '../../model/answers-schema.ts'
import {RunbookError} from '../../model/error.ts'
import type {Answer} from '../../model/operator.ts'
import type {Plan, PlannedStep} from '../../model/plan.ts'
import {didYouMean} from '../../parser/suggest.ts'
import {chooseAnswer} from './answers-choice.ts'
import {meant} from './meant-issue.ts'
import {readYaml} from './read-yaml.ts'

const spellings = 'done, not-applicable, failed, skip or run, or one of them as `{do: skip, reason: …}`'
const choices = 'skip, `{choose: 1}` (a number or a title), `{choose: [1, 3]}` or `{choose: none}`'
const failures = 'stop, continue, rollback or retry, or some of them in turn'

/** Answers given beforehand: values of inputs, and what is said to steps that need a person. */
export interface Answers {
  inputs: Record<string, string>
  steps: Record<string, Answer>
  /** Blocks that are agreed to, by id. */
  run: string[]
  /** What is said of blocks that fail, each time the next. */
  failures: Record<string, FailureWord[]>
}

/** No answers. */
export const noAnswers: Answers = {inputs: {}, steps: {}, run: [], failures: {}}

/** Reads an answers file (YAML). Throws a `RunbookError` naming what is wrong in it, also a step that the plan does not have. */
export function readAnswers(path: string, plan: Plan): Answers {
  const result = answersSchema.safeParse(readYaml(path, 'answers'))
  if (!result.success)
    throw new RunbookError('answers', `${path}: ${complaint(result.error.issues.flatMap(meant)[0]!, plan)}`)
  return answersOf(result.data, plan, path)
}

/** What an answers file says to a plan. Throws a `RunbookError` that names the step which cannot be answered so. */
export function answersOf({inputs, steps}: AnswersFile, plan: Plan, path: string): Answers {
  const ids = plan.steps.map(({id}) => id)
  const unknown = Object.keys(steps ?? {}).find(id => !ids.includes(id))
  if (unknown !== undefined)
    throw new RunbookError(
      'answers',
      `${path}: the plan has no step \`${unknown}\`${didYouMean(unknown, ids)}`,
    )
  const answers: Answers = {
    inputs: Object.fromEntries(Object.entries(inputs ?? {}).map(([name, given]) => [name, String(given)])),
    steps: {},
    run: [],
    failures: {},
  }
  for (const step of plan.steps) {
    const given = steps?.[step.id]
    if (given !== undefined) addAnswer(answers, step, given, path)
  }
  return answers
}

function addAnswer(answers: Answers, step: PlannedStep, given: GivenAnswer, path: string): void {
  const {id, action} = step
  if (typeof given === 'object' && 'choose' in given) {
    answers.steps[id] = chooseAnswer(given, step, path)
    return
  }
  const said: Said = typeof given === 'string' ? {do: given} : given
  const word = said.do
  const runs = 'refusal' in action && action.refusal === undefined && action.interactive === undefined
  const allowed = runs
    ? ['run', 'skip']
    : ({choice: ['skip'], wait: ['skip', 'done']}[action.kind as string] ?? [
        'done',
        'not-applicable',
        'failed',
        'skip',
      ])
  const wrong = (what: string, only: string) =>
    new RunbookError('answers', `${path}: step \`${id}\` is ${what}, so only ${only} can be answered`)
  if (word !== undefined && !allowed.includes(word)) {
    if (word === 'run' && !runs && action.kind !== 'choice' && action.kind !== 'wait')
      throw wrong('done by a person', allowed.map(one => `\`${one}\``).join(', '))
    const what = {choice: 'a choice', wait: 'a wait'}[action.kind as string] ?? 'run by the tool'
    const how =
      action.kind === 'choice' ? '`{choose: …}` or `skip`' : allowed.map(one => `\`${one}\``).join(' or ')
    throw wrong(what, how)
  }
  const onFailure = said['on-failure']
  if (onFailure !== undefined && !runs)
    throw new RunbookError(
      'answers',
      `${path}: step \`${id}\` is not run by the tool, so \`on-failure\` has no meaning`,
    )
  if (onFailure !== undefined) answers.failures[id] = [onFailure].flat()
  if (word === undefined && onFailure === undefined)
    throw new RunbookError('answers', `${path}: unexpected value for \`steps.${id}\`, expected ${spellings}`)
  if (word === 'run') answers.run.push(id)
  else if (word !== undefined) answers.steps[id] = toAnswer(word, said)
}

/** What is wrong in the file, in words; zod's say nothing of the choice between spellings. */
function complaint({path, code, ...issue}: z.core.$ZodIssue, {steps}: Plan): string {
  const at = path.length > 0 ? `\`${path.join('.')}\`` : 'the answers'
  if (code === 'unrecognized_keys') {
    const key = (issue as {keys?: string[]}).keys?.[0] ?? ''
    const known = path.length > 0 ? ['do', 'note', 'reason', 'choose', 'on-failure'] : ['inputs', 'steps']
    return `unexpected \`${[...path, key].join('.')}\`, expected ${known.map(name => `\`${name}\``).join(', ')}${didYouMean(key, known)}`
  }
  if (path[0] === 'steps' && path.length > 1) {
    const isChoice = steps.some(({id, action}) => id === path[1] && action.kind === 'choice')
    const expected = path[2] === 'on-failure' ? failures : isChoice ? choices : spellings
    return `unexpected value for ${at}, expected ${expected}`
  }
  if (path[0] === 'inputs' && path.length > 1)
    return `unexpected value for ${at}, expected a text or a number`
  return `unexpected value for ${at}, expected \`inputs:\` with NAME: VALUE lines and \`steps:\` with STEP: ANSWER lines`
}

function toAnswer(word: 'done' | 'not-applicable' | 'failed' | 'skip', {note, reason}: Said): Answer {
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
