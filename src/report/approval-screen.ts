import type {ApprovalQuestion} from '../model/operator.ts'
import {momentOf} from './clock.ts'
import type {ScreenStyle} from './step-screen.ts'
import {wrap} from './width.ts'

/** What a second person has to know before they agree to what stands above it. Ends with a newline. */
export function renderApproval(
  {code, until}: Pick<ApprovalQuestion, 'code' | 'until'>,
  run: string,
  {columns, colors}: ScreenStyle,
): string {
  const lines = [
    'A second person must agree to the command above, as it stands there.',
    `Here: type their name and ${code}. At another terminal: runbook approve ${run} ${code}`,
    `The code counts once, until ${momentOf(until)} UTC.`,
  ]
  return `\n${lines
    .flatMap((line, index) => wrap(line, columns - 2).map(part => (index === 0 ? colors.yellow(part) : part)))
    .map(part => `  ${part}\n`)
    .join('')}`
}
