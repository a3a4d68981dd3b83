import type {Colors} from 'picocolors/types.js'
import type {PlannedBranch, PlannedStep} from '../model/plan.ts'
import {oneLine} from './clean.ts'
import {linkText} from './link-text.ts'
import {plannedStepLines} from './plan-step.ts'
import {wrap} from './width.ts'

/** Every step below its sections, the branches of a choice one by one and indented. */
export function planSteps(steps: readonly PlannedStep[], columns: number, colors: Colors): string[] {
  const lines: string[] = []
  const add = (below: readonly string[], indent: string) => {
    lines.push('')
    for (const line of below) lines.push(line === '' ? '' : indent + line)
  }
  const print = (from: number, to: number, around: Around) => {
    const {indent} = around
    const room = Math.max(40, columns - indent.length)
    let section = around.section
    for (let index = from; index < to; ) {
      const step = steps[index++]!
      const path = step.section.map(oneLine)
      const below = relativeTo(around, path)
      if (path.join(separator) !== section && below.length > 0)
        add(wrap(below.join(separator), room).map(colors.bold), indent)
      section = path.join(separator)
      add(plannedStepLines(step, room, colors), indent)
      if (step.action.kind !== 'choice') continue
      for (const [number, branch] of step.action.branches.entries()) {
        const end = Math.min(to, index + branch.steps.length)
        add(branchLines(branch, number + 1, room - 5, colors), `${indent}     `)
        const title = oneLine(branch.title)
        print(index, end, {indent: `${indent}      `, path, title, section: [...path, title].join(separator)})
        index = end
      }
    }
  }
  print(0, steps.length, {indent: '', path: [], title: undefined, section: undefined})
  return lines
}

const separator = ' › '

/** Where the steps of a branch stand: below its choice, whose section need not be said again. */
interface Around {
  indent: string
  path: readonly string[]
  title: string | undefined
  section: string | undefined
}

function relativeTo({path, title}: Around, full: readonly string[]): string[] {
  const below = path.every((part, index) => full[index] === part) ? full.slice(path.length) : [...full]
  return below[0] === title ? below.slice(1) : below
}

function branchLines(
  {title, link, steps}: PlannedBranch,
  number: number,
  columns: number,
  colors: Colors,
): string[] {
  const more = link ? ` (leads to ${linkText(link)})` : steps.length === 0 ? ' (no steps)' : ''
  const [first = '', ...rest] = wrap(oneLine(title) + more, columns - 4)
  return [
    `${String(number).padStart(2)}) ${colors.bold(first)}`,
    ...rest.map(line => `    ${colors.bold(line)}`),
  ]
}
