import {inputProblem} from '../../executor/input.ts'
import type {Given, World} from '../../executor/world.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {inputKey} from '../../model/input.ts'
import type {Answer} from '../../model/operator.ts'
import type {NeededInput, Plan, PlannedStep} from '../../model/plan.ts'
import type {GivenSource} from '../../model/run-events.ts'
import {isSecretName, type Secret, secretsOf} from '../../model/secret.ts'
import {didYouMean} from '../../parser/suggest.ts'
import type {Person} from '../questions/attended.ts'

/** A value that was given beforehand, as it was written; `from` names the place for a complaint. */
export interface Offered {
  from: string
  name: string | undefined
  value: string
  source: Exclude<GivenSource, 'default'>
}

/**
 * Checks values given beforehand against the plan; of several for one input the last counts. Throws one `RunbookError` for
 * all that is wrong: also a value for what the plan does not need, where somebody gave it for this run.
 */
export function readInputs(offered: readonly Offered[], plan: Plan): Record<string, Given> {
  const names = plan.inputs.map(({name}) => name)
  const problems: string[] = []
  const values: Record<string, Given> = {}
  for (const {from, name, value, source} of offered) {
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

/**
 * Asks a person for every value that is missing, before the first step. Throws a `RunbookError` where nobody can be asked
 * any more: nothing was run then.
 */
export async function askFirst(
  {inputs}: Plan,
  values: Readonly<Record<string, Given>>,
  ask: (input: NeededInput) => ReturnType<Person['value']>,
): Promise<Record<string, Given>> {
  const complete = {...values}
  for (const input of inputs.filter(({name}) => values[name] === undefined)) {
    const answer = await ask(input)
    if (answer === 'gone')
      throw new RunbookError('inputs', 'the values were not given, so nothing was run', {
        exitCode: exitCodes.interrupted,
      })
    if (answer) complete[input.name] = {value: answer.value, source: 'operator'}
  }
  return complete
}

/** The values that are secret, whichever way they were given. */
export function secretInputs({inputs}: Plan, values: Record<string, Given>): Secret[] {
  return inputs.flatMap(({name, secret}) => {
    const value = values[name]?.value
    return value !== undefined && (secret || isSecretName(name)) ? [{name, value}] : []
  })
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
      `these inputs have no value: ${missing.map(({name}) => name).join(', ')}; give each with --input name=value, or all with --input-file FILE`,
    )
  }
  return complete
}
