import {z} from 'zod/mini'
import {RunbookError} from '../../model/error.ts'
import {inputKey} from '../../model/input.ts'
import type {Plan} from '../../model/plan.ts'
import type {Offered} from './inputs.ts'
import {readYaml} from './read-yaml.ts'

/** What a variable of the environment must begin with to be the value of an input: `RUNBOOK_INPUT_DEPLOYMENT_ID`. */
const variablePrefix = 'RUNBOOK_INPUT_'

/** The values of `--input name=value`. */
export function inOptions(options: readonly string[]): Offered[] {
  return options.map(option => {
    const [, name, value = ''] = /^([^=]+)=(.*)$/s.exec(option) ?? []
    return {from: `--input ${name ?? option}`, name, value, source: 'option'}
  })
}

/** The values under `inputs:` of an answers file. */
export function inAnswers(inputs: Readonly<Record<string, string>>): Offered[] {
  return Object.entries(inputs).map(([name, value]) => ({
    from: `answers: \`inputs.${name}\``,
    name,
    value,
    source: 'answer',
  }))
}

const values = z.record(z.string(), z.union([z.string(), z.number()]))

/** The values of an input file: YAML or JSON, `name: value`. Throws a `RunbookError` naming what is wrong in it. */
export function inFile(path: string): Offered[] {
  const {data, error} = values.safeParse(readYaml(path, 'inputs'))
  if (error) {
    const at = error.issues[0]!.path.join('.')
    throw new RunbookError(
      'inputs',
      `${path}: ${at ? `unexpected value for \`${at}\`, expected a text or a number` : 'expected `name: value` lines'}`,
    )
  }
  return Object.entries(data).map(([name, value]) => ({
    from: `${path}: \`${name}\``,
    name,
    value: String(value),
    source: 'file',
  }))
}

/** The values that the environment has for inputs of the plan; those for other runbooks are nothing to this one. */
export function inEnvironment(env: NodeJS.ProcessEnv, {inputs}: Plan): Offered[] {
  const wanted = new Set(inputs.map(({name}) => inputKey(name)))
  return Object.entries(env).flatMap(([variable, value]) => {
    const name = variable.startsWith(variablePrefix) ? variable.slice(variablePrefix.length) : ''
    return value && wanted.has(inputKey(name))
      ? [{from: `$${variable}`, name, value, source: 'environment' as const}]
      : []
  })
}
