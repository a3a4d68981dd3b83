import {type Groups, groupHash, groupSize, isMarkedGroup} from './groups.ts'
import {isNameWord, wordBacks, wordFronts} from './name-words.ts'

/** Where a text is worth a closer look, in order. */
export interface Landmarks {
  /** The first of `breakSize` bytes among which a line end or an ESC stands, or may at an end of the text. Good until the next look at a text. */
  breaks: Int32Array
  /** Where one of the pairs of bytes stands that were asked for. */
  pairs: number[]
  /** Where a word of secret names may stand: the place of one of its letters. */
  words: number[]
  /** Where a group of bytes stands that was asked for. */
  groups: number[]
  /** Whether a control character stands in it, other than tabs, backspaces and line ends. */
  controls: boolean
}

/** Unit: bytes. */
export const breakSize = groupSize

/** So many bytes at the ends of a text are not looked at for pairs. */
export const unpaired = breakSize - 1

const isPair = 1
const breakBit = 1
const isBreak = 1 << breakBit
const wordFront = 4
const wordBack = 8
const isControl = 16
const isFound = isPair | wordFront | wordBack

/** Where places are put: fresh memory for each text would be collected again and again. */
const memory = new Int32Array(1 << 14)

/**
 * Makes a look at a whole text, two bytes at a time and each byte once: of every three bytes in a row, away from the ends of the
 * text, one pair is met; of every fifteen, one group of eight.
 */
export function createLandmarks(
  pairs: Iterable<readonly [number, number]> = [],
  grouped?: Pick<Groups, 'marks' | 'shift'>,
): (text: Uint8Array) => Landmarks {
  const kinds = kindsOf(pairs)
  return text => {
    const found: Pick<Landmarks, 'pairs' | 'words' | 'groups'> = {pairs: [], words: [], groups: []}
    if (text.length === 0) return {...found, breaks: memory.subarray(0, 0), controls: false} // it may stand anywhere
    const most = (text.length >>> 3) + 2
    const breaks = most > memory.length ? new Int32Array(most) : memory
    const first = Math.min(text.length, text.byteOffset & 1)
    const two = new Uint16Array(text.buffer, text.byteOffset + first, (text.length - first) >>> 1)
    const met = breaks.subarray(first)
    const number = grouped ? lookWithGroups(two, kinds, met, grouped) : look(two, kinds, met)
    let count = first // the byte before the first pair is looked at by itself
    if (first > 0) breaks[0] = 0
    wordsIn(text, 0, first, found.words)
    let all = 0
    for (let index = 0; index < number; index++) {
      const at = met[index]!
      const place = first + 2 * at
      const a = kinds[two[at]!]!
      const b = kinds[two[at + 1]!]!
      const c = kinds[two[at + 2]!]!
      const d = kinds[two[at + 3]!]!
      const kind = a | b | c | d
      all |= kind
      breaks[count] = place // only counted where it is one: nothing foresees that
      count += (kind >>> breakBit) & 1
      if (grouped && isMarkedGroup(two, at, grouped)) found.groups.push(place)
      if ((kind & isFound) === 0) continue
      if ((a & isFound) !== 0) meet(text, place, a, found)
      if ((b & isFound) !== 0) meet(text, place + 2, b, found)
      if ((c & isFound) !== 0) meet(text, place + 4, c, found)
      if ((d & isFound) !== 0) meet(text, place + 6, d, found)
    }
    const rest = first + (two.length & ~3) * 2
    if (rest < text.length) breaks[count++] = rest
    // a word that begins one byte before has its pair here
    wordsIn(text, Math.max(first, rest - 1), text.length, found.words)
    const controls =
      (all & isControl) !== 0 || hasControl(text, 0, first) || hasControl(text, rest, text.length)
    return {...found, breaks: breaks.subarray(0, count), controls}
  }
}

/** Puts into `met` where one of four pairs has a kind; gives how often. It calls nothing, or each step would take twice as long. */
function look(two: Uint16Array, kinds: Uint8Array, met: Int32Array): number {
  let count = 0
  for (let at = 0, last = two.length - 3; at < last; at += 4) {
    if ((kinds[two[at]!]! | kinds[two[at + 1]!]! | kinds[two[at + 2]!]! | kinds[two[at + 3]!]!) !== 0)
      met[count++] = at
  }
  return count
}

/** The same, also where the four are a group that may be marked. */
function lookWithGroups(
  two: Uint16Array,
  kinds: Uint8Array,
  met: Int32Array,
  {marks, shift}: Pick<Groups, 'marks' | 'shift'>,
): number {
  let count = 0
  for (let at = 0, last = two.length - 3; at < last; at += 4) {
    const a = two[at]!
    const b = two[at + 1]!
    const c = two[at + 2]!
    const d = two[at + 3]!
    const mark = groupHash(a, b, c, d) >>> shift
    if ((kinds[a]! | kinds[b]! | kinds[c]! | kinds[d]! | ((marks[mark >>> 3]! >>> (mark & 7)) & 1)) !== 0)
      met[count++] = at
  }
  return count
}

function meet(
  text: Uint8Array,
  place: number,
  kind: number,
  {pairs, words}: Pick<Landmarks, 'pairs' | 'words'>,
) {
  if ((kind & isPair) !== 0) pairs.push(place)
  if ((kind & wordBack) !== 0 && place > 0 && isNameWord(text, place - 1)) words.push(place - 1)
  if ((kind & wordFront) !== 0 && isNameWord(text, place)) words.push(place)
}

const controlBytes = Array.from({length: 0x20}, (_, byte) => byte)
  .filter(byte => byte !== 0x08 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)
  .concat(0x7f)

function hasControl(text: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end; at++) if (controlBytes.includes(text[at]!)) return true
  return false
}

function wordsIn(text: Uint8Array, from: number, end: number, words: number[]) {
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
  const markAround = (byte: number, kind: number) => {
    for (let other = 0; other < 256; other++) {
      mark([byte, other], kind)
      mark([other, byte], kind)
    }
  }
  for (const byte of [0x0a, 0x0d, 0x1b]) markAround(byte, isBreak)
  for (const byte of controlBytes) markAround(byte, isControl)
  for (const pair of wordFronts) mark(pair, wordFront)
  for (const pair of wordBacks) mark(pair, wordBack)
  return kinds
}
