import type {Choose} from '../../model/answers-schema.ts'
import {RunbookError} from '../../model/error.ts'
import type {Answer} from '../../model/operator.ts'
import type {ChoiceAction, PlannedStep} from '../../model/plan.ts'
import {didYouMean} from '../../parser/suggest.ts'

/** The answer that a step's entry gives. Throws a `RunbookError` that names the branches where it picks what is not there. */
export function chooseAnswer({choose}: Choose, {id, action}: PlannedStep, path: string): Answer {
  if (action.kind !== 'choice') throw slip(path, `step \`${id}\` is no choice, so nothing can be chosen`)
  if (choose === 'none') return {do: 'choose', branches: []}
  const wanted = Array.isArray(choose) ? choose : [choose]
  const picked = [...new Set(wanted.map(one => indexOf(one, id, action, path)))].sort((a, b) => a - b)
  if (picked.length === 0)
    throw slip(path, `\`steps.${id}.choose\` is empty; write \`none\` for none of them`)
  if (!action.menu && picked.length > 1)
    throw slip(path, `\`steps.${id}.choose\`: only one of these can be picked: ${list(action)}`)
  return {do: 'choose', branches: picked}
}

function indexOf(
  wanted: number | string,
  id: string,
  {branches}: Pick<ChoiceAction, 'branches'>,
  path: string,
): number {
  const titles = branches.map(({title}) => title)
  const found = titles.flatMap((title, index) => (title === wanted ? [index] : []))
  if (found.length > 1)
    throw slip(path, `\`steps.${id}.choose\`: several branches are called ${wanted}; pick by number`)
  const index = found[0] ?? Number(wanted) - 1
  if (branches[index]) return index
  const meant = typeof wanted === 'string' ? didYouMean(wanted, titles) : ''
  throw slip(
    path,
    `\`steps.${id}.choose\`: there is no branch ${wanted}${meant}; there is ${list({branches})}`,
  )
}

function list({branches}: Pick<ChoiceAction, 'branches'>): string {
  return [...branches.map(({title}, index) => `${index + 1} ${title}`), 'none'].join(', ')
}

function slip(path: string, what: string): RunbookError {
  return new RunbookError('answers', `${path}: ${what}`)
}
