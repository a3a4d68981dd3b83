/**
 * In: a text that is whole, and what leaked into it. Out: the same without it. Unlike the masker it knows all of the text,
 * and only the one thing that it is told to look for.
 */
import {Buffer} from 'node:buffer'
import {findValues, knownMark} from './redact/matches.ts'

/** Where something stands in a text. Unit: bytes. */
export interface Leak {
  start: number
  end: number
}

export type FindLeaks = (text: Buffer) => Leak[]

/** Finds a value in all the spellings in which it commonly appears. */
export function leaksOfValue(value: string): FindLeaks {
  const find = findValues([value])
  return text => outside(text, find(text))
}

/** Finds what a pattern (with the flag `g`) matches; in bytes that are no UTF-8, each is a character. */
export function leaksOfPattern(pattern: RegExp): FindLeaks {
  return bytes => {
    const utf8 = bytes.toString()
    const isText = Buffer.from(utf8).equals(bytes)
    const text = isText ? utf8 : bytes.toString('latin1')
    const width = (part: string) => (isText ? Buffer.byteLength(part) : part.length)
    const found: Leak[] = []
    let at = 0
    let start = 0
    for (const {0: match, index} of text.matchAll(pattern)) {
      if (match === '') continue
      start += width(text.slice(at, index))
      at = index
      found.push({start, end: start + width(match)})
    }
    return outside(bytes, found)
  }
}

/** Takes leaks out of pieces of one text, also where they reach over several; a mark stands where each began. */
export function erase(pieces: readonly Buffer[], leaks: readonly Leak[]): Buffer[] {
  let from = 0
  let next = 0
  return pieces.map(piece => {
    const to = from + piece.length
    const parts: Buffer[] = []
    let at = from
    for (; next < leaks.length && leaks[next]!.start < to; next++) {
      const {start, end} = leaks[next]!
      if (start >= from) parts.push(piece.subarray(at - from, start - from), knownMark)
      at = Math.min(end, to)
      if (end > to) break
    }
    parts.push(piece.subarray(at - from))
    from = to
    return Buffer.concat(parts)
  })
}

/** What was taken out before is not found again. */
function outside(text: Buffer, leaks: Leak[]): Leak[] {
  const marks: Leak[] = []
  for (let at = text.indexOf(knownMark); at !== -1; at = text.indexOf(knownMark, at + 1))
    marks.push({start: at, end: at + knownMark.length})
  let next = 0
  return leaks.filter(({start, end}) => {
    while (next < marks.length && marks[next]!.end <= start) next++
    const mark = marks[next]
    return mark === undefined || start < mark.start || end > mark.end
  })
}
