import process from 'node:process'
import {endProcesses} from '../../executor/shell/end-processes.ts'
import {isLimitOf, limitOf} from '../../executor/shell/limit-mark.ts'
import {listProcesses, markOf, type Process} from '../../executor/shell/processes.ts'

/**
 * What a run that was cut off has left running: a step goes on when its run is killed. Only where the system tells of the
 * environments and limits of processes (Linux), and only of this user's.
 */
export async function leftProcesses(runId: string): Promise<Process[]> {
  const all = await listProcesses()
  return all.filter(({pid}) => {
    if (pid === process.pid) return false
    const {run} = markOf(pid)
    return run === undefined ? isLimitOf(limitOf(pid), runId) : run === runId
  })
}

/**
 * Ends processes of a run that was cut off, with what they start: TERM, after a grace KILL. Gives what could not be ended. Others of the run stay:
 * somebody else may go on with it by now.
 */
export async function endLeft(runId: string, found: readonly Process[]): Promise<Process[]> {
  const known = new Map(found.map(({pid, start}) => [pid, start]))
  const find = async () =>
    (await leftProcesses(runId)).filter(({pid, parent, start}) => {
      if (known.has(parent) && !known.has(pid)) known.set(pid, start)
      return known.get(pid) === start
    })
  await endProcesses(find, (pid, signal) => void process.kill(pid, signal))
  return find()
}

/** Names them in a line. */
export function namesOf(left: readonly Pick<Process, 'pid' | 'name'>[]): string {
  const names = left.slice(0, 10).map(({pid, name}) => `${name} (${pid})`)
  return names.join(', ') + (left.length > 10 ? ` and ${left.length - 10} more` : '')
}
