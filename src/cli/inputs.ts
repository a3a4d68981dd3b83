import {inputProblem} from '../executor/input.ts'
import type {Given, World} from '../executor/world.ts'
import {RunbookError} from '../model/error.ts'
import {inputKey} from '../model/input.ts'
import type {Answer} from '../model/operator.ts'
import type {Plan, PlannedStep} from '../model/plan.ts'
import {isSecretName, secretsOf} from '../model/secret.ts'
import {didYouMean} from '../parser/suggest.ts'

/** Checks values given beforehand, `--input name=value` options last, against the plan. Throws one `RunbookError` for all that is wrong. */
export function readInputs(
  answered: Record<string, string>,
  options: readonly string[],
  plan: Plan,
): Record<string, Given> {
  const names = plan.inputs.map(({name}) => name)
  const problems: string[] = []
  const values: Record<string, Given> = {}
  const given = options.map(option => {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(option) ?? []
    return {from: `--input ${name ?? option}`, name, value: value ?? '', source: 'option' as const}
  })
  const before = Object.entries(answered).map(([name, value]) => ({
    from: `answers: \`inputs.${name}\``,
    name,
    value,
    source: 'answer' as const,
  }))
  for (const {from, name, value, source} of [...before, ...given]) {
    if (name === undefined) {
      problems.push(`${from}: expected name=value`)
      continue
    }
    const input = plan.inputs.find(input => inputKey(input.name) === inputKey(name))
    const problem = input
      ? inputProblem(input, value)
      : `the runbook needs no input \`${name}\`${didYouMean(name, names) || (names.length > 0 ? `; it needs ${names.join(', ')}` : '')}`
    if (problem) problems.push(`${from}: ${problem}`)
    else values[input!.name] = {value, source}
  }
  if (problems.length > 0) throw new RunbookError('inputs', problems.join('\nrunbook: '))
  return values
}

/** What the record says of values given before the run: also those that no step has needed yet are there for a resumed one. */
export function givenFacts({inputs}: Plan, values: Record<string, Given>): Pick<World['facts'], 'given'> {
  const given = Object.entries(values).map(([name, {value, source}]) => {
    const declared = inputs.find(input => input.name === name)?.secret
    const secret = declared || isSecretName(name) || secretsOf({[name]: value}).length > 0
    return {name, ...(secret ? {} : {value}), source}
  })
  return given.length > 0 ? {given} : {}
}

/** The values that the record has, as far as the plan still takes them. */
export function givenIn(given: NonNullable<World['facts']['given']>, {inputs}: Plan): Record<string, Given> {
  return Object.fromEntries(
    given.flatMap(({name, value, source}) => {
      const input = inputs.find(one => one.name === name)
      return value === undefined || !input || inputProblem(input, value) ? [] : [[name, {value, source}]]
    }),
  )
}

/** The values, with what the runbook says where none is given. */
export function withDefaults(values: Record<string, Given>, {inputs}: Plan): Record<string, Given> {
  const complete = {...values}
  for (const {name, default: preset} of inputs) {
    if (preset !== undefined) complete[name] ??= {value: preset, source: 'default'}
  }
  return complete
}

/**
 * For a run without a person: adds the defaults, and throws a `RunbookError` naming every value that is still missing for
 * the steps on the way. Those of branches that no answer picks are not.
 */
export function completeInputs(
  values: Record<string, Given>,
  plan: Plan,
  answers: Readonly<Record<string, Answer>>,
): Record<string, Given> {
  const isPicked = ({choice, branch}: PlannedStep['branches'][number]) => {
    const answer = answers[choice]
    return answer?.do === 'choose' && answer.branches.includes(branch)
  }
  const happy = plan.steps.filter(
    ({phase, action, skip, branches}) =>
      phase !== 'rollback' &&
      skip === undefined &&
      branches.every(isPicked) &&
      'needs' in action &&
      action.refusal === undefined &&
      action.interactive === undefined,
  )
  const needed = new Set(happy.flatMap(({action}) => ('needs' in action ? action.needs.map(inputKey) : [])))
  const complete = withDefaults(values, plan)
  const missing = plan.inputs.filter(({name}) => needed.has(inputKey(name)) && complete[name] === undefined)
  if (missing.length > 0) {
    throw new RunbookError(
      'inputs',
      `these inputs have no value: ${missing.map(({name}) => name).join(', ')}; give each with --input name=value`,
    )
  }
  return complete
}
