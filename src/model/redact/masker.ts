import {Buffer} from 'node:buffer'
import {escapeEnd, isBlank} from './gaps.ts'
import type {FindMatches, Match} from './matches.ts'
import {lookBehind} from './suspects.ts'

/** Masked bytes: for the record, and for a screen that may have been shown a few of them early. */
export interface Masked {
  log: Buffer
  screen: Buffer
  /** Where in the log a word of secret names may stand, in order; absent where that is not known. */
  words?: readonly number[]
  /** None of the bytes is a control byte, tabs and line ends aside; absent where that is not known. */
  plain?: boolean
}

/** Masks secrets in a stream of bytes, wherever it is cut. */
export interface Masker {
  /** Gives what is safe to let go. */
  push(chunk: Uint8Array): Masked
  /** Gives the rest; nothing may follow. */
  flush(): Masked
  /** What `push` would give for the log; the stream goes on as if it had not been asked. */
  ifPushed(chunk: Uint8Array): Buffer
  /** Whether bytes are held back that `early` would give. */
  waiting(): boolean
  /** What is held back, for the screen alone, where that is under four bytes of a secret: a prompt waits for nothing. */
  early(): Buffer
}

const fewBytes = 4
const nothing = Buffer.alloc(0)

/** Makes a masker; `matches` is asked for anew with each chunk, since secrets may be learnt meanwhile. */
export function createMasker(matches: () => FindMatches): Masker {
  let held: Buffer = nothing
  /** So many of the held bytes are masked already. */
  let covered = 0
  /** So many of the held bytes were shown. */
  let shown = 0
  let behind: Buffer = nothing

  const take = (chunk: Uint8Array, final: boolean): Masked => {
    const fresh = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const text = held.length === 0 ? fresh : Buffer.concat([held, fresh])
    if (text.length === 0) return {log: nothing, screen: nothing}
    const {found, hold, words, plain} = matches()(text, behind, final)
    const asItIs = found.length === 0 && covered === 0
    const {bytes, end} = masked(text, found, covered, hold)
    const clear = Math.min(shown, hold, found[0]?.start ?? hold)
    covered = Math.max(0, end - hold)
    shown = Math.max(0, shown - hold)
    held = hold === text.length ? nothing : Buffer.from(text.subarray(hold))
    const passed = text.subarray(Math.max(0, hold - lookBehind), hold)
    behind = Buffer.concat([behind, passed]).subarray(-lookBehind)
    const screen = clear === 0 ? bytes : bytes.subarray(clear)
    return asItIs ? {log: bytes, screen, words, plain} : {log: bytes, screen, plain}
  }
  const waiting = () => held.length > shown && covered === 0 && isShort(held)
  return {
    push: chunk => take(chunk, false),
    flush: () => take(nothing, true),
    ifPushed(chunk) {
      const kept = {held, covered, shown, behind}
      const {log} = take(chunk, false)
      ;({held, covered, shown, behind} = kept)
      return log
    },
    waiting,
    early() {
      if (!waiting()) return nothing
      const bytes = held.subarray(shown)
      shown = held.length
      return bytes
    },
  }
}

/** The text up to `hold` with its matches masked; `end` is where the last one ends, or `hold`. */
function masked(
  text: Buffer,
  found: readonly Match[],
  covered: number,
  hold: number,
): {bytes: Buffer; end: number} {
  const parts: Buffer[] = []
  let from = covered
  for (const {start, end, mark} of found) {
    if (start >= hold) break
    if (start >= from) {
      parts.push(text.subarray(from, start), mark)
      from = end
    } else from = Math.max(from, end)
  }
  if (from < hold) parts.push(text.subarray(from, hold))
  return {bytes: parts.length === 1 ? parts[0]! : Buffer.concat(parts), end: Math.max(from, hold)}
}

/** Whether under four bytes of it may belong to a secret: blanks and escape sequences aside. */
function isShort(held: Buffer): boolean {
  let count = 0
  for (let at = 0; at < held.length; ) {
    if (isBlank(held[at]!)) at++
    else if (held[at] === 0x1b) at = escapeEnd(held, at)
    else {
      at++
      if (++count >= fewBytes) return false
    }
  }
  return true
}
