import type {Buffer} from 'node:buffer'
import {escapeEnd} from './gaps.ts'

/** With what a value ends: its quote, as it is written there; a blank; a blank or one of these; its line; its cell in a table. */
export type Ending =
  | {by: 'quote'; quote: string}
  | {by: 'word'; also: string}
  | {by: 'line'}
  | {by: 'cell'}
  | {by: 'none'}

/** Where a value that begins at `from` ends; undefined if the text, or what is looked at of it, ends before. A quote is not looked for on other lines. */
export function valueEnd(
  text: Buffer,
  from: number,
  ending: Ending,
  limit = text.length,
): number | undefined {
  for (let at = from; at < limit; ) {
    const byte = text[at]!
    if (byte === 0x0a || byte === 0x0d) return at
    if (byte === 0x1b) {
      at = escapeEnd(text, at)
      continue
    }
    if (isEnd(text, at, byte, ending)) return at
    // a quote behind a backslash is part of the value
    at += ending.by === 'quote' && ending.quote.length === 1 && byte === 0x5c ? 2 : 1
  }
  return undefined
}

function isEnd(text: Buffer, at: number, byte: number, ending: Ending): boolean {
  switch (ending.by) {
    case 'quote':
      return (
        byte === ending.quote.charCodeAt(0) &&
        (ending.quote.length === 1 || text.toString('latin1', at, at + ending.quote.length) === ending.quote)
      )
    case 'word':
      return byte <= 0x20 || (ending.also !== '' && ending.also.includes(String.fromCharCode(byte)))
    case 'cell':
      return byte === 0x7c || (byte === 0xe2 && isBar(text[at + 1], text[at + 2]))
    default:
      return false
  }
}

/** `│`, `┃` and `║`; the first bytes of one count too. */
function isBar(second: number | undefined, third: number | undefined): boolean {
  if (second === undefined) return true
  if (second === 0x94) return third === undefined || third === 0x82 || third === 0x83
  return second === 0x95 && (third === undefined || third === 0x91)
}
