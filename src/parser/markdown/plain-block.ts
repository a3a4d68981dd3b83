import type {RootContent} from 'mdast'
import type {Place, Point} from '../../model/place.ts'
import {blank, type Lines, lineAt, lineEnd} from './lines.ts'
import {beginsHeading, beginsInline, plainInline} from './plain-inline.ts'
import {plainList} from './plain-list.ts'
import {plainTable} from './plain-table.ts'
import {opensVerbatim, verbatim} from './verbatim.ts'

const underline = /^(?=(.))(?:=+|-+)$/
const begins = /^(?:[A-Za-z|*]|[^\0-\x7F\uFEFF])[^\0\t]*$/
const thematicBreak = /^(?=([-*_]))\1{3,}$/
const heading = /^(#{1,6}) (?=[^ ])/
/** An item that ends a paragraph: the first of a list by its number, and not what may make the line before it the head of a table. */
const item = /^(?:[-+*]|1[.)]) (?=[^ ])(?![-:| \t]*$)/

/**
 * Reads the block that begins on a line, which is not blank, as remark would, where that needs no parser of markdown: a fence or a comment, and a heading, a
 * list, a table or a paragraph of simple text. These are most of what people write, and remark is slow. Gives the line after it, too.
 */
export function plainBlock(
  lines: Lines,
  from: number,
  point: (offset: number) => Point,
): {node: RootContent; to: number} | undefined {
  const between = (start: number, end: number): Place => ({start: point(start), end: point(end)})
  return (
    verbatim(lines, from, between) ??
    plainBreak(lines, from, between) ??
    plainHeading(lines, from, between) ??
    plainList(lines, from, between) ??
    plainTable(lines, from, between) ??
    plainParagraph(lines, from, between)
  )
}

/** Whether a line after a blank one begins a block that may be read so. */
export function opensPlain(line: string): boolean {
  return opensVerbatim(line) || thematicBreak.test(line) || heading.test(line) || begins.test(line)
}

type Read = (
  lines: Lines,
  from: number,
  between: (start: number, end: number) => Place,
) => {node: RootContent; to: number} | undefined

const plainBreak: Read = (lines, from, between) => {
  const line = lineAt(lines, from)
  if (!thematicBreak.test(line)) return undefined
  const start = lines.starts[from]!
  return {node: {type: 'thematicBreak', position: between(start, start + line.length)}, to: from + 1}
}

const plainHeading: Read = (lines, from, between) => {
  const line = lineAt(lines, from)
  const found = heading.exec(line)
  if (!found) return undefined
  const value = line.slice(found[0].length)
  const start = lines.starts[from]!
  const end = start + line.length
  const children = value.endsWith('#')
    ? undefined
    : plainInline(value, end - value.length, between, beginsHeading)
  if (!children) return undefined
  const depth = found[1]!.length as 1
  return {node: {type: 'heading', depth, children, position: between(start, end)}, to: from + 1}
}

const plainParagraph: Read = (lines, from, between) => {
  const {text, starts} = lines
  // before its end is looked for: where no line is blank, that is far
  if (!beginsInline.test(lineAt(lines, from))) return undefined
  let to = from
  for (; to < starts.length; to++) {
    const line = lineAt(lines, to)
    if (blank.test(line) || (to > from && (opensVerbatim(line) || underline.test(line) || item.test(line))))
      break
    // such a line may begin a block: to look further would take the square of the time where many do
    if (to > from && !(beginsInline.test(line) && endsInLineFeed(text, starts[to]!))) return undefined
  }
  const start = starts[from]!
  const end = lineEnd(lines, to - 1)
  const children = plainInline(text.slice(start, end), start, between)
  if (!children) return undefined
  const under = to < starts.length ? underline.exec(lineAt(lines, to))?.[1] : undefined
  if (under === undefined) return {node: {type: 'paragraph', children, position: between(start, end)}, to}
  if (text.slice(start, end).includes('|')) return undefined // the line below may make it a table
  const position = between(start, lineEnd(lines, to))
  return {node: {type: 'heading', depth: under === '=' ? 1 : 2, children, position}, to: to + 1}
}

function endsInLineFeed(text: string, next: number): boolean {
  return text[next - 1] === '\n' && text[next - 2] !== '\r'
}
