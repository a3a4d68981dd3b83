import {closeSync, constants, openSync, readSync} from 'node:fs'
import {setTimeout as after} from 'node:timers/promises'
import type {Pty} from './session-terminal.ts'
import {stty} from './stty.ts'

/** Bytes typed at once: a terminal takes 4 KB before a program reads. */
const typedAtOnce = 1024

/**
 * What is typed into a terminal, of which `write` reaches the other side; it calls back when the terminal has taken the bytes. From now on
 * Ctrl-C does not throw away output that was not read yet: the end of a block might be in it.
 */
export async function createTyping(
  {path, slave}: Pick<Pty, 'path' | 'slave'>,
  write: (bytes: Uint8Array, done: () => void) => void,
): Promise<Pick<Pty, 'type' | 'reset'>> {
  await stty(slave, ['noflsh'])
  const modes = (await stty(slave, ['-g']))?.trim()
  const queue: Uint8Array[] = []
  let writing = false
  const next = () => {
    const bytes = queue.shift()
    writing = bytes !== undefined
    if (bytes) write(bytes, next)
  }
  return {
    type(bytes) {
      for (let at = 0; at < bytes.length; at += typedAtOnce)
        queue.push(Buffer.from(bytes.subarray(at, at + typedAtOnce)))
      if (!writing) next()
    },
    async reset() {
      queue.length = 0
      await stty(slave, ['-icanon', '-echo', 'min', '1', 'time', '0']) // a line without its end can be read then
      do {
        forget(path)
        await after(1)
      } while (writing)
      forget(path)
      if (modes) await stty(slave, [modes])
    },
  }
}

/** Reads what can be read at once; of a terminal that was hung up meanwhile there is nothing left to forget. */
function forget(path: string): void {
  let fd: number | undefined
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOCTTY | constants.O_NONBLOCK)
    const buffer = Buffer.alloc(4096)
    while (readSync(fd, buffer) > 0);
  } catch {
    // EAGAIN: there is no more; ENOENT, EIO: the terminal is gone
  } finally {
    if (fd !== undefined) closeSync(fd)
  }
}
