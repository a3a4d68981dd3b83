import type {StepTerminal} from '../../model/driver.ts'
import {Ladder, special} from './ladder.ts'
import type {Pty} from './session-terminal.ts'
import {stty} from './stty.ts'
import {watchForWaiting} from './waiting.ts'

/** How long Ctrl-C after Ctrl-C counts as one burst. */
const burstMs = 1000

/** Ctrl-Q. */
const resume = 0x11

/** What the keys typed during a step may lead to. */
export interface KeyboardUse {
  /** The program says itself what every key means. */
  interactive: boolean
  /** A key ends the watching. */
  watched: boolean
  /** Not all of its output comes from the pseudo-terminal. */
  plain: boolean
  stop(): void
  unwatch(): void
}

/** The connection between the operator's keys and one step. */
export interface Keyboard {
  /** Whether the last thing that the program got was Ctrl-C. */
  readonly interrupted: boolean
  /** The program printed something. */
  printed(): void
  /** Lets output go on that Ctrl-S holds: else the end of a step that is being stopped would never come. */
  unhold(): void
  /** Takes the keys away from the step; what it did not read is forgotten when the promise settles. */
  end(): Promise<void>
}

/** Gives the operator's keys and window size to the program in a pseudo-terminal; `session` tells its leader. */
export async function connect(
  pty: Pty,
  terminal: StepTerminal,
  session: () => number | undefined,
  use: KeyboardUse,
): Promise<Keyboard> {
  const ladder = new Ladder()
  const keys = new Set<number>(Object.values(special))
  if (!use.watched) for (const key of [special.q, special.enter, special.line]) keys.delete(key)
  let busy: Promise<void> = Promise.resolve()
  let resting: NodeJS.Timeout | undefined
  let ended = false

  const pass = (bytes: Uint8Array) => {
    pty.type(bytes)
  }
  const take = async (bytes: Uint8Array) => {
    for (const part of partsOf(bytes, keys)) {
      if (ended) return
      const code = part.length === 1 ? part[0]! : 0
      const rung =
        keys.has(code) || (ladder.asking && isEnter(code))
          ? ladder.key(code, {
              own: use.interactive || (!ladder.asking && (await readsKeys(pty))),
              watched: use.watched,
            })
          : ladder.other()
      if (rung.tell) terminal.tell({kind: rung.tell})
      if (rung.do === 'pass') pass(part)
      if (rung.do === 'stop') use.stop()
      if (rung.do === 'unwatch') use.unwatch()
      clearTimeout(resting)
      resting = setTimeout(() => ladder.rest(), burstMs)
    }
  }
  // first of all: keys may come while the rest is being made ready
  const waiting = watchForWaiting(pty, session, () => terminal.tell({kind: 'waits-for-input'}))
  const offInput = terminal.onInput(bytes => {
    waiting.noise()
    busy = busy.then(() => take(bytes))
  })
  // what the program's own terminal has made of a line end must not be done again: a full screen would fall apart
  if (!use.plain && terminal.descriptor !== undefined) await stty(terminal.descriptor, ['-opost'])
  pty.resize(terminal.size())
  const offResize = terminal.onResize(() => pty.resize(terminal.size()))
  return {
    get interrupted() {
      return ladder.interrupted
    },
    printed: () => waiting.noise(),
    unhold: () => pass(Buffer.from([resume])),
    async end() {
      ended = true
      waiting.end()
      clearTimeout(resting)
      offInput()
      offResize()
      await busy
      await pty.reset() // whatever a program left, or had no time to set back
    },
  }
}

const isEnter = (code: number) => code === special.enter || code === special.line

/** Whether a program has taken over what single keys mean: an editor, a pager, a client that edits its line. */
async function readsKeys(pty: Pty): Promise<boolean> {
  const modes = await stty(pty.slave, ['-a'])
  return modes !== undefined && /(?:^|\s)-(?:icanon|isig)\b/.test(modes)
}

/** Cuts bytes so that each of the keys stands alone. */
function partsOf(bytes: Uint8Array, keys: ReadonlySet<number>): Uint8Array[] {
  const parts: Uint8Array[] = []
  let start = 0
  for (const [at, code] of bytes.entries()) {
    if (!keys.has(code)) continue
    if (at > start) parts.push(bytes.subarray(start, at))
    parts.push(bytes.subarray(at, at + 1))
    start = at + 1
  }
  if (start < bytes.length) parts.push(bytes.subarray(start))
  return parts
}
