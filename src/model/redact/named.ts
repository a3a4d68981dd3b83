import {Buffer} from 'node:buffer'
import {type AssignedValue, assignedValue} from './assigned-value.ts'
import {assignmentAt} from './assignment.ts'
import {createLandmarks} from './landmarks.ts'
import {looksGenerated} from './secret-value.ts'
import {nextRow} from './table-row.ts'
import {type Ending, valueEnd} from './value-end.ts'

/** Masks what is assigned to the names of secrets in what a program prints, wherever it is cut. */
export interface NamedMasker {
  /**
   * Gives what is safe to let go: all but a value of which it is not known yet whether it is a secret. `words` is where in the
   * bytes a word of secret names may stand, in order; without it, they are looked for.
   */
  push(bytes: Uint8Array, final?: boolean, words?: readonly number[]): Buffer
  /** The same masker, at the same place of the stream. */
  copy(): NamedMasker
  /** Whether the other would give the same for whatever follows. */
  isLike(other: NamedMasker): boolean
  readonly state: NamedState
}

/** Where a masker is. */
interface NamedState {
  /** The last bytes that were let go. */
  context: Buffer
  held: Buffer
  /** The value that is being left out, and its last byte. */
  inside: {ending: Ending; last: number} | undefined
  /** How long before the end of the context a cell ended that the next row may go on with. */
  row: number | undefined
  /** What was learnt in this stream may stand over the end of what was held. */
  learnt: boolean
}

/** What becomes of values that were masked. */
export interface Learning {
  /** Takes a value that looks made by a machine; false if it is not kept. */
  learn(value: string): boolean
  /** Masks what was learnt in a text. */
  again(text: Buffer): Buffer
  /** Where the end of a text begins that may go on to be a learnt value; its length if there is none. */
  endOf(text: Buffer): number
}

/** What stands in the place of such a value. */
export const namedMark = Buffer.from('‹redacted: by its name›')

const landmarksOf = createLandmarks()
const nothing = Buffer.alloc(0)
/** A name, what stands before it on its line, and all that may stand between it and its value. Unit: bytes. */
const kept = 800

