import {Buffer} from 'node:buffer'
import type {OnReadOpts, Socket} from 'node:net'

/** As much as a pipe holds. */
const chunkBytes = 65_536
/** So many chunks are there at the same time: while a screen takes some, another is read. */
const chunks = 4

/** How a stream is read: into the same memory again and again, since fresh memory for each chunk costs more than to read it. */
export interface Reading {
  onread: OnReadOpts
  /** Called while `take` has a chunk: it is there until the promise settles. Else it is gone when `take` returns. */
  hold(until: Promise<void>): void
}

/** Reads a stream into a few buffers in turns, and waits while the next one is held. `stream` is asked for with the first chunk that is. */
export function createReading(
  take: (chunk: Buffer) => void,
  stream: () => Pick<Socket, 'pause' | 'resume'>,
): Reading {
  const all = Array.from({length: chunks}, () => ({bytes: Buffer.allocUnsafeSlow(chunkBytes), holds: 0}))
  let turn = -1
  let waits = false
  const next = () => all[(turn + 1) % chunks]!
  return {
    onread: {
      buffer() {
        const {bytes} = next()
        turn++
        return bytes
      },
      callback(size) {
        take(all[turn % chunks]!.bytes.subarray(0, size))
        if (next().holds > 0 && !waits) {
          waits = true
          stream().pause()
        }
        return true
      },
    },
    hold(until) {
      const held = all[turn % chunks]!
      held.holds++
      void until.finally(() => {
        held.holds--
        // asked for already when it was found to be held
        if (!waits || all[turn % chunks]!.holds > 0) return
        waits = false
        stream().resume()
      })
    },
  }
}
