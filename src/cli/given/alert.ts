import {readFileSync} from 'node:fs'
import process from 'node:process'
import {text} from 'node:stream/consumers'
import {inputProblem} from '../../executor/input.ts'
import {RunbookError} from '../../model/error.ts'
import {inputKey} from '../../model/input.ts'
import type {Plan} from '../../model/plan.ts'
import {alertIn, type ReadAlert} from './alert-body.ts'
import type {Offered} from './inputs.ts'

/**
 * Reads the body of a webhook of Alertmanager, Grafana or PagerDuty from a file; `-` is standard input. Throws a
 * `RunbookError` where it is none of them.
 */
export async function readAlert(path: string): Promise<ReadAlert> {
  if (path === '-' && process.stdin.isTTY)
    throw new RunbookError(
      'alert',
      '--alert -: standard input is the terminal; name a file, or pipe the alert in: … | runbook run FILE --yes --alert -',
    )
  let body: unknown
  try {
    body = JSON.parse(path === '-' ? await text(process.stdin) : readFileSync(path, 'utf8'))
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code
          ? `the alert cannot be read (${code})`
          : `this is not JSON: ${message}`
    throw new RunbookError('alert', `--alert ${path}: ${why}`, {cause: error})
  }
  const found = alertIn(body)
  if (found) return found
  throw new RunbookError(
    'alert',
    `--alert ${path}: expected the body of a webhook of Alertmanager, Grafana or PagerDuty`,
  )
}

/** The values that an alert has for inputs of the plan; what an input does not take is left to be asked for, and `warn` says so. */
export function inAlert({values}: ReadAlert, {inputs}: Plan, warn: (text: string) => void): Offered[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const input = inputs.find(one => inputKey(one.name) === inputKey(name))
    if (!input) return []
    const problem = inputProblem(input, value)
    if (problem) warn(`the alert's \`${name}\` is not taken: ${problem}`)
    return problem ? [] : [{from: `alert: \`${name}\``, name, value, source: 'alert' as const}]
  })
}
