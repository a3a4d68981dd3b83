import type {Buffer} from 'node:buffer'
import {bitsFor, createMarks, isMarked, mark} from './bits.ts'

/** Takes where a needle stands; ends are exclusive. */
export type Found = (start: number, end: number, needle: number) => void

/** Finds any of many byte strings in one pass, and what at the end of a text may become one. */
export interface Search {
  scans: readonly ScanMarks[]
  /** `begins` is where a needle of each of the scans may begin; without it, they are looked for everywhere. */
  find(text: Uint8Array, found: Found, begins?: readonly (readonly number[])[]): void
  /** Where the longest end of `text[0, end)` begins that is the beginning of a needle; `end` if there is none. */
  holdFrom(text: Buffer, end: number): number
}

/** What tells where some of the needles may begin: looked at is every so many bytes (`stride`) whether six of them, or four, stand inside of one. */
export interface ScanMarks {
  stride: number
  /** Six. */
  wide: boolean
  /** Marks of all that may be met, and how far to the right a hash is shifted to be a place of one. */
  inner: Uint8Array
  innerShift: number
  /** Marks of the first six bytes of each. */
  begins: Uint8Array
  beginShift: number
}

interface Scan extends ScanMarks {
  scan(text: Uint8Array, found: Found): void
  /** Calls `found` with each needle that stands at a place. */
  confirm(text: Uint8Array, start: number, found: Found): void
}

/** Shorter needles are searched by themselves, since the shortest one decides how far apart the text is looked at. Unit: bytes. */
const long = 12
const widest = 16
const narrow = 4
const shortest = 6
/** Marks are far apart: one that misleads costs as much as ten looks. */
const spare = 64
const headBits = 15

/** Makes a search for needles of at least six bytes. Its speed hardly depends on how many there are. */
export function createSearch(needles: readonly Buffer[]): Search {
  const numbered = needles.map((bytes, number) => ({bytes, number}))
  const classes = [
    numbered.filter(({bytes}) => bytes.length < long),
    numbered.filter(({bytes}) => bytes.length >= long),
  ]
  const scans = classes.filter(part => part.length > 0).map(createScan)
  return {
    scans,
    find(text, found, begins) {
      for (const [number, {scan, confirm}] of scans.entries()) {
        if (!begins) scan(text, found)
        else for (const start of begins[number]!) confirm(text, start, found)
      }
    },
    holdFrom: beginnings(needles),
  }
}

interface Numbered {
  bytes: Buffer
  number: number
}

/**
 * Looks at four bytes of the text at a time, or six where the needles are long enough (four digits stand in many), so far apart that the beginning of each needle would be met once, and asks
 * whether these stand in one: as Wu and Manber do, but no look waits for the one before. Where they do, a hash of six bytes
 * at each place where a needle may begin leads to it: so a text made against the search costs a bounded time a byte.
 */
function createScan(needles: readonly Numbered[]): Scan {
  const least = Math.min(widest, ...needles.map(({bytes}) => bytes.length))
  const wide = least >= long
  const stride = least - (wide ? shortest : narrow) + 1
  const innerShift = 32 - bitsFor(needles.length * stride, spare)
  const inner = createMarks(32 - innerShift)
  const beginShift = 32 - bitsFor(needles.length, spare)
  const begins = createMarks(32 - beginShift)
  const heads: (Numbered[] | undefined)[] = new Array(1 << headBits)
  for (const needle of needles) {
    for (let offset = 0; offset < stride; offset++)
      mark(inner, (wide ? headAt(needle.bytes, offset) : gramAt(needle.bytes, offset)) >>> innerShift)
    const hash = headAt(needle.bytes, 0)
    mark(begins, hash >>> beginShift)
    const head = hash >>> (32 - headBits)
    heads[head] = [...(heads[head] ?? []), needle]
  }
  const check = (text: Uint8Array, at: number, found: Found) => {
    const first = Math.max(0, at - stride + 1)
    const last = Math.min(at, text.length - shortest)
    for (let start = first; start <= last; start++) {
      const hash = headAt(text, start)
      if (isMarked(begins, hash >>> beginShift)) compare(text, start, hash, found)
    }
  }
  const compare = (text: Uint8Array, start: number, hash: number, found: Found) => {
    for (const {bytes, number} of heads[hash >>> (32 - headBits)] ?? []) {
      const end = start + bytes.length
      if (text[end - 1] === bytes[bytes.length - 1] && isAt(text, start, bytes)) found(start, end, number)
    }
  }
  const wideScan: Scan['scan'] = (text, found) => {
    const last = text.length - shortest
    for (let at = 0; at <= last; at += stride)
      if (isMarked(inner, headAt(text, at) >>> innerShift)) check(text, at, found)
  }
  const narrowScan: Scan['scan'] = (text, found) => {
    const last = text.length - narrow
    for (let at = 0; at <= last; at += stride)
      if (isMarked(inner, gramAt(text, at) >>> innerShift)) check(text, at, found)
  }
  return {
    ...{stride, wide, inner, innerShift, begins, beginShift},
    scan: wide ? wideScan : narrowScan,
    confirm: (text, start, found) => compare(text, start, headAt(text, start), found),
  }
}

const factor = 0x9e3779b1

function gramAt(bytes: Uint8Array, at: number): number {
  const gram = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
  return Math.imul(gram, factor)
}

/** A hash of six bytes. */
function headAt(bytes: Uint8Array, at: number): number {
  const rest = bytes[at + 4]! | (bytes[at + 5]! << 8)
  return Math.imul(gramAt(bytes, at) ^ Math.imul(rest, 0x85ebca6b), factor)
}

function isAt(text: Uint8Array, start: number, needle: Uint8Array): boolean {
  for (let at = 0; at < needle.length; at++) if (text[start + at] !== needle[at]) return false
  return true
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
