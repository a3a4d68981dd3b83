import type {Buffer} from 'node:buffer'
import {isLineEnd} from './gaps.ts'
import {type Name, nameAt} from './name-at.ts'
import {type SecretName, secretNameOf} from './secret-names.ts'
import {shortestGenerated} from './secret-value.ts'
import {isQuote, plainSeparatorAt, type Separator, separatorAt} from './separator.ts'
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
const before = 200

const colours = /\x1b\[[\d;:?]*[A-Za-z]/g
const lineBegin = /^[ \t]*(?:[-*+<>$#%] |\d+[.)] |export |declare -\w+ |typeset -\w+ |set |setenv |env )*$/i
const promptBegin = /^[ \t]*(?:[A-Za-z0-9([][\w()[\]'./-]*,? ){1,7}$/

/** In the first of two cells nothing stands before the name. */
const isFirstCell = /^[ \t]*(?:\xe2\x94[\x82\x83]|\xe2\x95\x91|\|)?[ \t]*$/

/** What is assigned to the name around `at`, if it is a secret's and a value may follow. */
export function assignmentAt(text: Buffer, at: number): Assignment | undefined {
  let end = at
  while (end < text.length && end - at < longestName && nameBytes[text[end]!] === 1) end++
  if (end >= text.length || behindName[text[end]!] === 0 || !mayFollow(text, end)) return undefined
  let begin = at
  while (begin > 0 && at - begin < longestName && nameBytes[text[begin - 1]!] === 1) begin--
  // a colour may stand before the name, or inside
  const last = begin > 0 ? text[begin - 1]! : 0x0a
  const coloured = last === 0x5b || last === 0x3b
  const named = nameAt(text, begin, end)
  if (!coloured && !named.may) return undefined
  const plain = plainSeparatorAt(text, end)
  if (plain === 'none' || (plain && isQuote(last) && isNothing(text, plain, named))) return undefined
  const from = lineFrom(text, begin)
  let head = from === begin ? '' : text.toString('latin1', from, begin)
  let {written} = named
  if (head.includes('\x1b')) {
    const seen = (head + written).replaceAll(colours, '')
    written = /[\w.-]*$/.exec(seen)![0]
    head = seen.slice(0, seen.length - written.length)
  }
  const lead = head.endsWith(' ') ? (/([A-Za-z]+) $/.exec(head.slice(-20))?.[1] ?? '') : ''
  const name = lead === '' && written === named.written ? named.alone : secretNameOf(written, lead)
  if (!name) return undefined
  const found = plain ?? separatorAt(text, end, head)
  if (!found) return undefined
  const whole = from === 0 || isLineEnd(text[from - 1]!)
  return formOf(found, {name, lead, head, written, whole})
}

/** Whether nothing secret follows a name in quotes: it only may be a secret's, and no long value follows. */
function isNothing(text: Buffer, {by, closing, own, start}: Separator, {alone}: Name): boolean {
  if (!alone) return true
  if (!closing || !alone.weak) return false
  if (own === undefined) return by === 'colon'
  const limit = Math.min(text.length, start + shortestGenerated)
  for (let at = start; at < limit; at++) {
    const byte = text[at]!
    if (byte === 0x5c || byte === 0x1b) return false
    if (own.length === 1 && byte === own.charCodeAt(0)) return true
  }
  return false
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

/** What stands before the separator. */
interface Before extends Pick<Assignment, 'name' | 'lead'> {
  /** What stands before the name on its line, without colours. */
  head: string
  written: string
  /** The head is all of the line. */
  whole: boolean
}

function formOf(found: Separator, before: Before): Assignment | undefined {
  const {by, closing, own, start} = found
  const {name, lead, head, written, whole} = before
  // of other names it says nothing
  const lineStart = name.capitals && whole && isLineBegin(head)
  const as = (form: Assignment['form'], ending: Ending): Assignment => ({
    name,
    start,
    // a value in quotes ends with them
    ending: own === undefined ? ending : {by: 'quote', quote: own},
    form,
    lineStart,
    asks: false,
    lead,
  })
  const isPrompt = () => whole && (lineStart || isLineBegin(head) || promptBegin.test(head))
  const isQuestion = () => /^\W*[A-Z]/.test(head + written)
  switch (by) {
    case 'pair':
      return {...as('colon', {by: 'line'}), lineStart: true, asks: isPrompt() && isQuestion()}
    case 'bracket':
      return {...as('equals', words.bracket), ending: words.bracket}
    case 'cell':
    case 'row':
      return isFirstCell.test(head) ? {...as(by, {by: 'cell'}), ending: {by: 'cell'}} : undefined
    case 'equals':
      // `TOKEN= next`: nothing is assigned
      if (found.after && !found.before && !closing) return undefined
      return as('equals', around(closing, head) ?? wordIn(head))
    default: {
      const quoted = around(closing, head)
      if (quoted) return as('colon', quoted)
      if (!found.after && !closing) return as(own === undefined ? 'tight' : 'colon', words.tight)
      const prompt = isPrompt()
      const rest: Ending = prompt && !closing ? {by: 'line'} : closing ? words.closed : words.plain
      return {...as('colon', rest), lineStart: prompt, asks: prompt && isQuestion()}
    }
  }
}

function isLineBegin(head: string): boolean {
  return head === '' || lineBegin.test(head)
}

/** The quote before the name, where it ends behind the value. */
function around(closing: boolean, head: string): Ending | undefined {
  if (closing || head === '' || !isQuote(head.charCodeAt(head.length - 1))) return undefined
  return {by: 'quote', quote: /\\*["'`]$/.exec(head)![0]}
}

const words = {
  plain: {by: 'word', also: ''},
  query: {by: 'word', also: '&#"\''},
  list: {by: 'word', also: ';'},
  within: {by: 'word', also: ',})]'},
  bracket: {by: 'word', also: ',)'},
  tight: {by: 'word', also: ',;&'},
  closed: {by: 'word', also: ','},
} as const

/** A word, and what separates it from others that stand side by side, by what stands before this one. */
function wordIn(head: string): Ending {
  if (head === '') return words.plain
  if (head.endsWith('?') || head.endsWith('&')) return words.query
  if (head.endsWith(';')) return words.list
  const last = head.trimEnd()
  return '{([,'.includes(last.charAt(last.length - 1) || ' ') ? words.within : words.plain
}
