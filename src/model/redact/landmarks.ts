import {isNameWord, wordBacks, wordFronts} from './name-words.ts'

/** Where a text is worth a closer look, in order. */
export interface Landmarks {
  /** The first of `breakSize` bytes among which a line end or an ESC stands, or may at an end of the text. */
  breaks: number[]
  /** Where one of the pairs of bytes stands that were asked for. */
  pairs: number[]
  /** Where a word of secret names may stand: the place of one of its letters. */
  words: number[]
}

/** Unit: bytes. */
export const breakSize = 8

/** So many bytes at the ends of a text are not looked at for pairs. */
export const unpaired = breakSize - 1

const isPair = 1
const isBreak = 2
const wordFront = 4
const wordBack = 8
const isFound = isPair | wordFront | wordBack

/**
 * Makes a look at a whole text, two bytes at a time and each byte once: of every three bytes in a row, away from the ends of the
 * text, one pair is met.
 */
export function createLandmarks(
  pairs: Iterable<readonly [number, number]> = [],
): (text: Uint8Array) => Landmarks {
  const kinds = kindsOf(pairs)
  return text => {
    const words: number[] = []
    const found: Landmarks = {breaks: [], pairs: [], words}
    if (text.length === 0) return found // wherever it stands in its memory
    const first = Math.min(text.length, text.byteOffset & 1)
    const two = new Uint16Array(text.buffer, text.byteOffset + first, (text.length - first) >>> 1)
    if (first > 0) found.breaks.push(0)
    addWords(text, 0, first, words)
    let at = 0
    for (const last = two.length - 3; at < last; at += 4) {
      const a = kinds[two[at]!]!
      const b = kinds[two[at + 1]!]!
      const c = kinds[two[at + 2]!]!
      const d = kinds[two[at + 3]!]!
      const kind = a | b | c | d
      if (kind === 0) continue
      const place = first + 2 * at
      if ((kind & isBreak) !== 0) found.breaks.push(place)
      if ((kind & isFound) === 0) continue
      if ((a & isFound) !== 0) meet(text, place, a, found)
      if ((b & isFound) !== 0) meet(text, place + 2, b, found)
      if ((c & isFound) !== 0) meet(text, place + 4, c, found)
      if ((d & isFound) !== 0) meet(text, place + 6, d, found)
    }
    const rest = first + 2 * at
    if (rest < text.length) found.breaks.push(rest)
    // a word that begins one byte before has its pair here
    addWords(text, Math.max(first, rest - 1), text.length, words)
    return found
  }
}

function meet(text: Uint8Array, place: number, kind: number, {pairs, words}: Landmarks) {
  if ((kind & isPair) !== 0) pairs.push(place)
  if ((kind & wordBack) !== 0 && place > 0 && isNameWord(text, place - 1)) words.push(place - 1)
  if ((kind & wordFront) !== 0 && isNameWord(text, place)) words.push(place)
}

/** Adds where a word of secret names may begin from one place to another. */
export function addWords(text: Uint8Array, from: number, end: number, words: number[]) {
  const last = Math.min(end, text.length - 2)
  for (let at = from; at < last; at++) if (isNameWord(text, at)) words.push(at)
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
  for (const pair of wordFronts) mark(pair, wordFront)
  for (const pair of wordBacks) mark(pair, wordBack)
  return kinds
}
