import {randomFillSync} from 'node:crypto'
import {monotonicFactory} from 'ulid'

/** Gives ids of events, each sorting after the one before; its randomness is the system's, fetched for many at a time. */
export function eventIds(): () => string {
  const random = new Uint8Array(1024)
  let at = random.length
  const ulid = monotonicFactory(() => {
    if (at === random.length) {
      randomFillSync(random)
      at = 0
    }
    return random[at++]! / 256
  })
  return () => ulid()
}
