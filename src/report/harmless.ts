import {Buffer, isAscii, isUtf8} from 'node:buffer'
import {escapeEnd} from '../model/redact/gaps.ts'

/** Passes output on to a screen; `flush` gives what was held back for its end. */
export interface ScreenFilter {
  /** `plain` says that none of the bytes is a control byte, tabs and line ends aside. */
  push(bytes: Uint8Array, plain?: boolean): Buffer
  flush(): Buffer
}

const nothing = Buffer.alloc(0)
const replacement = Buffer.from('\ufffd')
const letter = Buffer.from('m')
const longestHeld = 1100

/**
 * Makes what a program writes through a pipe harmless on a terminal. Text, tabs, line ends, backspaces, colours and the
 * erasing of a line pass. What could set the title or the clipboard, ask the terminal to answer, switch the character set or
 * the screen, or move about on it is left out; bytes that are no UTF-8 become U+FFFD. It knows nothing of what a step is.
 */
export function createScreenFilter(): ScreenFilter {
  let held: Buffer = nothing
  return {
    push(bytes, plain = false) {
      const fresh = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      const isAll = held.length === 0 // what was held back is not plain
      if (plain && isAll && isAscii(fresh)) return fresh
      const all = isAll ? fresh : Buffer.concat([held, fresh])
      const end = wholeUntil(all)
      held = end === all.length ? nothing : Buffer.from(all.subarray(end))
      const text = end === all.length ? all : all.subarray(0, end)
      return isHarmless(text, plain && isAll) ? text : harmless(text)
    },
    flush() {
      const rest = held
      held = nothing
      return harmless(rest)
    },
  }
}

/** Where an escape sequence or a character begins that is not finished; the length if there is none. */
function wholeUntil(text: Buffer): number {
  const {length} = text
  const start = text.lastIndexOf(0x1b)
  if (start !== -1 && length - start < longestHeld && isUnfinished(text, start)) return start
  for (let at = length - 1; at >= Math.max(0, length - 3); at--) {
    const byte = text[at]!
    if (byte < 0x80) break
    if (byte >= 0xc0) return length - at < sizeOf(byte) ? at : length
  }
  return length
}

function isUnfinished(text: Buffer, at: number): boolean {
  const rest = text.subarray(at)
  // one that is finished ends there, whatever follows
  return escapeEnd(rest, 0) === rest.length && escapeEnd(Buffer.concat([rest, letter]), 0) > rest.length
}

function sizeOf(lead: number): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
}

function isHarmless(text: Buffer, plain: boolean): boolean {
  if (!plain && (hasControl(text) || text.includes(0x7f))) return false
  if (isAscii(text)) return true
  if (!isUtf8(text)) return false
  for (let at = text.indexOf(0xc2); at !== -1; at = text.indexOf(0xc2, at + 1)) {
    if (text[at + 1]! < 0xa0) return false // U+0080 to U+009F control a terminal too
  }
  return true
}

function hasControl(text: Buffer): boolean {
  const aligned = Math.min(text.length, (4 - (text.byteOffset & 3)) & 3)
  const words = new Int32Array(
    text.buffer,
    (text.byteOffset + 3) & ~3,
    Math.max(0, text.length - aligned) >> 2,
  )
  const odd = (from: number, to: number) => {
    for (let at = from; at < to; at++) if (text[at]! < 0x20 && !isLayout(text[at]!)) return true
    return false
  }
  for (let index = 0; index < words.length; index++) {
    const four = words[index]!
    // four bytes at once: whether one of them is below 0x20
    if (((four - 0x20202020) & ~four & -0x7f7f7f80) === 0) continue
    const at = aligned + index * 4
    if (odd(at, at + 4)) return true
  }
  return odd(0, aligned) || odd(aligned + words.length * 4, text.length)
}

function isLayout(byte: number): boolean {
  return byte >= 0x08 && byte <= 0x0d && byte !== 0x0b && byte !== 0x0c
}

function harmless(text: Buffer): Buffer {
  const parts: Buffer[] = []
  let from = 0
  const leave = (start: number, end: number, instead?: Buffer) => {
    if (start > from) parts.push(text.subarray(from, start))
    if (instead) parts.push(instead)
    from = end
  }
  for (let at = 0; at < text.length; ) {
    const byte = text[at]!
    if (byte === 0x1b) {
      const end = escapeEnd(text, at)
      if (!isAllowed(text, at, end)) leave(at, end)
      at = end
    } else if (byte < 0x80) {
      if ((byte < 0x20 && !isLayout(byte)) || byte === 0x7f) leave(at, at + 1)
      at++
    } else {
      const size = characterSize(text, at)
      if (size === 0) leave(at, at + 1, replacement)
      else if (byte === 0xc2 && text[at + 1]! < 0xa0) leave(at, at + 2)
      at += size || 1
    }
  }
  if (from === 0) return text
  leave(text.length, text.length)
  return Buffer.concat(parts)
}

/** Colours (`CSI … m`) and the erasing of a line (`CSI K`). */
function isAllowed(text: Buffer, at: number, end: number): boolean {
  return /^\x1b\[[\d;:]*[mK]$/.test(text.toString('latin1', at, Math.min(end, at + 80)))
}

/** The size of the character at a byte from 0x80 on; 0 if it is no UTF-8. */
function characterSize(text: Buffer, at: number): number {
  const size = sizeOf(text[at]!)
  return at + size <= text.length && isUtf8(text.subarray(at, at + size)) ? size : 0
}
