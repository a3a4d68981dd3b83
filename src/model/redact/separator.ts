import type {Buffer} from 'node:buffer'

/** What stands between a name and its value. */
export interface Separator {
  by: 'equals' | 'colon' | 'bracket' | 'cell' | 'row' | 'pair'
  /** The name stands in quotes that end behind it. */
  closing: boolean
  /** Blanks stand before the sign. */
  before: boolean
  /** Blanks stand behind it, or more than a sign separates the two. */
  after: boolean
  /** The quote that the value begins with, as it is written there. */
  own: string | undefined
  /** Where the value begins, behind its quote. */
  start: number
}

/** So much is looked at behind a name; more where blanks go on. Unit: bytes. */
const near = 64
const looked = 512

const blanks = String.raw`(?:[ \t]|\x1b\[[\d;:?]*[A-Za-z])*`
const bar = String.raw`(?:\xe2\x94[\x82\x83]|\xe2\x95\x91|\|)`
const quote = '\\\\*["\'`]'
const separator = new RegExp(
  String.raw`^(${quote})?(?:(${blanks})(?::=|=>|=(?![=~]))(${blanks})|${blanks}:(?![:=]|//)(${blanks})|(?: for (?:[^\s:]{1,40} ){0,2}\S{1,100}: )()|${blanks}${bar}(${blanks})|\)=()\()`,
)
/** `"name": "TOKEN", "value": "…"`, also with the kind of the value between. */
const valueBehind = new RegExp(
  String.raw`^(${quote})\s*,\s*(?:\1[A-Za-z]{2,12}\1\s*:\s*\1[^"'\\\n]{0,40}\1\s*,\s*){0,2}\1[Vv]alue\1\s*:\s*`,
)
const pairBegin = /^\\*["'][ \t\r\n]*,/
const mayGoOn = /^(?:\\*["'`])?(?:[ \t]|\x1b\[[\d;:?]*[A-Za-z])*$|^\\*["'`]\s*,|^["']?[ \t]*\r?\n| for /
const valueBelow = /^["']?[ \t]*\r?\n[ \t]*value:[ \t]*/

/** What separates the name that ends at `end` from a value; `head` is what stands before the name on its line. */
export function separatorAt(text: Buffer, end: number, head: string): Separator | undefined {
  const few = read(text.toString('latin1', end, end + near), end, head)
  const found = few === 'more' ? read(text.toString('latin1', end, end + looked), end, head) : few
  return found === 'more' ? undefined : found
}

function read(rest: string, end: number, head: string): Separator | 'more' | undefined {
  const below = /name: *["']?$/.test(head) ? valueBelow.exec(rest) : null
  const pair = below ?? (pairBegin.test(rest) ? valueBehind.exec(rest) : null)
  const found = pair ?? separator.exec(rest)
  if (!found) return mayGoOn.test(rest) ? 'more' : undefined
  if (found[0].length >= rest.length) return 'more'
  const [own] = /^\\*["'`]/.exec(rest.slice(found[0].length)) ?? []
  const start = end + found[0].length + (own?.length ?? 0)
  if (pair) return {by: 'pair', closing: false, before: false, after: true, own, start}
  const [, quoted, beforeEquals, afterEquals, afterColon, prompt, afterBar, bracket] = found
  const one = {closing: quoted !== undefined, before: false, after: true, own, start}
  if (bracket !== undefined) return {...one, by: 'bracket'}
  if (afterBar !== undefined) return {...one, by: found[0].includes('|') ? 'row' : 'cell'}
  if (afterEquals === undefined)
    return {...one, by: 'colon', after: prompt !== undefined || /[ \t\x1b]/.test(afterColon!)}
  return {...one, by: 'equals', before: /[ \t]/.test(beforeEquals!), after: /[ \t]/.test(afterEquals)}
}

/**
 * The same where nothing but quotes, blanks and a sign separates the two, as nearly everywhere, without making texts: `none`
 * if nothing does, undefined if more must be looked at.
 */
export function plainSeparatorAt(text: Buffer, end: number): Separator | 'none' | undefined {
  const limit = Math.min(text.length, end + near) - 3
  let at = end
  while (at < limit && text[at] === 0x5c) at++
  const closing = isQuote(text[at]!)
  if (closing) at++
  else if (at > end) return undefined
  const sign = pastBlanks(text, at, limit)
  if (sign >= limit) return undefined
  const by = signAt(text, sign)
  if (by === undefined) return mayHaveMore(text[sign]!) ? undefined : 'none'
  // `=>` and `:=`
  const behind = sign + (text[sign + 1] === (text[sign] === 0x3d ? 0x3e : 0x3d) ? 2 : 1)
  const begin = pastBlanks(text, behind, limit)
  let start = begin
  while (start < limit && text[start] === 0x5c) start++
  if (start >= limit || text[start] === 0x1b) return undefined
  const quoted = isQuote(text[start]!)
  const own = quoted ? text.toString('latin1', begin, ++start) : undefined
  return {by, closing, before: sign > at, after: begin > behind, own, start: quoted ? start : begin}
}

/** Which sign begins here; undefined too for one that may mean something else. */
function signAt(text: Buffer, at: number): 'equals' | 'colon' | undefined {
  const [first, second] = [text[at]!, text[at + 1]!]
  if (first === 0x3d) return second === 0x3d || second === 0x7e ? undefined : 'equals'
  if (first !== 0x3a || second === 0x3a) return undefined
  if (second === 0x3d) return 'equals'
  return second === 0x2f && text[at + 2] === 0x2f ? undefined : 'colon'
}

function mayHaveMore(byte: number): boolean {
  return byte <= 0x20 || byte > 0x7e || more.includes(byte)
}

/** `= : | ) , f`: a sign, a table, a pair, `for`. */
const more = [0x3d, 0x3a, 0x7c, 0x29, 0x2c, 0x66]

function pastBlanks(text: Buffer, from: number, limit: number): number {
  let at = from
  while (at < limit && (text[at] === 0x20 || text[at] === 0x09)) at++
  return at
}

/** Whether a byte is one of the three quotes. */
export function isQuote(byte: number): boolean {
  return byte === 0x22 || byte === 0x27 || byte === 0x60
}
