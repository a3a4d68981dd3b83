import type {Explained} from '../model/driver.ts'
import {visible} from './clean.ts'
import type {ScreenStyle} from './step-screen.ts'

const mostLines = 60

/** The server's plan for a block, or why it would refuse it. Ends with a newline. */
export function renderExplained(explained: Explained, {colors}: ScreenStyle): string {
  const {lines} = explained
  const left = lines.length - mostLines
  const problem = explained.ok ? [] : explained.problem.split('\n')
  return `\n${[
    ...lines.slice(0, mostLines).map(line => `  ${colors.dim('┊')} ${visible(line)}`),
    ...(left > 0 ? [`  ${colors.dim(`┊ and ${left} more lines`)}`] : []),
    ...problem.map(line => `  ${colors.yellow(visible(line))}`),
  ].join('\n')}\n`
}
