import type {BlockAction} from '../model/plan.ts'
import {visible} from './clean.ts'
import {effectName} from './plan-step.ts'
import type {ScreenStyle} from './step-screen.ts'

/** How the operator's text differs from the document's, and whether it may do more; empty for the document's. Ends with a newline. */
export function renderEdit({edited, effect}: BlockAction, {colors}: ScreenStyle): string {
  if (!edited) return ''
  const paint = (line: string) =>
    line.startsWith('+') ? colors.green(line) : line.startsWith('-') ? colors.red(line) : colors.dim(line)
  const lines = visible(edited.diff)
    .trimEnd()
    .split('\n')
    .filter(line => !line.startsWith('--- ') && !line.startsWith('+++ '))
  const change =
    effect === edited.was
      ? 'Edited for this run; the file stays as it is.'
      : `Edited for this run: ${effectName(effect)} now, where the document’s text is ${effectName(edited.was)}.`
  return `\n${lines.map(line => `  ${paint(line)}`).join('\n')}\n\n  ${colors.yellow(change)}\n`
}
