import {createHash, type Hash} from 'node:crypto'
import {endBytes, longOutput, type Output} from '../model/output.ts'

/** Takes an output piece by piece, and gives its digests. */
export interface OutputDigest {
  take(part: Uint8Array): void
  end(): Pick<Output, 'sha256' | 'ends'>
}

/** Makes the digest of an output, and of its ends where it becomes long. */
export function createOutputDigest(): OutputDigest {
  const hash = createHash('sha256')
  let bytes = 0
  /** What was hashed when the first end was whole, and the last bytes since. */
  let ends: {hash: Hash; last: Buffer} | undefined
  return {
    take(part) {
      const first = part.subarray(0, Math.max(0, endBytes - bytes))
      const rest = part.subarray(first.length)
      bytes += part.length
      if (first.length > 0) hash.update(first)
      if (rest.length === 0) return
      ends ??= {hash: hash.copy(), last: Buffer.alloc(endBytes)}
      hash.update(rest)
      shift(ends.last, rest)
    },
    end: () => ({
      sha256: hash.digest('hex'),
      ...(ends && bytes > longOutput ? {ends: {sha256: ends.hash.update(ends.last).digest('hex')}} : {}),
    }),
  }
}

/** Moves bytes in at the end of a piece of memory. */
function shift(memory: Buffer, bytes: Uint8Array) {
  if (bytes.length < memory.length) memory.copyWithin(0, bytes.length)
  const last = bytes.subarray(-memory.length)
  memory.set(last, memory.length - last.length)
}
