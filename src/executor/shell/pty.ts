import {closeSync, constants, openSync, readSync} from 'node:fs'
import type {ReadStream} from 'node:tty'
import type {TerminalSize} from '../../model/driver.ts'
import {stty} from './stty.ts'

/** A pseudo-terminal: what is typed goes in, what programs print comes out. It lives on when its programs end. */
export interface Pty {
  /** The programs' side: a path that a session leader opens to get it as its terminal. */
  path: string
  /** The programs' side, to be held open, so that what was printed last is not lost when the last program ends. */
  slave: number
  /** What programs print; it may be paused, and destroying it hangs up the terminal. */
  output: ReadStream
  /** Types bytes, in order, as fast as programs read them. */
  type(bytes: Uint8Array): void
  resize(size: TerminalSize): void
  /** Forgets what was typed and not read, and sets the terminal's modes back to how they were at first. */
  reset(): Promise<void>
}

/** What `open` of node-pty gives; its own types leave it out. */
interface OpenedPty {
  master: ReadStream
  slave: ReadStream
  ptsName: string
  resize(columns: number, rows: number): void
}

/** Bytes typed at once: a terminal takes 4 KB before a program reads. */
const typedAtOnce = 1024

/** Opens a pseudo-terminal. Throws where node-pty cannot be loaded or the system gives none. */
export async function openPty(size: TerminalSize): Promise<Pty> {
  const loaded = (await import('@lydell/node-pty')) as unknown as {
    default: {open(options: object): OpenedPty}
  }
  const opened = loaded.default.open({cols: size.columns, rows: size.rows, encoding: null})
  const slave = openSync(opened.ptsName, constants.O_RDWR | constants.O_NOCTTY)
  opened.slave.destroy() // it would read what is typed
  const {master: output} = opened
  output.pause() // until somebody listens
  output.on('error', () => output.destroy())
  // without `noflsh`, Ctrl-C throws away output that was not read yet, and with it the end of a block
  const modes = await stty(slave, ['noflsh']).then(() => stty(slave, ['-g']))
  const queue: Uint8Array[] = []
  let writing = false
  const next = () => {
    const bytes = queue.shift()
    writing = bytes !== undefined
    if (bytes) output.write(bytes, next)
  }
  return {
    path: opened.ptsName,
    slave,
    output,
    type(bytes) {
      for (let at = 0; at < bytes.length; at += typedAtOnce)
        queue.push(Buffer.from(bytes.subarray(at, at + typedAtOnce)))
      if (!writing) next()
    },
    resize: ({columns, rows}) => opened.resize(columns, rows),
    async reset() {
      queue.length = 0
      await stty(slave, ['-icanon', '-echo', 'min', '1', 'time', '0']) // a line without its end can be read then
      do {
        forget(opened.ptsName)
        await new Promise(setImmediate)
      } while (writing)
      forget(opened.ptsName)
      if (modes !== undefined) await stty(slave, [modes.trim()])
    },
  }
}

/** Reads what can be read at once. */
function forget(path: string): void {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOCTTY | constants.O_NONBLOCK)
  const buffer = Buffer.alloc(4096)
  try {
    while (readSync(fd, buffer) > 0);
  } catch {
    // EAGAIN: there is no more
  } finally {
    closeSync(fd)
  }
}