/** Makes a masker for one stream. */
export function createNamedMasker(learning: Learning, from?: NamedState): NamedMasker {
  const state: NamedState = from ?? {
    context: nothing,
    held: nothing,
    inside: undefined,
    row: undefined,
    learnt: false,
  }

  const push = (bytes: Uint8Array, final = false, words?: readonly number[], shift = 0): Buffer => {
    const fresh = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (state.inside) {
      const rest = leave(fresh, state.inside)
      if (rest === undefined) return nothing
      state.inside = undefined
      return push(rest, final, words, shift - (fresh.length - rest.length))
    }
    if (fresh.length > 4 * kept && state.held.length === 0 && !state.learnt) {
      // the last bytes of the first part are the context of the second: what is long is not copied
      const first = take(
        Buffer.concat([state.context, fresh.subarray(0, 2 * kept)]),
        state.context.length,
        false,
      )
      const isPlain =
        first.equals(fresh.subarray(0, 2 * kept)) &&
        state.held.length === 0 &&
        !state.inside &&
        state.row === undefined
      const second = isPlain
        ? take(fresh.subarray(kept), kept, final, words, shift - kept)
        : push(fresh.subarray(2 * kept), final, words, shift - 2 * kept)
      return isPlain && second.length === fresh.length - 2 * kept && second.buffer === fresh.buffer
        ? fresh
        : Buffer.concat([first, second])
    }
    if (fresh.length === 0 && !final) return nothing
    const before = state.context.length
    const text = before + state.held.length === 0 ? fresh : Buffer.concat([state.context, state.held, fresh])
    return take(text, before, final)
  }

  /** Gives what may go of a text from `base` on. */
  const take = (text: Buffer, base: number, final: boolean, words?: readonly number[], shift = 0): Buffer => {
    const {values, hold, row} = words
      ? look(text, base, state.row, final, words, shift)
      : look(text, base, state.row, final, landmarksOf(text).words, 0)
    const out = pieces(text, base, values, hold, final)
    const last = values.at(-1)
    state.inside = last?.ending && {ending: last.ending, last: text.at(-1)!}
    state.held = out.hold < text.length && !state.inside ? Buffer.from(text.subarray(out.hold)) : nothing
    const {bytes} = out
    state.context =
      bytes.length >= kept
        ? Buffer.from(bytes.subarray(-kept))
        : Buffer.concat([state.context, bytes]).subarray(-kept)
    const since = row === undefined ? undefined : out.hold - row
    state.row = since !== undefined && since <= kept ? since : undefined
    return bytes
  }

  /** The text between the values, with a mark for each. */
  function pieces(
    text: Buffer,
    base: number,
    values: readonly AssignedValue[],
    hold: number,
    final: boolean,
  ) {
    const parts: Buffer[] = []
    let at = base
    let again = state.learnt
    const pass = (end: number) => {
      const piece = text.subarray(at, end)
      parts.push(again ? learning.again(piece) : piece)
      at = end
    }
    // all of them first: each makes the search anew
    for (const {value} of values)
      if (value !== undefined && looksGenerated(value) && learning.learn(value)) again = true
    for (const {start, end} of values) {
      pass(start)
      parts.push(namedMark)
      at = end
    }
    const free = Math.max(at, hold)
    const until = again && !final ? at + learning.endOf(text.subarray(at, free)) : free
    state.learnt = until < free
    pass(until)
    return {bytes: parts.length === 1 ? parts[0]! : Buffer.concat(parts), hold: until}
  }

  return {
    push,
    copy: () => createNamedMasker(learning, {...state}),
    isLike: ({state: other}) =>
      state.inside === undefined &&
      other.inside === undefined &&
      state.row === other.row &&
      state.learnt === other.learnt &&
      state.held.equals(other.held) &&
      state.context.equals(other.context),
    state,
  }
}

/** What follows the value that is left out; undefined if it goes on. */
function leave(bytes: Buffer, inside: NonNullable<NamedState['inside']>): Buffer | undefined {
  const escaped = inside.ending.by === 'quote' && inside.ending.quote.length === 1 && inside.last === 0x5c
  const end = valueEnd(bytes, escaped ? 1 : 0, inside.ending)
  if (end !== undefined) return bytes.subarray(end)
  if (bytes.length > 0) inside.last = bytes.at(-1)!
  return undefined
}

/**
 * The values to mask behind `base`, where what must wait begins, and where a table's cell ended that may go on. The names are
 * at `words`, so much further in the text as `shift` says.
 */
function look(
  text: Buffer,
  base: number,
  cellBefore: number | undefined,
  final: boolean,
  words: readonly number[],
  shift: number,
) {
  const values: AssignedValue[] = []
  let hold = text.length
  let row = cellBefore === undefined ? undefined : base - cellBefore
  const take = (one: AssignedValue | 'more' | undefined, start: number) => {
    if (one === undefined) return
    if (one === 'more') {
      hold = start
      return
    }
    values.push(one)
    row = one.cell && one.ending === undefined ? one.end : undefined
  }
  const goOn = () => {
    while (row !== undefined && hold === text.length) {
      const next = nextRow(text, row, final)
      if (next === 'more') return
      if (next?.value !== 'more') row = undefined
      if (next !== undefined && next.start >= base) take(next.value, next.start)
    }
  }
  let seen = 0
  goOn()
  for (const word of words) {
    const at = word + shift
    if (hold < text.length || at >= text.length) break
    if (at < seen) continue
    const one = assignmentAt(text, at)
    if (!one || one.start < (values.at(-1)?.end ?? base)) continue
    seen = one.start
    take(assignedValue(text, one, final), one.start)
    goOn()
  }
  return {values, hold, row}
}
