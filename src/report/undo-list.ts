import type {Done} from '../model/done-so-far.ts'
import {clip, oneLine} from './clean.ts'
import type {ScreenStyle} from './step-screen.ts'

/** What a run did, newest first, and which step takes each back. Ends with a newline. */
export function renderUndo(done: readonly Done[], {columns, colors}: ScreenStyle): string {
  const named = ({number, title}: Done['step']) => `${number} ${oneLine(title)}`
  const lines = done.flatMap(({step, undo, whole}) => [
    `  ${clip(named(step), columns - 24)}${whole ? '' : colors.yellow('  (did not succeed)')}`,
    `    ${undo ? `taken back by ${clip(named(undo), columns - 20)}` : colors.yellow('nothing in the runbook takes it back')}`,
  ])
  return `\n  What this run did, newest first:\n\n${lines.join('\n')}\n\n`
}
