import {Buffer} from 'node:buffer'
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

/** Bytes are looked at in pairs, so far apart: of any beginning, one pair of four rare bytes is met. */
const stride = 3
const met: ({beginning: Beginning; at: number}[] | undefined)[] = new Array(1 << 16)
const flags = new Uint8Array(1 << 16)
for (const beginning of beginnings) {
  const rare = rareFrom(beginning.bytes.toString())
  for (let at = rare; at < rare + stride; at++) {
    for (const first of byteAt(beginning.bytes, at)) {
      for (const second of byteAt(beginning.bytes, at + 1)) {
        const pair = (first << 8) | second
        flags[pair] = 1
        met[pair] = [...(met[pair] ?? []), {beginning, at}]
      }
    }
  }
}

/** Where four bytes begin that are rare in other texts; before `://` stands any. */
function rareFrom(text: string): number {
  if (text === '://') return -1
  return Math.max(text.indexOf('BEGI'), text.indexOf('_pat') - 1, text.indexOf('k_li'), 0)
}

function byteAt(bytes: Buffer, at: number): Iterable<number> {
  return at >= 0 && at < bytes.length ? [bytes[at]!] : Array.from({length: 256}, (_, byte) => byte)
}

/**
 * Calls `found` with what has the shape of a secret. Gives where the end of the text begins that may go on to have one; its
 * length if there is none, or if `final` says that nothing follows.
 */
export function findSuspects(text: Buffer, behind: Uint8Array, final: boolean, found: FoundSuspect): number {
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
    for (const {beginning, at} of met[(text[place]! << 8) | text[place + 1]!]!) {
      const start = place - at
      if (text[start] === beginning.bytes[0] && text[start + 2] === beginning.bytes[2]) look(beginning, start)
    }
  }
  for (const beginning of beginnings) look(beginning, 0)
  const last = text.length - 1
  for (let at = 0; at < last; at += stride) {
    if (flags[(text[at]! << 8) | text[at + 1]!] === 1) meet(at)
  }
  // the last bytes may make no pair, or one that is not looked at
  for (let at = Math.max(0, text.length - longest); at < text.length; at++) {
    for (const beginning of beginnings) look(beginning, at)
  }
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
