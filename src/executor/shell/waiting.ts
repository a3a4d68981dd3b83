import {readdirSync, readFileSync, readlinkSync} from 'node:fs'
import type {Pty} from './session-terminal.ts'
import {stty} from './stty.ts'
import {callOf, tellsCalls} from './system-call.ts'

/** How long a program must have been silent. */
const silenceMs = 3000

/** Looks, while a step runs, for a program that stands still until it is typed to. */
export interface Waiting {
  /** Something was printed or typed. */
  noise(): void
  end(): void
}

/**
 * Calls `found`, once, when a program of the session has been silent for some seconds and is reading lines from the
 * terminal. Where that cannot be told (not Linux; a program that waits in another way) it is never called.
 */
export function watchForWaiting(pty: Pty, session: () => number | undefined, found: () => void): Waiting {
  let timer: NodeJS.Timeout | undefined
  let over = !tellsCalls
  const look = async () => {
    if (!readsTerminal(pty.path, session())) return noise()
    const modes = await stty(pty.slave, ['-a'])
    if (over || modes === undefined || /(?:^|\s)-icanon\b/.test(modes)) return // it has a screen of its own, which says so
    over = true
    found()
  }
  const noise = () => {
    clearTimeout(timer)
    if (!over) timer = setTimeout(() => void look(), silenceMs)
  }
  noise()
  return {
    noise,
    end() {
      over = true
      clearTimeout(timer)
    },
  }
}

/** Whether the foreground of a session has a process that is inside `read` on the terminal. */
function readsTerminal(path: string, session: number | undefined): boolean {
  return processIds().some(id => {
    try {
      const [, , group, sid, , foreground] = readFileSync(`/proc/${id}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ')
      if (Number(sid) !== session || group !== foreground) return false
      const call = callOf(id)
      return (
        call?.reads === true && [path, '/dev/tty'].includes(readlinkSync(`/proc/${id}/fd/${call.descriptor}`))
      )
    } catch {
      return false // it ended while we looked, or is another user's
    }
  })
}

function processIds(): string[] {
  try {
    return readdirSync('/proc').filter(name => /^\d+$/.test(name))
  } catch {
    return []
  }
}
