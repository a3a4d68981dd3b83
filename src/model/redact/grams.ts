import {bitsFor, createMarks, isMarked, mark} from './bits.ts'

/** Tells where in the needles the bytes around a gap stand. */
export interface Grams {
  marks: JoinMarks
  /** Whether three bytes on each side of a gap may stand side by side in a needle: a first look, which costs little. */
  mayJoin(text: Uint8Array, start: number, end: number): boolean
  /**
   * Calls `found` for each needle in which the last bytes before a gap and the first after it stand side by side, with the
   * index of the needle's first byte after the gap. They meet in `near` at `middle`; so many before and after it are known.
   */
  over(
    near: Uint8Array,
    middle: number,
    before: number,
    after: number,
    found: (needle: number, index: number) => void,
  ): void
  /** Whether a needle begins with so many bytes, fewer than a gram has. */
  begins(bytes: Uint8Array, start: number, size: number): boolean
}

/** Marks of what may stand on both sides of a gap: three bytes and three, and four at the ends of needles; how far to the right a hash is shifted to be a place of one. */
export interface JoinMarks {
  inner: Uint8Array
  innerShift: number
  edges: Uint8Array
  edgeShift: number
}

/** Bytes that are looked up at once: as many as the shortest needle has. */
export const gramSize = 6
const edgeSize = 4
/** What misleads costs as much as a hundred looks: so both of two marks must be there, and they are far apart. */
const spare = 16
const headBits = 16

/** Indexes all stretches of six bytes of the needles. */
export function createGrams(needles: readonly Uint8Array[]): Grams {
  const heads = new Int32Array(1 << headBits).fill(-1)
  const size = needles.reduce((sum, {length}) => sum + length, 0)
  const places = {
    hash: new Int32Array(size),
    needle: new Int32Array(size),
    index: new Int32Array(size),
    next: new Int32Array(size),
  }
  let count = 0
  const beginnings = new Set<number>()
  const innerShift = 32 - bitsFor(gramsIn(needles), spare)
  const inner = createMarks(32 - innerShift)
  const edgeShift = 32 - bitsFor(4 * needles.length, spare)
  const edges = createMarks(32 - edgeShift)
  for (const [needle, bytes] of needles.entries()) {
    markTwice(edges, fourHash(bytes, 0), edgeShift)
    markTwice(edges, fourHash(bytes, bytes.length - edgeSize), edgeShift)
    for (let index = 0; index + gramSize <= bytes.length; index++) {
      markTwice(inner, sixHash(bytes, index, index + 3), innerShift)
      const hash = hashOf(bytes, index, gramSize)
      const head = hash >>> (32 - headBits)
      places.hash[count] = hash
      places.needle[count] = needle
      places.index[count] = index
      places.next[count] = heads[head]!
      heads[head] = count++
    }
    for (let size = 1; size < gramSize; size++) beginnings.add(headOf(bytes, 0, size))
  }
  return {
    marks: {inner, innerShift, edges, edgeShift},
    mayJoin(text, start, end) {
      // three bytes of a needle on each side; else one or two on one side, and the rest on the other
      if (isMarkedTwice(inner, sixHash(text, start - 3, end), innerShift)) return true
      const [a, b, c] = [text[start - 3]!, text[start - 2]!, text[start - 1]!]
      const [x, y, z] = [text[end]!, text[end + 1]!, text[end + 2]!]
      return (
        isMarkedTwice(edges, fourOf(b, c, x, y), edgeShift) ||
        isMarkedTwice(edges, fourOf(c, x, y, z), edgeShift) ||
        isMarkedTwice(edges, fourOf(a, b, c, x), edgeShift)
      )
    },
    over(near, middle, before, after, found) {
      for (let left = Math.min(before, gramSize - 1); left >= 1 && gramSize - left <= after; left--) {
        const start = middle - left
        const hash = hashOf(near, start, gramSize)
        for (let at = heads[hash >>> (32 - headBits)]!; at !== -1; at = places.next[at]!) {
          if (places.hash[at] !== hash) continue
          const [needle, index] = [places.needle[at]!, places.index[at]!]
          if (isSame(needles[needle]!, index, near, start)) found(needle, index + left)
        }
      }
    },
    begins: (bytes, start, size) => beginnings.has(headOf(bytes, start, size)),
  }
}

/** How many different stretches of six bytes there are, about: spellings share them. */
function gramsIn(needles: readonly Uint8Array[]): number {
  const hashes = new Set<number>()
  for (const bytes of needles)
    for (let at = 0; at + gramSize <= bytes.length; at++) hashes.add(sixHash(bytes, at, at + 3))
  return hashes.size
}

function isSame(one: Uint8Array, from: number, other: Uint8Array, start: number): boolean {
  for (let at = 0; at < gramSize; at++) if (one[from + at] !== other[start + at]) return false
  return true
}

const factor = 0x9e3779b1

function fourOf(one: number, two: number, three: number, four: number): number {
  return Math.imul(one | (two << 8) | (three << 16) | (four << 24), factor)
}

function fourHash(bytes: Uint8Array, at: number): number {
  return fourOf(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!)
}

/** A hash of three bytes and of three others. */
function sixHash(bytes: Uint8Array, first: number, second: number): number {
  const three = bytes[first]! | (bytes[first + 1]! << 8) | (bytes[first + 2]! << 16)
  const others = bytes[second]! | (bytes[second + 1]! << 8) | (bytes[second + 2]! << 16)
  return Math.imul(Math.imul(three, factor) ^ (others + (three >>> 13)), 0x85ebca6b)
}

function markTwice(marks: Uint8Array, hash: number, shift: number) {
  mark(marks, hash >>> shift)
  mark(marks, otherHash(hash) >>> shift)
}

function isMarkedTwice(marks: Uint8Array, hash: number, shift: number): boolean {
  return isMarked(marks, hash >>> shift) && isMarked(marks, otherHash(hash) >>> shift)
}

function otherHash(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35)
}

function hashOf(bytes: Uint8Array, start: number, size: number): number {
  let hash = 0
  for (let at = start; at < start + size; at++) hash = Math.imul(hash ^ bytes[at]!, factor) ^ (hash >>> 15)
  return Math.imul(hash, 0x85ebca6b)
}

/** Up to five bytes as one number, which tells how many they are. */
function headOf(bytes: Uint8Array, start: number, size: number): number {
  let head = size
  for (let at = start; at < start + size; at++) head = head * 256 + bytes[at]!
  return head
}
