import type {UnknownQuestion} from '../model/operator.ts'
import {clean} from './clean.ts'
import {momentOf} from './clock.ts'
import type {ScreenStyle} from './step-screen.ts'

/** Enough of an output to tell how far a step came. Unit: lines. */
const shownLines = 20

const rolledBack =
  'Nobody had agreed to keep what it changed: the server rolls its rows back when the session ends.'

/** What is known of a step that nobody saw end, above the question of how it ended. */
export function renderUnknown(
  {attempt, startedAt, text, output, background, undecided}: UnknownQuestion,
  {colors}: ScreenStyle,
): string {
  const indented = (words: string) =>
    clean(words)
      .trimEnd()
      .split('\n')
      .map(line => `    ${line}`)
      .join('\n')
  const when = `attempt ${attempt}, begun ${momentOf(startedAt)} UTC`
  const what = background
    ? `It was left running (${when}), and may have ended with the run.`
    : `It was running when the run was cut off (${when}): nobody saw how it ended. Look before you say.`
  const lines = (output ?? '').trimEnd().split('\n')
  const shown = lines.slice(-shownLines).join('\n')
  const seen =
    output === undefined || output.trim() === ''
      ? '  Nothing of what it printed was kept.'
      : `  ${lines.length > shownLines ? `The last ${shownLines} lines that it had printed:` : 'It had printed:'}\n${indented(shown)}`
  return [
    '',
    `  ${colors.yellow(what)}`,
    ...(text === undefined ? [] : [colors.dim(indented(text))]),
    ...(background ? [] : [seen]),
    ...(undecided ? [`  ${colors.yellow(rolledBack)}`] : []),
    '',
  ].join('\n')
}
