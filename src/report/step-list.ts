import type {Run} from '../model/fold.ts'
import type {PlannedStep} from '../model/plan.ts'
import {oneLine} from './clean.ts'
import {asciiMarks, marks as signs} from './outcome-text.ts'
import {standingOf, standingText} from './status.ts'
import type {ScreenStyle} from './step-screen.ts'
import {shortened, width} from './width.ts'

/** Steps of a plan, a line each: number, how it stands, title. `here` is the one that is asked about. Ends with a newline. */
export function renderSteps(
  steps: readonly PlannedStep[],
  run: Run,
  here: string,
  {columns, colors, ascii}: ScreenStyle,
): string {
  const marks = ascii ? asciiMarks : signs
  const known = new Map(run.steps.map(step => [step.listed.id, step]))
  const digits = String(steps.at(-1)?.number ?? 0).length
  const lines = steps.map(({id, number, title, skip}) => {
    const step = known.get(id)
    const mark = step ? marks[standingOf(step)] : marks.pending
    const stands =
      id === here ? 'here' : skip === undefined ? (step ? standingText(step) : 'not run') : `skipped: ${skip}`
    const room = columns - digits - 8
    const name = shortened(oneLine(title), Math.max(20, Math.floor(room * 0.6)))
    const text = shortened(oneLine(stands), Math.max(10, room - width(name) - 2))
    return `  ${colors.bold(String(number).padStart(digits))} ${mark} ${name}  ${colors.dim(text)}`
  })
  return `\n${lines.join('\n')}\n\n`
}
