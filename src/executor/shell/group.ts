import {readdirSync, readFileSync} from 'node:fs'
import {setTimeout as after} from 'node:timers/promises'

/** Sends a signal to a process, or to a group where the number is negative; throws if there is none. Signal 0 only asks. */
export type Kill = (pid: number, signal: NodeJS.Signals | 0) => void

/** How long a group may take to end by itself after TERM. */
export const graceMs = 2000
/** How long the system may take to end what was killed. */
const killedMs = 1000
const pollMs = 10

/** Ends a whole process group: TERM, then KILL for what is left after the grace. Resolves when nothing of it runs. */
export async function endGroup(pid: number, kill: Kill, grace = graceMs): Promise<void> {
  if (!send(pid, kill, 'SIGTERM')) return
  send(pid, kill, 'SIGCONT') // a stopped process takes TERM only once it goes on
  if (await gone(pid, kill, grace)) return
  send(pid, kill, 'SIGKILL')
  await gone(pid, kill, killedMs)
}

async function gone(pid: number, kill: Kill, withinMs: number): Promise<boolean> {
  for (let waited = 0; waited < withinMs; waited += pollMs) {
    await after(pollMs)
    if (!send(pid, kill, 0) || onlyZombies(pid)) return true
  }
  return false
}

function send(pid: number, kill: Kill, signal: NodeJS.Signals | 0): boolean {
  try {
    kill(-pid, signal)
    return true
  } catch {
    return false
  }
}

/** On Linux, whether every process of the group has ended and only waits for its parent; false where that cannot be seen. */
function onlyZombies(group: number): boolean {
  let ids: string[]
  try {
    ids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  } catch {
    return false
  }
  return ids.every(id => {
    try {
      // after the command's name in parentheses: state, parent, group (proc(5))
      const [state, , pgrp] = readFileSync(`/proc/${id}/stat`, 'latin1').replace(/^.*\) /s, '').split(' ')
      return Number(pgrp) !== group || state === 'Z' || state === 'X'
    } catch {
      return true // it ended while we looked
    }
  })
}
