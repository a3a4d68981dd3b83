import {readdirSync, readFileSync} from 'node:fs'
import {setTimeout as after} from 'node:timers/promises'

/** Sends a signal to a process, or to a group where the number is negative; throws if there is none. Signal 0 only asks. */
export type Kill = (pid: number, signal: NodeJS.Signals | 0) => void

/** How long a group may take to end by itself after TERM. */
export const graceMs = 2000
/** How long the system may take to end what was killed. */
export const killedMs = 1000
const pollMs = 10

/**
 * Ends a process group, and where the system tells them (Linux) the other groups of its session, such as the jobs of a
 * bash with `set -m`: TERM, then KILL for what is left after the grace. Resolves when nothing of it runs.
 */
export async function endGroup(pid: number, kill: Kill, grace = graceMs): Promise<void> {
  if (!send(pid, kill, 'SIGTERM')) return
  send(pid, kill, 'SIGCONT') // a stopped process takes TERM only once it goes on
  if (await gone(pid, kill, grace)) return
  send(pid, kill, 'SIGKILL')
  await gone(pid, kill, killedMs)
}

/** Whether nothing is left of a group: then its number may soon be another's. */
export function isGone(pid: number, kill: Kill): boolean {
  return !send(pid, kill, 0)
}

async function gone(pid: number, kill: Kill, withinMs: number): Promise<boolean> {
  for (let waited = 0; waited < withinMs; waited += pollMs) {
    await after(pollMs)
    if (isGone(pid, kill)) return true
  }
  return false
}

/** False if nobody was there to take it. */
function send(pid: number, kill: Kill, signal: NodeJS.Signals | 0): boolean {
  return (
    (groupsOf(pid) ?? [pid]).filter(group => {
      try {
        kill(-group, signal)
        return true
      } catch {
        return false
      }
    }).length > 0
  )
}

/** On Linux, the groups of a session that have a member which has not ended yet; undefined where that cannot be seen. */
function groupsOf(session: number): number[] | undefined {
  let ids: string[]
  try {
    ids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  } catch {
    return undefined
  }
  if (ids.length === 0) return undefined
  const groups = new Set<number>()
  for (const id of ids) {
    try {
      // after the command's name in parentheses: state, parent, group, session (proc(5))
      const [state, , group, sid] = readFileSync(`/proc/${id}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ')
      if (state !== 'Z' && state !== 'X' && (Number(sid) === session || Number(group) === session))
        groups.add(Number(group))
    } catch {} // it ended while we looked
  }
  return [...groups]
}
