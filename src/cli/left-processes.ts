import {readdirSync, readFileSync} from 'node:fs'
import process from 'node:process'

/**
 * What a run that was cut off has left running: a step goes on when its run is killed. Only where the system tells of the
 * environments of processes (Linux), and only of this user's.
 */
export function leftProcesses(runId: string): {pid: number; name: string}[] {
  const mark = Buffer.from(`RUNBOOK_RUN_ID=${runId}\0`)
  let pids: string[] = []
  try {
    pids = readdirSync('/proc').filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
  } catch {}
  return pids.flatMap(pid => {
    try {
      if (!readFileSync(`/proc/${pid}/environ`).includes(mark)) return []
      return [{pid: Number(pid), name: readFileSync(`/proc/${pid}/comm`, 'utf8').trim()}]
    } catch {
      return [] // it has just ended, or is another user's
    }
  })
}
