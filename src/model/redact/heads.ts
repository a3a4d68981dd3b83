import type {Buffer} from 'node:buffer'
import {bitsFor, createMarks, isMarked, mark} from './bits.ts'

/** Takes where a needle stands; ends are exclusive. */
export type Found = (start: number, end: number, needle: number) => void

export interface Numbered {
  bytes: Buffer
  number: number
}

/** Looks for needles that begin at one of the places from `first` to `last`. */
export type CheckHeads = (text: Uint8Array, first: number, last: number, found: Found) => void

/** So many bytes of a needle lead to it. */
export const headSize = 6
/** Marks are far apart: one that misleads costs as much as ten looks. */
const spare = 64
const headBits = 15

/** A hash of six bytes at each place where a needle may begin leads to it: a text made against the search costs a bounded time a byte. */
export function createHeads(needles: readonly Numbered[]): CheckHeads {
  const shift = 32 - bitsFor(needles.length, spare)
  const begins = createMarks(32 - shift)
  const heads: (Numbered[] | undefined)[] = new Array(1 << headBits)
  for (const needle of needles) {
    const hash = headAt(needle.bytes, 0)
    mark(begins, hash >>> shift)
    const head = hash >>> (32 - headBits)
    heads[head] = [...(heads[head] ?? []), needle]
  }
  return (text, first, last, found) => {
    const end = Math.min(last, text.length - headSize)
    for (let start = Math.max(0, first); start <= end; start++) {
      const hash = headAt(text, start)
      if (!isMarked(begins, hash >>> shift)) continue
      for (const {bytes, number} of heads[hash >>> (32 - headBits)] ?? []) {
        const end = start + bytes.length
        if (text[end - 1] === bytes[bytes.length - 1] && isAt(text, start, bytes)) found(start, end, number)
      }
    }
  }
}

const factor = 0x9e3779b1

/** A hash of four bytes. */
export function gramAt(bytes: Uint8Array, at: number): number {
  const gram = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
  return Math.imul(gram, factor)
}

/** A hash of six bytes. */
export function headAt(bytes: Uint8Array, at: number): number {
  const rest = bytes[at + 4]! | (bytes[at + 5]! << 8)
  return Math.imul(gramAt(bytes, at) ^ Math.imul(rest, 0x85ebca6b), factor)
}

function isAt(text: Uint8Array, start: number, needle: Uint8Array): boolean {
  for (let at = 0; at < needle.length; at++) if (text[start + at] !== needle[at]) return false
  return true
}
