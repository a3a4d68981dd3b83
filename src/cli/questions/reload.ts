import process from 'node:process'
import {type Resumption, resumptionOf} from '../../executor/resumption.ts'
import type {RunMemory} from '../../executor/run-memory.ts'
import {RunbookError} from '../../model/error.ts'
import {makePlan} from '../../model/make-plan.ts'
import type {Plan} from '../../model/plan.ts'
import type {Redactor} from '../../model/redact.ts'
import type {Procedure} from '../../model/runbook.ts'
import {secretsOf} from '../../model/secret.ts'
import {messageLine} from '../../report/message-line.ts'
import {differences} from '../../report/resumption-screen.ts'
import {type Loaded, load} from '../documents/load.ts'
import {selectProcedure} from '../documents/select-procedure.ts'
import {limited} from '../run/limited-plan.ts'
import type {RunOptions} from '../run/run-options.ts'

/** Reads the file of a run again while it goes on. */
export interface Reloading {
  /** What is different in the file now, a line each; or why the run cannot go on with it. */
  look(): Promise<{lines: string[]} | {problem: string}>
  /** Puts what was looked at last in the place of the plan, and gives what the run remembers in its terms. */
  apply(): Promise<Resumption | undefined>
}

/** `plan` and `loaded` are changed in place: all that shows the run holds them. */
export function reloading(
  plan: Plan,
  loaded: Loaded,
  options: Pick<RunOptions, 'readOnly' | 'byHand'>,
  memory: RunMemory,
  {text: redacted, add}: Redactor,
): Reloading {
  let found: {plan: Plan; loaded: Loaded} | undefined
  const resumption = (to: {plan: Plan; loaded: Loaded}) =>
    resumptionOf(to.plan, memory.events(), to.loaded.sha256, redacted)
  return {
    async look() {
      found = undefined
      const read = await loadedAgain(plan.runbook.path)
      if ('problem' in read) return read
      if (read.sha256 === loaded.sha256) return {problem: 'The file is as it was.'}
      const fatal = read.messages.find(message => message.fatal)
      if (fatal) return {problem: messageLine({path: plan.runbook.path, message: fatal})}
      const procedure = await procedureIn(read, plan.procedure?.slug)
      if ('problem' in procedure) return procedure
      const now = limited(makePlan(read.runbook, procedure.found, new Set(Object.keys(process.env))), options)
      if (JSON.stringify(now.databases) !== JSON.stringify(plan.databases))
        return {problem: 'Its databases are others now: quit, and resume the run.'}
      found = {plan: now, loaded: read}
      for (const secret of secretsOf(process.env, read.runbook.settings.secrets)) add(secret)
      const {changes} = resumption(found)
      return {lines: changes ? differences(now, memory.run(), changes) : []}
    },
    async apply() {
      if (!found) return undefined
      const fresh = resumption(found)
      Object.assign(plan, found.plan)
      Object.assign(loaded, found.loaded)
      found = undefined
      return fresh
    },
  }
}

async function loadedAgain(path: string): Promise<Loaded | {problem: string}> {
  try {
    return await load(path)
  } catch (error) {
    if (error instanceof RunbookError) return {problem: error.message}
    throw error
  }
}

async function procedureIn(
  {runbook}: Loaded,
  slug: string | undefined,
): Promise<{found: Procedure | undefined} | {problem: string}> {
  try {
    return {found: await selectProcedure(runbook, slug, undefined)}
  } catch (error) {
    if (error instanceof RunbookError) return {problem: error.message}
    throw error
  }
}
