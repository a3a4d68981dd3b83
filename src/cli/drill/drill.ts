import type {GivenAnswer} from '../../model/answers-schema.ts'
import type {Plan} from '../../model/plan.ts'
import type {Environment, Scenario, ScenarioExpectation} from '../../model/scenario.ts'

/** One scenario with all that its file says for it, checked against the plan that it runs. */
export interface Drill {
  /** The scenario file. */
  file: string
  name: string
  /** The runbook's file, and the procedure of it. */
  runbook: string
  slug: string | undefined
  plan: Plan
  environment: PlacedEnvironment | undefined
  /** The recording of what blocks give in place of being run. */
  replay: string | undefined
  inputs: Record<string, string>
  /** Names of variables that are secret beside those that look so. */
  secrets: readonly string[]
  answers: Record<string, GivenAnswer>
  allow: string[]
  breakGlass: string | undefined
  timeLimitMs: number
  /** No wait and no polling of the run lasts longer. */
  waitsAtMostMs: number | undefined
  faults: string[]
  before: string[]
  at: NonNullable<Scenario['at']>
  expect: ScenarioExpectation
}

/** An environment, with the folder that it works in. */
export type PlacedEnvironment = Environment & {directory: string}
