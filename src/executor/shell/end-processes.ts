import {setTimeout as after} from 'node:timers/promises'
import {type Process, stillRuns} from './processes.ts'

/** Sends a signal to a process, or to a group where the number is negative; throws if there is none. Signal 0 only asks. */
export type Kill = (pid: number, signal: NodeJS.Signals | 0) => void

/** How long processes may take to end by themselves after TERM. */
export const graceMs = 2000
/** How long the system may take to end what was killed. */
export const killedMs = 1000
const pollMs = 10

/**
 * Ends what `find` finds: TERM, then KILL for what is left after the grace. It looks again whenever all that it knew
 * has gone, since what ends may have started more. Resolves when nothing is found, or, with a process that cannot be
 * killed, after the grace and the time for KILL.
 */
export async function endProcesses(
  find: () => Promise<Process[]>,
  kill: Kill,
  grace = graceMs,
): Promise<void> {
  if (await round(find, kill, ['SIGTERM', 'SIGCONT'], grace)) return // what is stopped takes TERM only once it goes on
  await round(find, kill, ['SIGKILL'], killedMs)
}

async function round(
  find: () => Promise<Process[]>,
  kill: Kill,
  signals: readonly NodeJS.Signals[],
  withinMs: number,
): Promise<boolean> {
  for (let waited = 0; waited < withinMs; waited += pollMs) {
    let known = await find()
    if (known.length === 0) return true
    for (const signal of signals) for (const one of known) send(one, kill, signal)
    // only what is known is looked at: reading all of /proc every few milliseconds would be felt
    for (; known.length > 0 && waited < withinMs; waited += pollMs) {
      await after(pollMs)
      known = known.filter(one => isThere(one, kill))
    }
  }
  return (await find()).length === 0
}

function isThere(one: Process, kill: Kill): boolean {
  return stillRuns(one) ?? send(one, kill, 0)
}

/** False if nobody was there to take it: also where the number is another's by now. */
function send(one: Process, kill: Kill, signal: NodeJS.Signals | 0): boolean {
  if (stillRuns(one) === false) return false
  try {
    kill(one.pid, signal)
    return true
  } catch {
    return false
  }
}
