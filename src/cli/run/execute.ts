import {randomBytes} from 'node:crypto'
import process from 'node:process'
import {createJournal, openJournal} from '../../journal/journal.ts'
import {createRunDirectory, removeRunDirectory} from '../../journal/run-directory.ts'
import {holdRun} from '../../journal/run-lock.ts'
import type {Plan} from '../../model/plan.ts'
import {createRedactor} from '../../model/redact.ts'
import {secretsOf} from '../../model/secret.ts'
import {openDrivers} from '../databases/drivers.ts'
import type {Loaded} from '../documents/load.ts'
import {runName} from '../documents/run-name.ts'
import {spareMemory} from '../documents/spare-memory.ts'
import {readScenario} from '../drill/at-steps.ts'
import {openRecorded} from '../drill/replay.ts'
import {gatherGiven} from '../given/given.ts'
import {thisProcess, writerOf} from '../record/holder.ts'
import {listen} from '../terminal/interrupts.ts'
import {carryOut} from './carry-out.ts'
import {eventIds} from './event-ids.ts'
import {foreignEvents} from './foreign-events.ts'
import {goesOn, grown, type Resumed} from './resumed.ts'
import type {RunOptions} from './run-options.ts'
import {keepSession} from './session-state.ts'
import {warnOfShort} from './warn-of-short.ts'

const now = () => new Date()

/**
 * Carries out a plan, or goes on with a run of it: checks what was given, opens the record, runs, and gives the exit code
 * of how it ended.
 */
export async function execute(
  plan: Plan,
  loaded: Loaded,
  options: RunOptions,
  resumed?: Resumed,
): Promise<number> {
  spareMemory(plan.steps.length)
  const {answers, alert, inputs} = await gatherGiven(plan, options, resumed)
  const scenario = options.scenario === undefined ? undefined : readScenario(options.scenario)

  const runId = resumed?.runId ?? runName(plan, now(), randomBytes(3))
  const dir = resumed?.dir ?? createRunDirectory(options.logDir, runId)
  const hold = holdRun(dir, thisProcess())
  if (!hold) throw goesOn(dir, resumed?.resumption.operator)
  const others = foreignEvents()
  const journal = (resumed ? openJournal : createJournal)(dir, {
    runId,
    source: resumed?.source ?? encodeURI(plan.runbook.path),
    now,
    newId: eventIds(),
    holder: writerOf(options.yes, hold.path),
    onForeign: others.take,
  })
  if (resumed && journal.head().sequence !== resumed.sequence) {
    journal.close()
    hold.release()
    throw grown(dir)
  }
  const interrupts = listen(!options.yes)
  const redactor = createRedactor(secretsOf(process.env, loaded.runbook.settings.secrets), warnOfShort())
  const token = randomBytes(16).toString('hex')
  const session = keepSession(dir, redactor, token)
  const open = options.replay
    ? await openRecorded(options.replay, plan, redactor.text)
    : openDrivers(plan, runId, token, options.yes, session.take, resumed?.session)
  for (const secret of open.passwords()) redactor.add(secret)
  try {
    return await carryOut({
      plan,
      loaded,
      options,
      answers,
      inputs,
      alert,
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
    })
  } finally {
    await open.close()
    interrupts.release()
    session.close()
    const {sequence} = journal.head()
    journal.close()
    hold.release()
    if (sequence === 0 && !resumed) removeRunDirectory(dir) // nothing began
  }
}
