import type {ChoiceQuestion, OfferedBranch} from '../model/operator.ts'
import {oneLine} from './clean.ts'
import {linkText} from './link-text.ts'
import {effectName} from './plan-step.ts'
import type {ScreenStyle} from './step-screen.ts'
import {wrap} from './width.ts'

/** The alternatives, numbered from 1, with the worst that each may do, and that none may be taken. Ends with a newline. */
export function renderChoice({branches, menu}: ChoiceQuestion, {columns, colors}: ScreenStyle): string {
  const digits = String(branches.length).length
  const entry = (number: number, title: string, facts: string[]) => {
    const [first = '', ...more] = wrap(title, columns - digits - 5)
    const head = `  ${colors.bold(String(number).padStart(digits))}  `
    const indent = ' '.repeat(digits + 4)
    return [
      head + first,
      ...more.map(line => indent + line),
      ...facts.flatMap(fact => wrap(fact, columns - digits - 5)).map(line => `${indent}${colors.dim(line)}`),
    ]
  }
  const lines = branches.flatMap((branch, index) => entry(index + 1, oneLine(branch.title), factsOf(branch)))
  const ask = menu
    ? 'Any number of these:'
    : branches.length === 1
      ? 'Only if this applies:'
      : 'One of these:'
  return `\n  ${ask}\n${[...lines, ...entry(0, 'none of these', [])].join('\n')}\n\n`
}

function factsOf({effect, steps, link, only}: OfferedBranch): string[] {
  const count = steps === 1 ? '1 step' : `${steps} steps`
  const does = effect === undefined ? 'nothing that is run' : effectName(effect)
  return [
    ...(steps > 0 ? [`${does}, ${count}`] : []),
    ...(only ? [`only if ${oneLine(only.text)}: ${only.holds ? 'so it is' : 'it is not'}`] : []),
    ...(link ? [`leads to ${linkText(link)}, a run of its own`] : steps === 0 ? ['no steps'] : []),
  ]
}
