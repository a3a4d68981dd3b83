import type {Done} from '../model/done-so-far.ts'
import {oneLine} from './clean.ts'
import type {ScreenStyle} from './step-screen.ts'
import {shortened} from './width.ts'

/** What a run did, newest first, and which step takes each back; then what was typed off the script, newest first. Ends with a newline. */
export function renderUndo(
  done: readonly Done[],
  typed: readonly string[],
  {columns, colors}: ScreenStyle,
): string {
  const named = ({number, title}: Done['step']) => `${number} ${oneLine(title)}`
  const shown = (text: string) => shortened(oneLine(text), columns - 12)
  const lines = done.flatMap(({step, undo, whole, edited}) => [
    `  ${shortened(named(step), columns - 24)}${whole ? '' : colors.yellow('  (did not succeed)')}`,
    ...(edited === undefined ? [] : [`    ${colors.yellow('edited:')} ${shown(edited)}`]),
    `    ${undo ? `taken back by ${shortened(named(undo), columns - 20)}` : colors.yellow('nothing in the runbook takes it back')}`,
  ])
  const did = done.length > 0 ? `\n  What this run did, newest first:\n\n${lines.join('\n')}\n` : ''
  const beside = typed.map(text => `  ${shown(text)}`)
  const off =
    beside.length > 0
      ? `\n  Typed off the script, newest first; ${colors.yellow('nothing in the runbook takes it back')}:\n\n${beside.join('\n')}\n`
      : ''
  return `${did}${off}\n`
}
