import {Buffer} from 'node:buffer'
import {condense, escapeEnd, gapEnd, gapStart, gapsOf, isBlank, isLineEnd, longestGap} from './gaps.ts'
import {createGrams, type Grams, gramSize, type JoinMarks} from './grams.ts'
import {shortestSecret} from './spellings.ts'

/** A needle without blanks, and where blanks may stand in it: before the bytes with a 1. */
interface Bare {
  bytes: Buffer
  blanks: Uint8Array
}

/** A text on both sides of one of its gaps. */
interface Seam {
  text: Buffer
  starts: readonly number[]
  ends: readonly number[]
  gap: number
}

/**
 * Finds needles with colours, line ends or indentation inside: what a terminal, `fold` or YAML puts between their bytes. Gives
 * where the longest end of the text begins that may go on to be one. Looks only at the few bytes around each line end and
 * escape sequence, and further where these stand in a needle. `breaks` is where line ends and escapes may stand.
 */
export interface InterruptedSearch {
  /** A line end without blanks around it that these do not know is in no needle: it need not be one of the `breaks`. */
  marks: JoinMarks
  find(text: Buffer, breaks: readonly number[], found: (start: number, end: number) => void): number
}

/** Makes the search; `holdPlain` tells where a text up to a place may begin a needle that is not interrupted. */
export function createInterruptedSearch(
  needles: readonly Buffer[],
  holdPlain: (text: Buffer, end: number) => number,
): InterruptedSearch {
  const bare = bareNeedles(needles)
  const grams = createGrams(bare.map(({bytes}) => bytes))
  const find: InterruptedSearch['find'] = (text, breaks, found) => {
    const last = gapStart(text, text.length)
    let hold = holdShort(grams, text, last)
    if (last < text.length) {
      const before = holdPlain(text, last)
      if (before < last) hold = Math.min(hold, before)
    }
    const {starts, ends} = gapsOf(text, breaks)
    const near = new Uint8Array(2 * reach)
    for (let gap = 0; gap < starts.length; gap++) {
      const start = starts[gap]!
      const end = ends[gap]!
      if (isPlain(text, start, end) && !grams.mayJoin(text, start, end)) continue
      const before = gatherBefore(text, starts, ends, gap, near)
      const after = gatherAfter(text, end, near)
      const seam = {text, starts, ends, gap}
      grams.over(near, reach, before, after, (needle, index) => {
        const hit = extend(seam, bare[needle]!, index)
        if (hit === undefined) return
        if (hit.whole) found(hit.start, hit.end)
        else hold = Math.min(hold, hit.start)
      })
    }
    return hold
  }
  return {marks: grams.marks, find}
}

function bareNeedles(needles: readonly Buffer[]): Bare[] {
  const known = new Map<string, Bare>()
  for (const needle of needles) {
    if (needle.includes(0x1b)) continue
    const {bytes, at} = condense(needle)
    if (bytes.length < shortestSecret) continue
    const key = Buffer.from(bytes).toString('latin1')
    const one = known.get(key) ?? {bytes: Buffer.from(bytes), blanks: new Uint8Array(bytes.length)}
    for (let index = 1; index < at.length; index++)
      if (at[index] !== at[index - 1]! + 1) one.blanks[index] = 1
    known.set(key, one)
  }
  return [...known.values()]
}

/** Follows a needle whose byte `index` stands right after the gap, to both its ends or to the end of the text. */
function extend(
  {text, starts, ends, gap}: Seam,
  needle: Bare,
  index: number,
): {start: number; end: number; whole: boolean} | undefined {
  const {bytes} = needle
  const at = new Int32Array(bytes.length)
  let place = starts[gap]!
  let before = gap - 1
  for (let byte = index - 1; byte >= 0; byte--) {
    for (;;) {
      if (before >= 0 && place === ends[before]!) place = starts[before--]!
      else if (place > 0 && isBlank(text[place - 1]!)) place--
      else break
    }
    if (place === 0 || text[--place] !== bytes[byte]) return undefined
    at[byte] = place
  }
  place = ends[gap]!
  let byte = index
  for (; byte < bytes.length; byte++) {
    while (place < text.length && (isBlank(text[place]!) || text[place] === 0x1b)) place = gapEnd(text, place)
    if (place >= text.length) break
    if (text[place] !== bytes[byte]) return undefined
    at[byte] = place++
  }
  if (!fits(text, at, byte, needle)) return undefined
  const whole = byte === bytes.length
  return {start: at[0]!, end: place, whole}
}

/** Whether what stands between the first `count` bytes of a needle is what may. */
function fits(text: Uint8Array, at: Int32Array, count: number, {bytes, blanks}: Bare): boolean {
  if (at[count - 1]! - at[0]! > 8 * bytes.length + 4 * longestGap) return false
  for (let index = 1; index < count; index++) {
    const from = at[index - 1]! + 1
    const to = at[index]!
    if (from === to) continue
    if (to - from > longestGap || (blanks[index] === 0 && isOnlyBlank(text, from, to))) return false
  }
  return true
}

/** Whether blanks separate what stands around them: without a line end, which wraps, they do. */
function isOnlyBlank(text: Uint8Array, from: number, to: number): boolean {
  let blank = false
  for (let at = from; at < to; ) {
    if (isLineEnd(text[at]!)) return false
    if (isBlank(text[at]!)) blank = true
    at = text[at] === 0x1b ? escapeEnd(text, at) : at + 1
  }
  return blank
}

/** So many bytes on each side of a gap are looked at. */
const reach = gramSize - 1

/** Whether three bytes on each side of a gap are neither blanks nor control bytes: as nearly everywhere. */
function isPlain(text: Uint8Array, start: number, end: number): boolean {
  return (
    start >= 3 &&
    end + 3 <= text.length &&
    text[start - 1]! > 0x20 &&
    text[start - 2]! > 0x20 &&
    text[start - 3]! > 0x20 &&
    text[end]! > 0x20 &&
    text[end + 1]! > 0x20 &&
    text[end + 2]! > 0x20
  )
}

/** The last bytes before a gap, blanks and other gaps left out. */
function gatherBefore(
  text: Uint8Array,
  starts: readonly number[],
  ends: readonly number[],
  gap: number,
  near: Uint8Array,
): number {
  let count = 0
  let place = starts[gap]!
  let before = gap - 1
  while (place > 0 && count < reach) {
    if (before >= 0 && place === ends[before]!) place = starts[before--]!
    else if (isBlank(text[place - 1]!)) place--
    else near[reach - ++count] = text[--place]!
  }
  return count
}

/** The bytes after a gap. */
function gatherAfter(text: Uint8Array, end: number, near: Uint8Array): number {
  let after = 0
  for (let at = end; at < text.length && after < reach; ) {
    const byte = text[at]!
    if (byte === 0x1b || isBlank(byte)) at = gapEnd(text, at)
    else {
      near[reach + after++] = byte
      at++
    }
  }
  return after
}

/** Where fewer bytes than a gram before `end`, blanks and escape sequences aside, begin a needle; else the text's length. */
function holdShort(grams: Grams, text: Uint8Array, end: number): number {
  const bytes = new Uint8Array(reach)
  let hold = text.length
  let at = end
  for (let size = 1; size <= reach && at > 0; size++) {
    bytes[reach - size] = text[--at]!
    if (grams.begins(bytes, reach - size, size)) hold = at
    at = gapStart(text, at)
  }
  return hold
}
