import type {Buffer} from 'node:buffer'
import {isSecretName} from '../secret.ts'
import {isLineEnd} from './gaps.ts'
import {type SecretName, secretNameOf} from './secret-names.ts'
import type {Ending} from './value-end.ts'

/** Where a secret's name is given a value. */
export interface Assignment {
  name: SecretName
  /** Where the value begins, behind its quote. */
  start: number
  ending: Ending
  /** What stands for the assignment: `:` in a sentence means less than in a file. */
  form: 'equals' | 'colon' | 'tight' | 'cell' | 'row'
  /** The name begins its line: `export` or a few words may stand before it. */
  lineStart: boolean
  /** The line begins as a question does, with a capital. */
  asks: boolean
  /** The word before the name. */
  lead: string
}

const nameBytes = Uint8Array.from({length: 256}, (_, code) =>
  /[\w.-]/.test(String.fromCharCode(code)) ? 1 : 0,
)
/** Bytes that may stand behind the name of an assignment. */
const behindName = Uint8Array.from({length: 256}, (_, code) =>
  /[\s=:"'\\)|\x1b\xe2]/.test(String.fromCharCode(code)) ? 1 : 0,
)
const longestName = 80
/** So much is looked at behind a name; more where blanks go on. Unit: bytes. */
const near = 64
const looked = 512
const before = 200

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
const colours = /\x1b\[[\d;:?]*[A-Za-z]/g
const lineBegin = /^[ \t]*(?:[-*+<>$#%] |\d+[.)] |export |declare -\w+ |typeset -\w+ |set |setenv |env )*$/i
const promptBegin = /^[ \t]*(?:[A-Za-z0-9([][\w()[\]'./-]*,? ){1,7}$/

/** What is assigned to the name around `at`, if it is a secret's and a value may follow. */
export function assignmentAt(text: Buffer, at: number): Assignment | undefined {
  let end = at
  while (end < text.length && end - at < longestName && nameBytes[text[end]!] === 1) end++
  if (end >= text.length || behindName[text[end]!] === 0 || !mayFollow(text, end)) return undefined
  let begin = at
  while (begin > 0 && at - begin < longestName && nameBytes[text[begin - 1]!] === 1) begin--
  // a colour may stand before the name, or inside
  const coloured = text[begin - 1] === 0x5b || text[begin - 1] === 0x3b
  let written = text.toString('latin1', begin, end)
  if (!coloured && !isName(written)) return undefined
  const from = lineFrom(text, begin)
  let head = text.toString('latin1', from, begin)
  if (head.includes('\x1b')) {
    const seen = (head + written).replaceAll(colours, '')
    written = /[\w.-]*$/.exec(seen)![0]
    head = seen.slice(0, seen.length - written.length)
  }
  const lead = /([A-Za-z]+) $/.exec(head.slice(-20))?.[1] ?? ''
  const name = secretNameOf(written, lead)
  if (!name) return undefined
  const whole = from === 0 || isLineEnd(text[from - 1]!)
  const few = follow(text.toString('latin1', end, end + near), end, head, {name, lead}, written, whole)
  return few === 'more'
    ? asFound(follow(text.toString('latin1', end, end + looked), end, head, {name, lead}, written, whole))
    : few
}

function asFound(found: Assignment | 'more' | undefined): Assignment | undefined {
  return found === 'more' ? undefined : found
}

const known = new Map<string, boolean>()
const mostKnown = 4096

/** Whether a name may be a secret's; the answer is kept, since the same names come again and again. */
function isName(name: string): boolean {
  const answer = known.get(name)
  if (answer !== undefined) return answer
  if (known.size >= mostKnown) known.clear()
  const fresh = isSecretName(name.replaceAll('.', '_'))
  known.set(name, fresh)
  return fresh
}

/** Where the line of a place begins, or what is looked at of it. */
function lineFrom(text: Buffer, at: number): number {
  const first = Math.max(0, at - before)
  let from = at
  while (from > first && !isLineEnd(text[from - 1]!)) from--
  return from
}

/** Blanks go on to a separator, or all that is there does. */
function mayFollow(text: Buffer, end: number): boolean {
  if (text[end] !== 0x20) return true
  let at = end
  while (at < text.length && text[at] === 0x20) at++
  const next = text[at]
  if (next === 0x66) return true // for
  return next === 0x3d || next === 0x3a || next === 0x7c || next === 0xe2 || next === 0x1b || next === 0x09
}

function follow(
  rest: string,
  end: number,
  head: string,
  named: Pick<Assignment, 'name' | 'lead'>,
  name: string,
  whole: boolean,
): Assignment | 'more' | undefined {
  const below = /name: *["']?$/.test(head) ? valueBelow.exec(rest) : null
  const pair = below ?? (pairBegin.test(rest) ? valueBehind.exec(rest) : null)
  const found = pair ?? separator.exec(rest)
  if (!found) return mayGoOn.test(rest) ? 'more' : undefined
  if (found[0].length >= rest.length) return 'more'
  const starts = whole && lineBegin.test(head)
  const asks = whole && (starts || promptBegin.test(head))
  const after = rest.slice(found[0].length)
  const [own] = /^\\*["'`]/.exec(after) ?? []
  const start = end + found[0].length + (own?.length ?? 0)
  const one = {...named, start, lineStart: starts, asks: asks && /^\W*[A-Z]/.test(head + name)}
  if (pair) return quoted(own, {...one, form: 'colon', ending: {by: 'line'}, lineStart: true})
  const [, closing, beforeEquals, afterEquals, afterColon, prompt, afterBar, bracket] = found
  if (bracket !== undefined) return {...one, form: 'equals', ending: {by: 'word', also: ',)'}}
  if (afterBar !== undefined) return cellOf(one, head, found[0].includes('|') ? 'row' : 'cell')
  const around = closing === undefined ? /\\*["'`]$/.exec(head)?.[0] : undefined
  if (afterEquals !== undefined) {
    // `TOKEN= next`: nothing is assigned
    if (/[ \t]/.test(afterEquals) && !/[ \t]/.test(beforeEquals!) && closing === undefined) return undefined
    const also = delimiters(head)
    const ending: Ending = around ? {by: 'quote', quote: around} : {by: 'word', also}
    return quoted(own, {...one, form: 'equals', ending})
  }
  if (around) return quoted(own, {...one, form: 'colon', ending: {by: 'quote', quote: around}})
  const spaced = prompt !== undefined || /[ \t\x1b]/.test(afterColon!) || closing !== undefined
  if (!spaced) return quoted(own, {...one, form: own ? 'colon' : 'tight', ending: {by: 'word', also: ',;&'}})
  const ending: Ending = asks && closing === undefined ? {by: 'line'} : {by: 'word', also: closing ? ',' : ''}
  return quoted(own, {...one, form: 'colon', ending, lineStart: asks})
}

/** A value in quotes ends with them. */
function quoted(own: string | undefined, one: Assignment): Assignment {
  return own === undefined ? one : {...one, ending: {by: 'quote', quote: own}}
}

/** A row of two cells. */
function cellOf(
  one: Omit<Assignment, 'form' | 'ending'>,
  head: string,
  form: 'cell' | 'row',
): Assignment | undefined {
  return /^[ \t]*(?:\xe2\x94[\x82\x83]|\xe2\x95\x91|\|)?[ \t]*$/.test(head)
    ? {...one, form, ending: {by: 'cell'}}
    : undefined
}

/** What separates assignments that stand side by side, by what stands before this one. */
function delimiters(head: string): string {
  if (/[?&]$/.test(head)) return '&#"\''
  if (head.endsWith(';')) return ';'
  if (/[{([,]\s*$/.test(head)) return ',})]'
  return ''
}
