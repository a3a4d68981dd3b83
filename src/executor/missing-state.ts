import type {PlannedStep} from '../model/plan.ts'
import type {BuildsOn} from '../model/runbook.ts'
import type {RunState} from './state.ts'

/**
 * What a step takes for granted and its session does not have, in words for whoever decides: the steps that would have left it there did not run here, or did
 * not succeed. Empty where nothing is missing.
 */
export function missingState(
  {buildsOn = []}: PlannedStep,
  steps: readonly PlannedStep[],
  state: RunState,
): string[] {
  return buildsOn
    .filter(one => !state.standing.has(one.step) && !('variable' in one && state.values.has(one.variable)))
    .map(one => {
      const number = steps.find(({id}) => id === one.step)?.number
      return `missing: ${number === undefined ? one.step : `step ${number}`} ${how(one.step, state)}. ${whatOf(one)}`
    })
}

function how(id: string, {verdicts}: RunState): string {
  switch (verdicts.get(id)) {
    case undefined:
      return 'did not run'
    case 'met':
      return 'was not run here as a whole'
    default:
      return 'did not succeed'
  }
}

function whatOf(one: BuildsOn): string {
  return 'directory' in one
    ? `It changes the directory (${one.directory}): this may be the wrong one`
    : `It sets $${one.variable}: its value here is another, or none`
}
