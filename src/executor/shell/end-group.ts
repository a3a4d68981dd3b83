import {setTimeout as after} from 'node:timers/promises'
import {graceMs, type Kill, killedMs} from './end-processes.ts'

const pollMs = 10

/** Ends the process group of a program that leads it: TERM, then KILL after the grace. Resolves when nothing of it runs. */
export async function endGroup(leader: number, kill: Kill): Promise<void> {
  if (!sent(leader, kill, 'SIGTERM')) return
  sent(leader, kill, 'SIGCONT') // a stopped process takes TERM only once it goes on
  if (await gone(leader, kill, graceMs)) return
  sent(leader, kill, 'SIGKILL')
  await gone(leader, kill, killedMs)
}

async function gone(leader: number, kill: Kill, withinMs: number): Promise<boolean> {
  for (let waited = 0; waited < withinMs; waited += pollMs) {
    await after(pollMs)
    if (!sent(leader, kill, 0)) return true
  }
  return false
}

/** False if nobody was there to take it. */
function sent(leader: number, kill: Kill, signal: NodeJS.Signals | 0): boolean {
  try {
    kill(-leader, signal)
    return true
  } catch {
    return false
  }
}
