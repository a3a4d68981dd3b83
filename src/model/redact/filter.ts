import {Buffer} from 'node:buffer'
import {filterCode} from './filter-code.ts'
import {kindsOfBytes, nibblesOf} from './filter-nibbles.ts'
import type {JoinMarks} from './grams.ts'
import {addWords, type Landmarks, unpaired} from './landmarks.ts'
import {isNameWord, wordBytes} from './name-words.ts'
import type {ScanMarks} from './search.ts'
import {isSuspectPair, suspectTriples} from './suspects.ts'

/** Where the exact search must look, in order: all places at which it finds something, and few others. */
export interface Places extends Landmarks {
  /** Where a needle of each scan may begin; absent where that is not known. */
  begins?: number[][]
  /** No byte of the text is a control byte, tabs and line ends aside; false where that is not known. */
  plain?: boolean
}

/** What `wasm/filter.ts` exports, which says what it is. */
interface Machine {
  memory: {buffer: ArrayBuffer; grow(pages: number): void}
  part: Constant
  overlap: Constant
  nibbles: Constant
  text: Constant
  list: Constant
  marks: Constant
  markLandmarks(until: number): number
  listWords(until: number): void
  listBreaks(
    size: number,
    until: number,
    ...[inner, innerShift, edges, edgeShift]: [number, number, number, number]
  ): void
  listBegins(
    size: number,
    until: number,
    wide: boolean,
    stride: number,
    ...[inner, innerShift, begins, beginShift]: [number, number, number, number]
  ): void
}

interface Constant {
  value: number
}

/** What is used of it: Node's types know nothing of it. */
declare const WebAssembly:
  | {
      validate(code: Uint8Array): boolean
      Module: new (code: Uint8Array) => object
      Instance: new (module: object) => {exports: unknown}
    }
  | undefined

const page = 64 * 1024
const unmarked = new Uint8Array(1)
const noJoins: JoinMarks = {inner: unmarked, innerShift: 31, edges: unmarked, edgeShift: 31}

let started: Machine | 'none' | undefined

/** What is in its memory: whose marks, where they begin, and views of it. */
interface Loaded {
  marks: readonly Uint8Array[]
  at: readonly number[]
  bytes: Uint8Array
  list: Uint16Array
}

let loaded: Loaded | undefined

/**
 * Makes a look at a whole text that tells what the exact search need not see. It gives nothing where this machine cannot do it. Without
 * `joins`, no needle has line ends in it.
 */
export function createFilter(
  scans: readonly ScanMarks[],
  joins: JoinMarks = noJoins,
): (text: Uint8Array) => Places | undefined {
  const marks = [...scans.flatMap(({inner, begins}) => [inner, begins]), joins.inner, joins.edges]
  return text => {
    started ??= start()
    if (started === 'none') return undefined
    const {markLandmarks, listWords, listBreaks, listBegins} = started
    const [part, overlap, place] = [started.part.value, started.overlap.value, started.text.value]
    const {at, bytes, list} = load(started, marks)
    const joinsAt = 2 * scans.length
    const [breaks, beginnings]: [number[], number[]] = [[], []]
    const begins = scans.map((): number[] => [])
    let plain = true
    for (let from = 0; from < text.length; from += part) {
      const size = Math.min(part + overlap, text.length - from)
      const until = Math.min(part, size)
      bytes.set(text.subarray(from, from + size), place)
      bytes.fill(0x20, place + size, place + size + overlap)
      if (markLandmarks(until) === 1) plain = false
      listWords(until)
      take(list, from, beginnings)
      listBreaks(size, until, at[joinsAt]!, joins.innerShift, at[joinsAt + 1]!, joins.edgeShift)
      take(list, from, breaks)
      for (let scan = 0; scan < scans.length; scan++) {
        const {wide, stride, innerShift, beginShift} = scans[scan]!
        listBegins(size, until, wide, stride, at[2 * scan]!, innerShift, at[2 * scan + 1]!, beginShift)
        take(list, from, begins[scan]!)
      }
    }
    const pairs = beginnings.filter(place => isSuspectPair(text, place))
    return {breaks, pairs, words: wordsOf(text, beginnings), begins, plain}
  }
}

/** All of these that may begin a word, and those at the ends of the text that `landmarks.ts` takes. */
function wordsOf(text: Uint8Array, beginnings: readonly number[]): number[] {
  const words: number[] = []
  const last = Math.max(1, text.length - unpaired - 1)
  addWords(text, 0, 1, words)
  for (const place of beginnings) if (place > 0 && place < last && isNameWord(text, place)) words.push(place)
  addWords(text, last, text.length, words)
  return words
}

/** Adds the places of a list, which are those of a part of the text that begins at `from`. */
function take(list: Uint16Array, from: number, places: number[]) {
  const length = list[0]!
  for (let index = 1; index <= length; index++) places.push(from + list[index]!)
}

/** The memory with the marks in it. */
function load({memory, list, part, marks: first}: Machine, marks: readonly Uint8Array[]): Loaded {
  if (loaded?.marks === marks) return loaded
  const at: number[] = []
  let end = first.value
  for (const {length} of marks) {
    at.push(end)
    end += length
  }
  const missing = end - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / page))
  const bytes = new Uint8Array(memory.buffer)
  for (const [index, table] of marks.entries()) bytes.set(table, at[index])
  loaded = {marks, at, bytes, list: new Uint16Array(memory.buffer, list.value, part.value + 1)}
  return loaded
}

function start(code = Buffer.from(filterCode, 'base64')): Machine | 'none' {
  if (typeof WebAssembly === 'undefined' || !WebAssembly.validate(code)) return 'none'
  const machine = new WebAssembly.Instance(new WebAssembly.Module(code)).exports as Machine
  const triples = suspectTriples.map(bytes => [...bytes].map(byte => [byte]))
  const tables = [...nibblesOf([...wordBytes, ...triples]), ...kindsOfBytes(), ...new Array(16).fill(0x0f)]
  new Uint8Array(machine.memory.buffer).set(tables, machine.nibbles.value)
  return machine
}

/** An empty section of no meaning: of bytes that it has compiled before, V8 gives the same again. */
const nothingMore = Buffer.from([0, 1, 0])

/** Has what all filters share compiled again, by the settings that V8 has now. */
export function compileFilter(): void {
  started = start(Buffer.concat([Buffer.from(filterCode, 'base64'), nothingMore]))
  loaded = undefined
}
