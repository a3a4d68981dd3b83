import type {World} from '../../executor/world.ts'
import type {Journal} from '../../journal/journal.ts'
import type {Plan} from '../../model/plan.ts'
import type {Redactor} from '../../model/redact.ts'
import type {Alert} from '../../model/run-events.ts'
import type {OpenDrivers} from '../databases/drivers.ts'
import type {Loaded} from '../documents/load.ts'
import type {AtSteps} from '../drill/at-steps.ts'
import type {Answers} from '../given/answers.ts'
import type {Interrupts} from '../terminal/interrupts.ts'
import type {ForeignEvents} from './foreign-events.ts'
import type {Resumed} from './resumed.ts'
import type {RunOptions} from './run-options.ts'
import type {SessionState} from './session-state.ts'

/** A run with all that was opened for it. */
export interface OpenRun {
  plan: Plan
  loaded: Loaded
  options: RunOptions
  answers: Answers
  inputs: World['inputs']
  alert: Alert | undefined
  runId: string
  dir: string
  journal: Journal
  interrupts: Interrupts
  open: OpenDrivers
  redactor: Redactor
  session: SessionState
  others: ForeignEvents
  resumed: Resumed | undefined
  scenario: AtSteps | undefined
}
