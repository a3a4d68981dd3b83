import {DigestRing, pieceBytes, ringBytes} from './digest-ring.ts'
import {createOutputDigest, type Digest, type OutputDigest} from './output-digest.ts'

/**
 * Gives what makes the digest of an output, for one after the other. That of a long one is made by a thread, beside the one that
 * forwards it: what is written waits in a ring, and only when that is full `start` has `digest-thread.ts` work on it,
 * for this output and all that follow. A thread that takes nothing for `patienceMs` could not be started: then there is none.
 */
export function openDigests(start: (ring: SharedArrayBuffer) => void, patienceMs = 5000): () => OutputDigest {
  let ring: DigestRing | undefined
  let started = false
  let without = false
  let busy = false
  /** Where the next byte is put. */
  let place = 0
  return () => {
    if (busy || without) return createOutputDigest() // two at a time: something was left running
    busy = true
    ring ??= new DigestRing()
    const to = ring
    const from = place
    let given = place
    let isLong = false
    let own: OutputDigest | undefined
    const give = () => {
      given = place
      to.give(place)
    }
    const ofRing = () => {
      const digest = createOutputDigest()
      for (let at = from; at !== place; ) {
        const piece = to.piece(at, place)
        digest.take(piece)
        at = (at + piece.length) | 0
      }
      return digest
    }
    const put = (part: Uint8Array) => {
      const next = (place + part.length) | 0
      if (!isLong && ((next - from) | 0) > ringBytes) {
        isLong = true
        if (!started) start(to.shared)
        give()
        without = !started && !to.isTakenFrom(from, patienceMs)
        started = true
        if (without) own = ofRing()
      }
      if (own) {
        own.take(part)
        return
      }
      if (isLong) to.waitForRoom(next)
      to.put(part, place)
      place = next
      // several parts at once: the thread need not be woken for each
      if (isLong && ((place - given) | 0) >= pieceBytes) give()
    }
    return {
      take(part) {
        for (let at = 0; at < part.length; at += pieceBytes) put(part.subarray(at, at + pieceBytes))
      },
      end() {
        busy = false
        if (own) return own.end()
        if (isLong) {
          give()
          return JSON.parse(to.end()) as Digest
        }
        const digest = ofRing()
        place = from
        return digest.end()
      },
    }
  }
}
