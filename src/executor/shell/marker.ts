/** What a stream of a session holds: output, and the end of the block that printed it. */
export type Piece = {kind: 'output'; bytes: Buffer} | {kind: 'end'; sequence: number; exitCode: number}

const delimiter = 0x1e

/** The bytes that end block `sequence` on a stream, as the prelude prints them. */
export function endMarker(token: string, sequence: number, exitCode: number): string {
  return `\x1e${token}:${sequence}:${exitCode}\x1e`
}

/**
 * Takes the end markers out of a stream, wherever the chunks are cut. Bytes that may be the beginning of a marker are
 * held until the next chunk decides.
 */
export function createMarkerSplitter(token: string): (chunk: Buffer) => Piece[] {
  const opening = Buffer.from(`\x1e${token}:`)
  let held = Buffer.alloc(0)
  return chunk => {
    const pieces: Piece[] = []
    let rest = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    for (;;) {
      const start = rest.indexOf(opening)
      if (start === -1) break
      const close = rest.indexOf(delimiter, start + opening.length)
      if (close === -1) {
        if (start > 0) pieces.push({kind: 'output', bytes: rest.subarray(0, start)})
        held = Buffer.from(rest.subarray(start))
        return pieces
      }
      if (start > 0) pieces.push({kind: 'output', bytes: rest.subarray(0, start)})
      const [sequence, exitCode] = rest
        .subarray(start + opening.length, close)
        .toString('latin1')
        .split(':')
        .map(Number)
      pieces.push({kind: 'end', sequence: sequence!, exitCode: exitCode!})
      rest = rest.subarray(close + 1)
    }
    const keep = partial(rest, opening)
    if (rest.length > keep) pieces.push({kind: 'output', bytes: rest.subarray(0, rest.length - keep)})
    held = Buffer.from(rest.subarray(rest.length - keep))
    return pieces
  }
}

/** Length of the longest suffix that is a beginning of `opening`. */
function partial(bytes: Buffer, opening: Buffer): number {
  const first = Math.max(0, bytes.length - opening.length + 1)
  for (let at = bytes.indexOf(delimiter, first); at !== -1; at = bytes.indexOf(delimiter, at + 1)) {
    if (opening.subarray(0, bytes.length - at).equals(bytes.subarray(at))) return bytes.length - at
  }
  return 0
}
