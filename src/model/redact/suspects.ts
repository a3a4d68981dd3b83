import {Buffer} from 'node:buffer'
import {unpaired} from './landmarks.ts'
import {type Shape, shapes} from './suspect-shapes.ts'

/** Takes what looks like a secret. */
export type FoundSuspect = (start: number, end: number, name: string) => void

/** How many bytes before a text are looked at. */
export const lookBehind = 32

interface Beginning {
  bytes: Buffer
  shape: Shape
}

const beginnings: Beginning[] = shapes.flatMap(shape =>
  shape.begin.map(text => ({bytes: Buffer.from(text), shape})),
)

/** The beginnings that begin with each byte. */
const byFirst = Array.from({length: 256}, (_, byte) => beginnings.filter(({bytes}) => bytes[0] === byte))

/** Three bytes of which one stand in each beginning: the first two are one of `suspectPairs`. */
export const suspectTriples: readonly Uint8Array[] = beginnings.map(({bytes}) => {
  const rare = rareFrom(bytes.toString())
  return bytes.subarray(rare, rare + 3)
})

const meetings = beginnings.flatMap(beginning => {
  const {bytes} = beginning
  const rare = rareFrom(bytes.toString())
  return [rare, rare + 1].map(at => ({beginning, at, pair: [bytes[at]!, bytes[at + 1]!] as const}))
})

/** For each pair of bytes, where in `met` the beginnings are that have it: many places are looked at in vain. */
const metAt = new Uint8Array(1 << 16)
const met: (typeof meetings)[] = [[]]
for (const meeting of meetings) {
  const pair = numberOf(...meeting.pair)
  metAt[pair] ||= met.push([]) - 1
  met[metAt[pair]]!.push(meeting)
}

/** Whether one of `suspectPairs` stands here. */
export function isSuspectPair(text: Uint8Array, at: number): boolean {
  return metAt[numberOf(text[at]!, text[at + 1]!)] !== 0
}

function numberOf(one: number, other: number): number {
  return (one << 8) | other
}

/** Where three bytes begin that are rare in other texts. */
function rareFrom(text: string): number {
  return Math.max(text.indexOf('BEG'), text.indexOf('b_p'), text.indexOf('k_l'), text.indexOf('Iza'), 0)
}

/** Pairs of bytes of which one stands in each beginning, wherever it stands. */
export const suspectPairs: readonly (readonly [number, number])[] = meetings.map(({pair}) => pair)

/**
 * Calls `found` with what has the shape of a secret. Gives where the end of the text begins that may go on to have one; its
 * length if there is none, or if `final` says that nothing follows. `pairs` is where in the text there may be one of `suspectPairs`.
 */
export function findSuspects(
  text: Buffer,
  pairs: readonly number[],
  behind: Uint8Array,
  final: boolean,
  found: FoundSuspect,
): number {
  let hold = text.length
  let done = 0
  const look = (beginning: Beginning, at: number) => {
    const {bytes, shape} = beginning
    if (at < done || at < 0 || text[at] !== bytes[0] || at + bytes.length > text.length) return
    if (text.compare(bytes, 0, bytes.length, at, at + bytes.length) !== 0) return
    const verdict = shape.look(text, at, behind, final)
    if (verdict === undefined) return
    if (verdict === 'more') {
      hold = Math.min(hold, at)
      return
    }
    found(verdict.start, verdict.end, shape.name)
    done = verdict.end
  }
  const meet = (place: number) => {
    for (const {beginning, at} of met[metAt[numberOf(text[place]!, text[place + 1]!)]!]!) {
      const start = place - at
      if (text[start] === beginning.bytes[0] && text[start + 2] === beginning.bytes[2]) look(beginning, start)
    }
  }
  const lookAt = (at: number) => {
    for (const beginning of byFirst[text[at]!] ?? []) look(beginning, at)
  }
  // what begins here may have its pair where none is looked for
  for (let at = 0; at < unpaired; at++) lookAt(at)
  for (const place of pairs) meet(place)
  for (let at = Math.max(unpaired, text.length - longest - unpaired); at < text.length; at++) lookAt(at)
  if (!final) hold = Math.min(hold, holdBeginning(text))
  return hold
}

const longest = Math.max(...beginnings.map(({bytes}) => bytes.length))
const lastBytes = new Uint8Array(256)
for (const {bytes} of beginnings) for (const byte of bytes) lastBytes[byte] = 1

function holdBeginning(text: Buffer): number {
  const {length} = text
  if (length === 0 || lastBytes[text[length - 1]!] === 0) return length
  for (let start = Math.max(0, length - longest); start < length; start++) {
    const size = length - start
    for (const {bytes} of beginnings) {
      if (
        text[start] === bytes[0] &&
        size <= bytes.length &&
        text.compare(bytes, 0, size, start, length) === 0
      )
        return start
    }
  }
  return length
}
