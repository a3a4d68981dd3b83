/** Where a text is worth a closer look, in order. */
export interface Landmarks {
  /** The first of `breakSize` bytes among which a line end or an ESC stands, or may at an end of the text. */
  breaks: number[]
  /** Where one of the pairs of bytes stands that were asked for. */
  pairs: number[]
}

/** Unit: bytes. */
export const breakSize = 8

/** So many bytes at the ends of a text are not looked at for pairs. */
export const unpaired = breakSize - 1

const isPair = 1
const isBreak = 2

/**
 * Makes a look at a whole text, two bytes at a time and each byte once: of every three bytes in a row, away from the ends of the
 * text, one pair is met.
 */
export function createLandmarks(pairs: Iterable<readonly [number, number]>): (text: Uint8Array) => Landmarks {
  const kinds = kindsOf(pairs)
  return text => {
    const found: Landmarks = {breaks: [], pairs: []}
    if (text.length === 0) return found // wherever it stands in its memory
    const first = Math.min(text.length, text.byteOffset & 1)
    const two = new Uint16Array(text.buffer, text.byteOffset + first, (text.length - first) >>> 1)
    if (first > 0) found.breaks.push(0)
    let at = 0
    for (const last = two.length - 3; at < last; at += 4) {
      const kind = kinds[two[at]!]! | kinds[two[at + 1]!]! | kinds[two[at + 2]!]! | kinds[two[at + 3]!]!
      if (kind === 0) continue
      if ((kind & isBreak) !== 0) found.breaks.push(first + 2 * at)
      if ((kind & isPair) === 0) continue
      for (let place = at; place < at + 4; place++)
        if ((kinds[two[place]!]! & isPair) !== 0) found.pairs.push(first + 2 * place)
    }
    if (first + 2 * at < text.length) found.breaks.push(first + 2 * at)
    return found
  }
}

/** What each pair of bytes is, by the number that they make in memory, in whatever order this machine reads them. */
function kindsOf(pairs: Iterable<readonly [number, number]>): Uint8Array {
  const kinds = new Uint8Array(1 << 16)
  const bytes = new Uint8Array(2)
  const number = new Uint16Array(bytes.buffer)
  const mark = (pair: readonly [number, number], kind: number) => {
    bytes.set(pair)
    kinds[number[0]!]! |= kind
  }
  for (const pair of pairs) mark(pair, isPair)
  for (const byte of [0x0a, 0x0d, 0x1b]) {
    for (let other = 0; other < 256; other++) {
      mark([byte, other], isBreak)
      mark([other, byte], isBreak)
    }
  }
  return kinds
}
