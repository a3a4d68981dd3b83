import type {Buffer} from 'node:buffer'
import {bitsFor, createMarks, isMarked, mark} from './bits.ts'
import {createGroups, type Groups, groupedLength} from './groups.ts'
import {createHeads, type Found, gramAt, headAt, headSize, type Numbered} from './heads.ts'

/** Finds any of many byte strings. */
export interface Search {
  /** `groups` is where a group of `grouped` may stand. */
  find(text: Uint8Array, groups: readonly number[], found: Found): void
  /** Of long needles, which are found by groups that others look for. */
  grouped: Groups | undefined
  /** Where the longest end of `text[0, end)` begins that is the beginning of a needle; `end` if there is none. */
  holdFrom(text: Buffer, end: number): number
}

/** Shorter needles are searched by themselves, since the shortest one decides how far apart the text is looked at. Unit: bytes. */
const long = 12
const narrow = 4
/** Marks are far apart: one that misleads costs as much as ten looks. */
const spare = 64

/** Makes a search for needles of at least six bytes. Its speed hardly depends on how many there are. */
export function createSearch(needles: readonly Buffer[]): Search {
  const numbered = needles.map((bytes, number) => ({bytes, number}))
  const between = (least: number, end: number) =>
    numbered.filter(({bytes}) => bytes.length >= least && bytes.length < end)
  const scans = [between(0, long), between(long, groupedLength)]
    .filter(({length}) => length > 0)
    .map(createScan)
  const rest = between(groupedLength, Number.POSITIVE_INFINITY)
  const grouped = rest.length > 0 ? createGroups(rest) : undefined
  return {
    find(text, groups, found) {
      for (const scan of scans) scan(text, found)
      grouped?.find(text, groups, found)
    },
    grouped,
    holdFrom: beginnings(needles),
  }
}

/**
 * Looks at four bytes of the text at a time, or six where the needles are long enough (four digits stand in many), so far apart that the beginning of each needle would be met once, and asks
 * whether these stand in one: as Wu and Manber do, but no look waits for the one before.
 */
function createScan(needles: readonly Numbered[]): (text: Uint8Array, found: Found) => void {
  const least = Math.min(...needles.map(({bytes}) => bytes.length))
  const wide = least >= long
  const stride = least - (wide ? headSize : narrow) + 1
  const shift = 32 - bitsFor(needles.length * stride, spare)
  const filter = createMarks(32 - shift)
  const check = createHeads(needles)
  for (const {bytes} of needles) {
    for (let offset = 0; offset < stride; offset++)
      mark(filter, (wide ? headAt(bytes, offset) : gramAt(bytes, offset)) >>> shift)
  }
  if (wide) {
    return (text, found) => {
      const last = text.length - headSize
      for (let at = 0; at <= last; at += stride)
        if (isMarked(filter, headAt(text, at) >>> shift)) check(text, at - stride + 1, at, found)
    }
  }
  return (text, found) => {
    const last = text.length - narrow
    for (let at = 0; at <= last; at += stride)
      if (isMarked(filter, gramAt(text, at) >>> shift)) check(text, at - stride + 1, at, found)
  }
}

/** Finds the longest end of a text that is a proper beginning of a needle. */
function beginnings(needles: readonly Buffer[]): Search['holdFrom'] {
  const longest = Math.max(0, ...needles.map(({length}) => length))
  const short = new Set<number>()
  const groups = new Map<number, Buffer[]>()
  const filter = new Uint8Array(1 << 16)
  for (const needle of needles) {
    for (let length = 1; length <= 3; length++) short.add(headOf(needle, 0, length))
    const head = headOf(needle, 0, 4)
    filter[(head ^ (head >>> 16)) & 0xffff] = 1
    const group = groups.get(head)
    if (group) group.push(needle)
    else groups.set(head, [needle])
  }
  return (text, end) => {
    for (let start = Math.max(0, end - longest + 1); start + 4 <= end; start++) {
      const head =
        text[start]! | (text[start + 1]! << 8) | (text[start + 2]! << 16) | (text[start + 3]! << 24)
      if (filter[(head ^ (head >>> 16)) & 0xffff] === 0) continue
      const length = end - start
      for (const needle of groups.get(head) ?? []) {
        if (length < needle.length && text.compare(needle, 0, length, start, end) === 0) return start
      }
    }
    for (let start = Math.max(0, end - 3); start < end; start++) {
      if (short.has(headOf(text, start, end - start))) return start
    }
    return end
  }
}

/** The first bytes as a number, which tells its length too. */
function headOf(bytes: Uint8Array, start: number, length: number): number {
  let head = length < 4 ? length << 24 : 0
  for (let at = 0; at < length; at++) head |= bytes[start + at]! << (8 * at)
  return head
}
