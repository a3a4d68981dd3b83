import {interrupted} from '../../executor/ask.ts'
import {inputProblem} from '../../executor/input.ts'
import type {Answer, Question} from '../../model/operator.ts'
import {oneLine} from '../../report/clean.ts'
import {inputHints, type ScreenStyle} from '../../report/step-screen.ts'
import type {Prompt} from '../terminal/prompt.ts'

/** Why nobody answered: a signal, or there is nobody any more. */
export function gone(signal: AbortSignal): Answer {
  return {do: 'quit', reason: signal.aborted ? interrupted(signal) : 'nobody could be asked any more'}
}

/** Asks a person for a value; undefined where what was typed is none, and was told so. `without` says what nothing typed means, `lists` whether the lines of a command can be offered. */
export async function askInput(
  {input, empty, offered}: Pick<Extract<Question, {kind: 'input'}>, 'input' | 'empty' | 'offered'>,
  {prompt, show, style}: {prompt: Prompt; show(text: string): void; style: ScreenStyle},
  signal: AbortSignal,
  {without, lists}: {without: string; lists: boolean} = {without: 'empty skips the step', lists: true},
): Promise<Answer | undefined> {
  const {colors} = style
  if (empty) show(`\n  ${colors.yellow(`$${input.name} is empty, and the step would use it as it is.`)}\n`)
  if (offered?.problem) show(`  ${colors.yellow(`no choices: ${oneLine(offered.problem)}`)}\n`)
  const lines = offered?.lines ?? []
  const width = String(lines.length).length
  for (const [index, line] of lines.entries())
    show(`  ${colors.bold(String(index + 1).padStart(width))} ${oneLine(line)}\n`)
  const listed =
    lists && input.choicesFrom !== undefined && offered === undefined && input.default === undefined
  const about = [input.prompt ?? `Value for ${input.name}`, ...inputHints(input)].join(' ')
  const nothing = listed ? 'Enter lists them' : lines.length > 0 ? `a number or a value; ${without}` : without
  const typed = await prompt(input.default === undefined ? `${about} [${nothing}]` : about, {
    secret: input.secret ?? false,
    preset: input.default,
  })
  if (typed === undefined) return gone(signal)
  if (typed === '') return listed ? {do: 'offer'} : {do: 'skip', reason: `no value for ${input.name}`}
  const value = lines.includes(typed) ? typed : (lines[Number(typed) - 1] ?? typed)
  const problem = inputProblem(input, value)
  if (!problem) return {do: 'value', value}
  show(`  ${colors.yellow(problem)}\n`)
  return undefined
}
