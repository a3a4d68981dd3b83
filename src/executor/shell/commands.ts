import {closeSync, writeSync} from 'node:fs'
import {Socket} from 'node:net'

/** What a bash reads its commands from; nothing comes of writing to it when it has ended. */
export interface Commands {
  write(text: string): void
  /** No more comes: what is not read yet still is. */
  end(): void
  destroy(): void
}

/**
 * Takes commands for the named pipe that this descriptor, which never waits, writes to, and closes it. They are written at once: a
 * stream of Node's takes several times as long, and makes another turn of its loop. Only what finds no room goes through one.
 */
export function commandsTo(descriptor: number): Commands {
  let later: Socket | undefined
  let open = true
  const closing = (end: (stream: Socket) => void) => {
    if (open && later) end(later)
    else if (open) closeSync(descriptor)
    open = false
  }
  return {
    write(text) {
      if (!open) return
      const bytes = later ? 0 : writtenAtOnce(descriptor, text)
      if (bytes === undefined || bytes === Buffer.byteLength(text)) return
      later ??= new Socket({fd: descriptor, readable: false, writable: true}).on('error', () => {}) // it went away; its exit tells
      later.write(Buffer.from(text).subarray(bytes))
    },
    end: () => closing(stream => stream.end()),
    destroy: () => closing(stream => stream.destroy()),
  }
}

/** How many bytes there was room for; undefined where nobody reads them any more. */
function writtenAtOnce(descriptor: number, text: string): number | undefined {
  try {
    return writeSync(descriptor, text)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 0 : undefined
  }
}
