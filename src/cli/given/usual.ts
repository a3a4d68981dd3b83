import {basename} from 'node:path'
import {historyOf, type StepHistory} from '../../model/history.ts'
import type {Plan} from '../../model/plan.ts'
import {runDirectoriesOf, runsBelow, runsOfFile} from '../record/past-runs.ts'

/** Among so many of the newest runs those of the file are looked for, and so many of them are read: older ones say little of now. */
const mostLooked = 100
const mostRead = 10

/** What past runs say of a step, once they have been read. */
export interface UsualTimes {
  /** How long the step of this id usually takes; undefined where that is not known, or not yet. */
  of(id: string): StepHistory['usual']
}

/** Begins to read the newest runs of the plan's file below a folder, while the run goes on; a run without a past, or with a damaged one, has none. */
export function readUsual(plan: Plan, logDir: string, except: string, sha256: string): UsualTimes {
  let found = new Map<string, StepHistory['usual']>()
  const read = async () => {
    const quiet = () => {}
    const runs = runsBelow(logDir, mostLooked, quiet).filter(({dir}) => basename(dir) !== except)
    const own = new Set(runDirectoriesOf(runs, plan.runbook.path, sha256).slice(0, mostRead))
    const past = await runsOfFile(
      runs.filter(({dir}) => own.has(dir)),
      plan.runbook.path,
      sha256,
      quiet,
    )
    found = new Map(historyOf(plan, past).steps.map(({id, usual}) => [id, usual]))
  }
  setImmediate(() => void read().catch(() => {}))
  return {of: id => found.get(id)}
}
