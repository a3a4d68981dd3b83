import {Buffer} from 'node:buffer'
import {createFilter, type Places} from './filter.ts'
import {createInterruptedSearch} from './interrupted.ts'
import {createLandmarks} from './landmarks.ts'
import {createSearch} from './search.ts'
import {spellingsOf} from './spellings.ts'
import {findSuspects, suspectPairs} from './suspects.ts'

/** A part of a text to be masked, and what is put in its place. */
export interface Match {
  start: number
  end: number
  mark: Buffer
}

/** What is to be masked in a text, in order and without overlaps, and from where on the text may go on to be. */
export interface Matches {
  found: Match[]
  hold: number
  /** Where in the text a word of secret names may stand, in order. */
  words: readonly number[]
  /** No byte of it is a control byte, tabs and line ends aside; false where that is not known. */
  plain: boolean
}

/** Looks at a text; `behind` is what came before it, `final` says that nothing follows. */
export type FindMatches = (text: Buffer, behind: Uint8Array, final: boolean) => Matches

/** What stands in the place of a secret. */
export const knownMark = Buffer.from('‹redacted›')
const none: Match[] = []
const landmarksOf = createLandmarks(suspectPairs)
/** A filter begins to be worth it here. Unit: bytes. */
const long = 2048

/** Makes a search for values in all their spellings, and for what looks like a secret. */
export function createMatches(values: readonly string[], filterFrom = long): FindMatches {
  const needles = new Map<string, Buffer>()
  for (const value of values) {
    for (const bytes of spellingsOf(value)) needles.set(bytes.toString('latin1'), bytes)
  }
  if (needles.size === 0) return suspectsOnly(filterFrom)
  const all = [...needles.values()]
  const search = createSearch(all)
  const interrupted = createInterruptedSearch(all, search.holdFrom)
  const filter = createFilter(search.scans, interrupted.marks)
  const placesIn = (text: Buffer): Places =>
    (text.length >= filterFrom ? filter(text) : undefined) ?? landmarksOf(text)
  return (text, behind, final) => {
    const found: Match[] = []
    const known = (start: number, end: number) => found.push({start, end, mark: knownMark})
    const {breaks, pairs, words, begins, plain = false} = placesIn(text)
    search.find(text, known, begins)
    const held = interrupted.find(text, breaks, known)
    let hold = findSuspects(text, pairs, behind, final, (start, end, name) =>
      found.push({start, end, mark: markOf(name)}),
    )
    if (!final) hold = Math.min(hold, held, search.holdFrom(text, text.length))
    return {found: found.length === 0 ? none : merged(found), hold, words, plain}
  }
}

/** Finds values in all their spellings, and nothing that only looks like a secret. */
export function findValues(values: readonly string[]): (text: Buffer) => Match[] {
  const needles = new Map(
    values.flatMap(spellingsOf).map(bytes => [bytes.toString('latin1'), bytes] as const),
  )
  const all = [...needles.values()]
  const search = createSearch(all)
  const interrupted = createInterruptedSearch(all, search.holdFrom)
  return text => {
    const found: Match[] = []
    const known = (start: number, end: number) => found.push({start, end, mark: knownMark})
    search.find(text, known)
    interrupted.find(text, landmarksOf(text).breaks, known)
    return merged(found)
  }
}

function suspectsOnly(filterFrom: number): FindMatches {
  const filter = createFilter([])
  const placesIn = (text: Buffer): Places =>
    (text.length >= filterFrom ? filter(text) : undefined) ?? landmarksOf(text)
  return (text, behind, final) => {
    const found: Match[] = []
    const {pairs, words, plain = false} = placesIn(text)
    const hold = findSuspects(text, pairs, behind, final, (start, end, name) =>
      found.push({start, end, mark: markOf(name)}),
    )
    return {found: merged(found), hold, words, plain}
  }
}

function markOf(name: string): Buffer {
  return Buffer.from(`‹redacted: looks like ${name}›`)
}

/** Overlapping ones become one, with the mark of the first: so the result does not depend on where a stream was cut. */
function merged(found: Match[]): Match[] {
  found.sort((a, b) => a.start - b.start || Number(b.mark === knownMark) - Number(a.mark === knownMark))
  const result: Match[] = []
  for (const match of found) {
    const last = result.at(-1)
    if (last && match.start < last.end) last.end = Math.max(last.end, match.end)
    else result.push({...match})
  }
  return result
}
