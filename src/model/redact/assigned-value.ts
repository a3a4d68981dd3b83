import type {Buffer} from 'node:buffer'
import type {Assignment} from './assignment.ts'
import {isLineEnd} from './gaps.ts'
import {isSecretValue, isSentence, looksGenerated} from './secret-value.ts'
import {type Ending, valueEnd} from './value-end.ts'

/** What to mask of what was assigned. */
export interface AssignedValue {
  start: number
  /** Where it ends; where the text does, if it goes on until `ending`. */
  end: number
  ending: Ending | undefined
  /** Without colours; absent where it is too long to be kept. */
  value: string | undefined
  cell: boolean
}

/** A value that is not over after so many bytes is masked, whatever follows. */
export const longestUndecided = 256

/** Whatever follows, it is no value: who types it sees it. */
const variableName = /[\w{(]/
const colours = /\x1b\[[\d;:?]*[A-Za-z]/g
const trailingColour = /\x1b\[[\d;:?]*[A-Za-z]$/
const scheme =
  /^(?:Bearer|Basic|Token|Digest|Bot|ApiKey|Key|Negotiate|OAuth|AWS4-HMAC-SHA256)(?:[ \t]|\x1b\[[\d;]*m)+/i
const blank = /\s/
const plainWords = /^[ \t]+[A-Za-z]+(?:[ \t]+[A-Za-z]+)*[ \t]*$/

/** What of a value is secret; `more` if more of the text must be seen. */
export function assignedValue(
  text: Buffer,
  one: Assignment,
  final: boolean,
): AssignedValue | 'more' | undefined {
  const {name, start, ending} = one
  if (
    text[start] === 0x24 &&
    start + 1 < text.length &&
    variableName.test(String.fromCharCode(text[start + 1]!))
  )
    return undefined
  const isPlain =
    name.header === undefined &&
    (one.form === 'equals' ? !(one.lineStart && name.capitals) : one.form !== 'colon')
  if (isPlain || (name.header === undefined && ending.by === 'quote')) return judged(text, one, final)
  if (name.weak && one.form === 'colon') return undefined
  const line = lineOf(text, start)
  const open = line.open && !final && line.text.length < longestUndecided
  if (name.header === 'cookie' || name.header === 'set-cookie')
    return open ? 'more' : cookie(text, one, line.text, final)
  if (
    name.header === 'authorization' &&
    (one.form === 'colon' || one.form === 'tight' || one.form === 'equals')
  ) {
    const skipped = scheme.exec(line.text)?.[0].length ?? 0
    if (skipped === 0 && open && /^[\w-]{1,16}[ \t]*$/.test(line.text)) return 'more'
    if (skipped > 0) {
      const rest: Ending = ending.by === 'quote' || one.form === 'equals' ? ending : {by: 'line'}
      return judged(
        text,
        {...one, start: start + skipped, ending: rest, form: 'equals', lineStart: false},
        final,
      )
    }
  }
  if (one.form === 'colon' && ending.by !== 'quote') {
    if (open) return 'more'
    const told = bare(line.text)
    const several = /\S[ \t]+\S/.test(told)
    if (several && isSentence(told)) return undefined
    if (several && !one.asks && /^[A-Za-z'-]+[ \t]/.test(told)) return undefined
    if (several) {
      const [first] = /^\S+/.exec(told)!
      if (!isSecretValue(first, name) && !(ending.by === 'line' && /^[^\d\W]{1,3}$/.test(first)))
        return undefined
      if (looksGenerated(first)) return judged(text, {...one, ending: {by: 'word', also: ''}}, final)
    }
  }
  if (one.form === 'equals' && one.lineStart && name.capitals && ending.by === 'word') {
    if (open) return 'more'
    const word = line.text.search(blank)
    // `env` writes no quotes
    if (word > 0 && plainWords.test(bare(line.text).slice(word)))
      return judged(text, {...one, ending: {by: 'line'}}, final)
  }
  return judged(text, one, final)
}

/** The value up to its end, if it is no plain word. */
function judged(text: Buffer, one: Assignment, final: boolean): AssignedValue | 'more' | undefined {
  const {name, start, ending, form} = one
  // what is no secret is looked at no further: many such may stand side by side
  const looked = Math.min(text.length, start + longestUndecided)
  const near = valueEnd(text, start, ending, looked)
  if (near === undefined && !final && looked - start < longestUndecided) return 'more'
  const whole = text.toString('latin1', start, near ?? looked)
  const cut = near === undefined && looked < text.length ? 0 : trimmed(whole, one)
  const value = bare(whole.slice(0, whole.length - cut))
  const told = form === 'equals' && ending.by === 'line' ? (/^\S+/.exec(value)?.[0] ?? '') : value
  if (value.startsWith('-----BEGIN')) return undefined // has a shape, and more lines
  if (!isSecretValue(told, name)) return undefined
  if (form === 'tight' && !looksGenerated(value)) return undefined
  if (form === 'row' && /^[a-z_ ]+$/.test(value)) return undefined
  if (form === 'colon' && ending.by !== 'quote' && doubted.test(one.lead) && !looksGenerated(value))
    return undefined
  const ended = near ?? (looked < text.length ? valueEnd(text, start, ending) : undefined)
  const isOpen = ended === undefined && !final
  return {
    start,
    end: (ended ?? text.length) - (isOpen ? 0 : cut),
    ending: isOpen ? ending : undefined,
    value: near === undefined && !(final && looked === text.length) ? undefined : value,
    cell: form === 'cell' || form === 'row',
  }
}

/** `invalid token: …` tells of text that was read. */
const doubted =
  /^(?:unexpected|invalid|illegal|expected|unknown|unsupported|missing|no|near|bad|wrong|parse)$/i

/** How many bytes at the end are no part of it. */
function trimmed(whole: string, {form, ending, lineStart, name}: Assignment): number {
  let end = withoutColours(whole)
  if (ending.by === 'quote' || ending.by === 'cell') return whole.length - end
  if (form === 'equals' && lineStart && name.capitals) return whole.length - end
  while (end > 0 && ',;)]}>"\'`'.includes(whole.charAt(end - 1))) end--
  return whole.length - end
}

/** Where the blanks and colours at its end begin. */
function withoutColours(whole: string): number {
  const coloured = whole.includes('\x1b')
  let end = whole.length
  for (;;) {
    while (end > 0 && (whole.charAt(end - 1) === ' ' || whole.charAt(end - 1) === '\t')) end--
    const colour = coloured ? trailingColour.exec(whole.slice(0, end)) : null
    if (!colour) return end
    end -= colour[0].length
  }
}

/** `Set-Cookie` has one cookie and its attributes, `Cookie` has several. */
function cookie(
  text: Buffer,
  one: Assignment,
  line: string,
  final: boolean,
): AssignedValue | 'more' | undefined {
  const {name, start, ending} = one
  const [named] = /^[^=;\s"']{1,100}=/.exec(line) ?? []
  if (named === undefined) return undefined
  const also = ending.by === 'quote' ? `;${ending.quote}` : ';'
  const until: Ending =
    name.header === 'set-cookie' ? {by: 'word', also} : ending.by === 'quote' ? ending : {by: 'line'}
  return judged(text, {...one, start: start + named.length, ending: until, form: 'equals'}, final)
}

function lineOf(text: Buffer, start: number): {text: string; open: boolean} {
  const limit = Math.min(text.length, start + longestUndecided)
  let end = start
  while (end < limit && !isLineEnd(text[end]!)) end++
  return {text: text.toString('latin1', start, end), open: end === text.length}
}

function bare(text: string): string {
  return (text.includes('\x1b') ? text.replaceAll(colours, '') : text).trim()
}
