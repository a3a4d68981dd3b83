export {run} from './executor/run.ts'
export {createShellDriver} from './executor/shell/driver.ts'
export {createSqlDriver} from './executor/sql/driver.ts'
export {type Policy, unattended} from './executor/unattended.ts'
export type {StepOutput, World} from './executor/world.ts'
export {createJournal, type Journal, type JournalOptions} from './journal/journal.ts'
export {type Damage, type ReadJournal, readJournal, readOutput} from './journal/read.ts'
export {createRunDirectory, runFiles} from './journal/run-directory.ts'
export {describePlan} from './model/describe-plan.ts'
export type {
  Driver,
  DriverResult,
  Drivers,
  ShellSpec,
  SqlSpec,
  StepIo,
  StepSpec,
  Table,
} from './model/driver.ts'
export {type Effect, effects, type Reason} from './model/effect.ts'
export {exitCodes, RunbookError} from './model/error.ts'
export type {EventOf, EventType, JournalRecord, Output, RunEvent} from './model/event.ts'
export {type Attempt, fold, next, nothing, type Run, type RunStep, statusOf} from './model/fold.ts'
export {makePlan} from './model/make-plan.ts'
export type {Answer, Operator, Question} from './model/operator.ts'
export type {Outcome} from './model/outcome.ts'
export type {Plan, PlannedStep} from './model/plan.ts'
export {type PlanDocument, planDocumentSchema} from './model/plan-document.ts'
export {createRedactor, type Redactor} from './model/redact.ts'
export type {Block, Procedure, Runbook, Section, Step} from './model/runbook.ts'
export {parseRunbook} from './parser/parse.ts'
export {renderIncident} from './report/incident.ts'
export {renderPlan} from './report/plan.ts'
export {renderTimeline} from './report/timeline.ts'
