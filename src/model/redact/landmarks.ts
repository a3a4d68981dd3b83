import {eachWordPair, isNameWord, wordBits} from './name-words.ts'

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
const wordShift = 2
const anyWord = ((1 << wordBits) - 1) << wordShift

/**
 * Makes a look at a whole text, two bytes at a time and each byte once: of every three bytes in a row, away from the ends of the
 * text, one pair is met.
 */
export function createLandmarks(
  pairs: Iterable<readonly [number, number]> = [],
): (text: Uint8Array) => Landmarks {
  const kinds = kindsOf(pairs)
  return text => {
    const found: Landmarks = {breaks: [], pairs: [], words: []}
    if (text.length === 0) return found // wherever it stands in its memory
    const first = Math.min(text.length, text.byteOffset & 1)
    const two = new Uint16Array(text.buffer, text.byteOffset + first, (text.length - first) >>> 1)
    if (first > 0) found.breaks.push(0)
    wordsIn(text, 0, first, found.words)
    let at = 0
    const last = two.length - 4
    let a = last > 0 ? kinds[two[0]!]! : 0
    for (; at < last; at += 4) {
      const b = kinds[two[at + 1]!]!
      const c = kinds[two[at + 2]!]!
      const d = kinds[two[at + 3]!]!
      const next = kinds[two[at + 4]!]!
      const kind = a | b | c | d
      const word =
        (a & (b >>> wordBits)) | (b & (c >>> wordBits)) | (c & (d >>> wordBits)) | (d & (next >>> wordBits))
      a = next
      if (((kind & (isPair | isBreak)) | (word & anyWord)) === 0) continue
      if ((kind & isBreak) !== 0) found.breaks.push(first + 2 * at)
      if ((word & anyWord) !== 0) wordsIn(text, first + 2 * at, first + 2 * at + breakSize, found.words)
      if ((kind & isPair) === 0) continue
      for (let place = at; place < at + 4; place++)
        if ((kinds[two[place]!]! & isPair) !== 0) found.pairs.push(first + 2 * place)
    }
    for (let rest = first + 2 * at; rest < text.length; rest += breakSize) found.breaks.push(rest)
    wordsIn(text, first + 2 * at, text.length, found.words)
    return found
  }
}

function wordsIn(text: Uint8Array, from: number, end: number, words: number[]) {
  const last = Math.min(end, text.length - 2)
  for (let at = from; at < last; at++) if (isNameWord(text, at)) words.push(at)
}

/** What each pair of bytes is, by the number that they make in memory, in whatever order this machine reads them. */
function kindsOf(pairs: Iterable<readonly [number, number]>): Uint16Array {
  const kinds = new Uint16Array(1 << 16)
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
  eachWordPair((pair, {first, second}) => mark(pair, (first | (second << wordBits)) << wordShift))
  return kinds
}
