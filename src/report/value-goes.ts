import {inputKey} from '../model/input.ts'
import type {BlockAction, NeededInput, PlannedStep} from '../model/plan.ts'
import {clean} from './clean.ts'
import type {ScreenStyle} from './step-screen.ts'
import {shortened} from './width.ts'

/** More lines would no longer be read. */
const most = 3

/** The lines of a step's block into which a value goes, to see what it is for before it is typed; empty where none does. Lines end with a newline. */
export function renderValueGoes(
  action: PlannedStep['action'],
  input: NeededInput,
  {columns, colors}: Pick<ScreenStyle, 'columns' | 'colors'>,
): string {
  if (!('placeholders' in action)) return ''
  const lines = linesWith(action, input)
  const more = lines.length - most
  return [
    ...lines.slice(0, most).map(line => `goes into: ${clean(line).trim()}`),
    ...(more > 0 ? [`and ${more} more`] : []),
  ]
    .map(line => `  ${colors.dim(shortened(line, columns - 2))}\n`)
    .join('')
}

function linesWith({script, placeholders}: BlockAction, {name}: NeededInput): string[] {
  const gaps = placeholders.filter(gap => inputKey(gap.name) === inputKey(name))
  const variable = /^[A-Za-z_]\w*$/.test(name) ? new RegExp(`\\$\\{?${name}\\b`) : undefined
  let at = 0
  return script.split('\n').filter(line => {
    const start = at
    at += line.length + 1
    return gaps.some(gap => gap.start >= start && gap.start < at) || variable?.test(line)
  })
}
