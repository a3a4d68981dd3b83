import {closeSync, constants, openSync, write} from 'node:fs'
import {Socket} from 'node:net'
import {join} from 'node:path'
import {execa} from 'execa'
import {createMarkerSplitter, endMarker, type Piece} from './marker.ts'

export type StreamName = 'stdout' | 'stderr'

/** The two named pipes of a session: they outlive a bash that ends, so nothing it printed is lost. */
export interface SessionStreams {
  /** File descriptors to give to a bash as its standard output and error. */
  descriptors: [stdout: number, stderr: number]
  /** Prints the end of a block in the place of a bash that can no longer do it. */
  end(sequence: number, exitCode: number): void
  /** Stops reading a stream until the promise settles. */
  hold(name: StreamName, until: Promise<void>): void
  close(): void
}

/**
 * Opens the pipes. Node's own `pipe` is a socket pair, in which `> /dev/stderr` fails; a named pipe is what a program
 * expects. Each is held open for writing here too, so that reading never ends between two bashes.
 */
export async function openStreams(
  dir: string,
  token: string,
  onPiece: (name: StreamName, piece: Piece) => void,
): Promise<SessionStreams> {
  const names = ['stdout', 'stderr'] as const
  const paths = names.map(name => join(dir, name))
  await execa('mkfifo', ['-m', '600', ...paths])
  const sockets: Record<string, Socket> = {}
  const descriptors = paths.map((path, index) => {
    const name = names[index]!
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const writer = openSync(path, constants.O_WRONLY) // cannot block: the reader is open
    const split = createMarkerSplitter(token)
    const socket = new Socket({fd: reader, readable: true, writable: false})
    socket.on('data', chunk => {
      for (const piece of split(chunk)) onPiece(name, piece)
    })
    socket.on('error', () => socket.destroy()) // a session that is closing; nobody waits for it any more
    sockets[name] = socket
    return writer
  }) as [number, number]
  let closed = false
  const say = (fd: number, text: string) => {
    if (closed) return
    write(fd, text, error => {
      if (error?.message.startsWith('EAGAIN')) setImmediate(say, fd, text) // full: what is in it is being read
    })
  }
  return {
    descriptors,
    end(sequence, exitCode) {
      for (const fd of descriptors) say(fd, endMarker(token, sequence, exitCode))
    },
    hold(name, until) {
      const socket = sockets[name]!
      socket.pause()
      void until.finally(() => socket.resume())
    },
    close() {
      closed = true
      for (const fd of descriptors) closeSync(fd)
      for (const socket of Object.values(sockets)) socket.destroy()
    },
  }
}
