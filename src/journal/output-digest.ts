import {createHash, type Hash} from 'node:crypto'
import type {Output} from '../model/output.ts'
import {endBytes, longOutput} from '../model/output-ends.ts'

/** What an output comes to. */
export type Digest = Pick<Output, 'sha256' | 'ends' | 'lines'>

/** Takes an output piece by piece, and gives what it comes to. */
export interface OutputDigest {
  take(part: Uint8Array): void
  end(): Digest
}

/** Counts the lines of an output, and makes its digest; where it becomes long, also that of its ends. */
export function createOutputDigest(): OutputDigest {
  const hash = createHash('sha256')
  let bytes = 0
  let lines = 0
  let last = 0x0a
  /** What was hashed when the first end was whole, and the last bytes since. */
  let ends: {hash: Hash; last: Buffer} | undefined
  return {
    take(part) {
      for (let at = part.indexOf(0x0a); at !== -1; at = part.indexOf(0x0a, at + 1)) lines++
      last = part.at(-1) ?? last
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
      lines: lines + (last === 0x0a ? 0 : 1),
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
