import {resolve} from 'node:path'
import process from 'node:process'
import type {World} from '../../executor/world.ts'
import {agreeingToRead} from '../../model/only-reading.ts'
import type {Operator} from '../../model/operator.ts'
import {separate} from '../../parser/shell/separate.ts'
import {atSteps} from '../drill/at-steps.ts'
import {givenFacts} from '../given/inputs.ts'
import {policyOperator} from '../terminal/operators.ts'
import {printed} from '../terminal/printed.ts'
import {afterWriting} from './after-writing.ts'
import {approvingHere} from './approving.ts'
import type {OpenRun} from './open-run.ts'
import {rereading} from './reread.ts'

interface Surroundings extends Pick<World, 'now' | 'output' | 'terminal' | 'facts' | 'inputs'> {
  /** Undefined where a policy answers. */
  person: Operator | undefined
  /** Who runs it. */
  name: string
  /** Writes the incident log as it stands. */
  writeIncident: () => Promise<void>
  /** Ends what moves on the screen. */
  still: () => void
}

/** What a run acts on and asks: the drivers, the operator, the record of what steps print. */
export function worldOf(
  {
    plan,
    loaded,
    options,
    answers,
    runId,
    dir,
    journal,
    interrupts,
    open,
    redactor,
    session,
    others,
    resumed,
    scenario,
  }: OpenRun,
  {person, name, writeIncident, still, facts, inputs, ...here}: Surroundings,
): World {
  const guarded = (asked: Operator) => (options.readOnly ? agreeingToRead(asked) : asked)
  return {
    ...here,
    drivers: open.drivers,
    operator: person
      ? afterWriting(
          guarded(person),
          () => {
            journal.sync()
            return Promise.all([session.flush(), writeIncident()])
          },
          still,
        )
      : guarded(atSteps(policyOperator(name, options.allow, answers, resumed?.say), scenario, redactor)),
    signal: interrupts.run,
    attemptSignal: interrupts.attempt,
    target: open.target,
    addSecret: secret => void redactor.add(secret),
    redact: redactor.text,
    said: redactor.said,
    reread: rereading(plan, loaded, redactor, new Set(Object.keys(process.env))),
    separate: ({script, placeholders}) => separate(script, placeholders),
    inputs,
    facts: {...facts, ...givenFacts(plan, inputs)},
    printed: (step, attempt) => printed(dir, step, attempt),
    approving: approvingHere(options, others),
    env: {RUNBOOK_RUN_ID: runId, RUNBOOK_FILE: resolve(plan.runbook.path)},
    waitsAtMostMs: scenario?.waitsAtMostMs,
    wait: open.wait,
  }
}
