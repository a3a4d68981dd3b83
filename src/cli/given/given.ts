import process from 'node:process'
import type {World} from '../../executor/world.ts'
import {RunbookError} from '../../model/error.ts'
import type {Plan} from '../../model/plan.ts'
import type {Alert} from '../../model/run-events.ts'
import {type Resumed, withLost} from '../run/resumed.ts'
import type {RunOptions} from '../run/run-options.ts'
import {inAlert, readAlert} from './alert.ts'
import {type Answers, noAnswers, readAnswers} from './answers.ts'
import {completeInputs, readInputs, withDefaults} from './inputs.ts'
import {inAnswers, inEnvironment, inFile, inOptions} from './offered.ts'

/** What was given before a run. */
export interface GivenBefore {
  answers: Answers
  alert: Alert | undefined
  inputs: World['inputs']
}

/**
 * Reads what is given before a run: options win over the input file, that over answers, those over the environment and
 * that over the alert. Throws a `RunbookError` for what does not fit the plan and, without a person, for what is missing.
 */
export async function gatherGiven(
  plan: Plan,
  options: RunOptions,
  resumed: Resumed | undefined,
): Promise<GivenBefore> {
  const {yes, allow, input, inputFile} = options
  const answers = options.answers ? readAnswers(options.answers, plan) : noAnswers
  const alert = options.alert === undefined ? undefined : await readAlert(options.alert)
  const takes = resumed ? withLost(plan, resumed) : plan
  const given = readInputs(
    [
      ...(alert ? inAlert(alert, takes, text => process.stderr.write(`runbook: warning: ${text}\n`)) : []),
      ...inEnvironment(process.env, takes),
      ...inAnswers(answers.inputs),
      ...(inputFile === undefined ? [] : inFile(inputFile)),
      ...inOptions(input),
    ],
    takes,
  )
  if (yes) checkAllow(allow, plan)
  const complete = () =>
    resumed ? withDefaults({...resumed.given, ...given}, plan) : completeInputs(given, plan, answers.steps)
  return {answers, alert: alert?.alert, inputs: yes ? complete() : {...resumed?.given, ...given}}
}

/** `--allow` names effects or steps; a slip must not pass for a permission that was never used. */
function checkAllow(allow: readonly string[], {steps}: Plan): void {
  const known = ['change', 'unknown', 'destroy', ...steps.map(({id}) => id)]
  const unknown = allow.find(what => !known.includes(what))
  if (unknown !== undefined)
    throw new RunbookError(
      'usage',
      `--allow ${unknown}: expected change, unknown, destroy or the id of a step (runbook plan shows them)`,
    )
}
