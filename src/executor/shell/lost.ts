import {readFileSync, readlinkSync} from 'node:fs'
import {callOf} from './system-call.ts'

const lookMs = 500

/** What standard input of a process is; undefined where the system does not tell. */
export function inputOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/fd/0`)
  } catch {
    return undefined
  }
}

/**
 * Watches for a bash that has done with its block and cannot say so (`set -n`, a DEBUG trap that skips every command):
 * it has its own standard input back, waits on it (and not on a terminal that is held by Ctrl-S), and uses no time. Calls `lost` until that says that it was enough; gives what ends the watch.
 * Where /proc does not tell, it never calls.
 */
export function watchForLost(
  pid: number,
  input: string | undefined,
  isBusy: () => boolean,
  lost: () => boolean,
): () => void {
  let before: string | undefined
  let same = 0
  const look = () => {
    const now = input !== undefined && inputOf(pid) === input && !isBusy() ? sleeping(pid) : undefined
    same = now !== undefined && now === before ? same + 1 : 0
    before = now
    if (same < 2) return
    same = 0
    if (lost()) clearInterval(timer)
  }
  const timer = setInterval(look, lookMs)
  return () => clearInterval(timer)
}

/** How much time a process that sleeps has used; undefined if it does not sleep. */
function sleeping(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (callOf(pid)?.reads === false) return undefined
    return fields[0] === 'S' ? `${fields[11]} ${fields[12]}` : undefined
  } catch {
    return undefined
  }
}
