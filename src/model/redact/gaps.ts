import {breakSize} from './landmarks.ts'

const escapeByte = 0x1b
const longestString = 1024
const longestParameters = 64

/** A longer stretch of blanks and escape sequences separates what stands around it. Unit: bytes. */
export const longestGap = 1024

/** Whether a byte is a blank, a tab or part of a line end. */
export function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}

/** Whether a byte is part of a line end. */
export function isLineEnd(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d
}

/**
 * The end of the terminal's escape sequence at `at`, where an ESC must stand: a control sequence, a string (a title, a link)
 * or a short one. One that breaks off ends there, as terminals take it; so does one that is too long, and one that the text ends.
 */
export function escapeEnd(text: Uint8Array, at: number): number {
  const {length} = text
  if (at + 1 >= length) return length
  const kind = text[at + 1]!
  if (kind === 0x5b) return controlEnd(text, at + 2)
  // ] P X ^ _
  if (kind === 0x5d || kind === 0x50 || kind === 0x58 || kind === 0x5e || kind === 0x5f)
    return stringEnd(text, at)
  let end = at + 1
  while (end < length && text[end]! >= 0x20 && text[end]! <= 0x2f) end++
  return end < length && text[end]! >= 0x30 && text[end]! <= 0x7e ? end + 1 : end
}

function controlEnd(text: Uint8Array, from: number): number {
  const limit = Math.min(text.length, from + longestParameters)
  for (let at = from; at < limit; at++) {
    const byte = text[at]!
    if (byte >= 0x40 && byte <= 0x7e) return at + 1
    if (byte < 0x20 || byte > 0x3f) return at
  }
  return limit
}

function stringEnd(text: Uint8Array, start: number): number {
  const limit = Math.min(text.length, start + longestString)
  for (let at = start + 2; at < limit; at++) {
    if (text[at] === 0x07) return at + 1
    if (text[at] === escapeByte) return at + 1 < text.length && text[at + 1] === 0x5c ? at + 2 : at
  }
  return limit
}

/** Where the blanks and escape sequences begin that `end` ends; `end` if there are none. Looks back one gap at most. */
export function gapStart(text: Uint8Array, end: number): number {
  const first = Math.max(0, end - longestGap)
  let at = end
  for (;;) {
    while (at > first && isBlank(text[at - 1]!)) at--
    const found = lastEscape(text, first, at)
    if (found === -1 || escapeEnd(text, found) < at) return at
    at = found
  }
}

function lastEscape(text: Uint8Array, first: number, end: number): number {
  const found = text.subarray(first, end).lastIndexOf(escapeByte)
  return found === -1 ? -1 : first + found
}

/** Where the blanks and escape sequences at `start` end. */
export function gapEnd(text: Uint8Array, start: number): number {
  let at = start
  while (at < text.length) {
    if (isBlank(text[at]!)) at++
    else if (text[at] === escapeByte) at = escapeEnd(text, at)
    else break
  }
  return at
}

/**
 * Where the stretches of blanks and escape sequences stand that hold a line end or an ESC: starts and ends, in order. Each
 * such byte is in one of the stretches that `breaks` names.
 */
export function gapsOf(text: Uint8Array, breaks: readonly number[]): {starts: number[]; ends: number[]} {
  const [starts, ends]: [number[], number[]] = [[], []]
  let done = 0
  for (const first of breaks) {
    const last = Math.min(first + breakSize, text.length)
    for (let at = Math.max(first, done); at < last; at++) {
      if (!isLineEnd(text[at]!) && text[at] !== escapeByte) continue
      let start = at
      while (start > done && isBlank(text[start - 1]!)) start--
      done = gapEnd(text, at)
      starts.push(start)
      ends.push(done)
      at = done - 1
    }
  }
  return {starts, ends}
}

/** A text without blanks and escape sequences, and where each of its bytes stands. */
export interface Condensed {
  bytes: Uint8Array
  at: Int32Array
}

/** Leaves blanks and escape sequences out. */
export function condense(text: Uint8Array): Condensed {
  const bytes = new Uint8Array(text.length)
  const at = new Int32Array(text.length)
  let size = 0
  for (let place = 0; place < text.length; ) {
    const byte = text[place]!
    if (byte > 0x20) {
      bytes[size] = byte
      at[size++] = place++
    } else if (byte === escapeByte) place = escapeEnd(text, place)
    else if (isBlank(byte)) place++
    else {
      bytes[size] = byte
      at[size++] = place++
    }
  }
  return {bytes: bytes.subarray(0, size), at: at.subarray(0, size)}
}
