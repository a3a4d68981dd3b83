import type {Code, RootContent} from 'mdast'
import {lineOf, type Place, type Point} from '../../model/place.ts'
import {blank, type Lines, lineAt, lineEnd} from './lines.ts'

/** A block that reads as it stands, and the line after it. */
export interface PlainBlock {
  node: RootContent
  to: number
}

const fence = /^(`{3,}|~{3,})([ \t]*)(?:([\w.+#/:-]+)(?: (\S|\S[^`\\&\0\uFFFD\t]*\S))?)?$/
const heading = /^(#{1,6}) (?![ \t])([^\\`*_[\]<>&~|@\0\t]*[^\\`*_[\]<>&~|@\0\t #])$/
/** A line that begins no block, and in which nothing is markup. */
const words = /^(?:[A-Za-z]|[^\0-\x7F\uFEFF])(?:[^\\`*_[\]<>&~|@\0\t]*[^\\`*_[\]<>&~|@\0\t ])?$/
const address = /:\/\/|www/i

/**
 * Reads a block that needs no parser of markdown, as remark would: a fence or a comment, whose content is no markdown, a heading or a
 * paragraph of words alone. These are most of what people write, and remark is slow. `from` is a line where a new block begins.
 */
export function plainBlock(
  lines: Lines,
  from: number,
  point: (offset: number) => Point,
): PlainBlock | undefined {
  const line = lineAt(lines, from)
  const between = (start: number, end: number): Place => ({start: point(start), end: point(end)})
  const start = lines.starts[from]!
  const code = line.charCodeAt(0)
  if (code === backtick || code === tilde) return fenced(lines, from, line, between)
  if (line.startsWith('<!--')) return comment(lines, start, between)
  if (code === hash) {
    const [, marks, value] = heading.exec(line) ?? []
    if (value === undefined || address.test(value)) return undefined
    const end = start + line.length
    const text = {type: 'text' as const, value, position: between(end - value.length, end)}
    const depth = marks!.length as 1
    return {node: {type: 'heading', depth, children: [text], position: between(start, end)}, to: from + 1}
  }
  return paragraph(lines, from, line, between)
}

/** Whether a line after a blank one begins a block that reads as it stands, as far as the line tells. */
export function opensPlain(line: string): boolean {
  return opensVerbatim(line) || heading.test(line) || (words.test(line) && !address.test(line))
}

type Between = (start: number, end: number) => Place

/** Whether a line opens a fence or a comment in the first column: whatever stands before it, it ends there. */
export function opensVerbatim(line: string): boolean {
  return line.startsWith('<!--') || fence.test(line)
}

function fenced(lines: Lines, from: number, line: string, between: Between): PlainBlock | undefined {
  const [, mark, gap, lang = null, meta = null] = fence.exec(line) ?? []
  if (mark === undefined || (gap && lang === null)) return undefined
  const {text, starts} = lines
  const first = starts[from + 1] ?? text.length
  let to = from + 1
  while (to < starts.length && !closes(lineAt(lines, to), mark)) to++
  const closed = to < starts.length
  const last = closed ? starts[to]! : text.length
  const value = text.slice(first, last).replace(/(?:\r?\n|\r)$/, '').replaceAll('\0', '\uFFFD')
  const node: Code = {
    type: 'code',
    lang,
    meta,
    value,
    position: between(starts[from]!, closed ? lineEnd(lines, to) : text.length),
  }
  return {node, to: closed ? to + 1 : to}
}

function closes(line: string, mark: string): boolean {
  if (!line.includes(mark)) return false
  return new RegExp(`^ {0,3}${mark[0]}{${mark.length},}[ \t]*$`).test(line)
}

function comment(lines: Lines, start: number, between: Between): PlainBlock {
  const {text, starts} = lines
  const found = text.indexOf('-->', start + 2)
  const last = found === -1 ? starts.length - 1 : lineOf(starts, found)
  const end = found === -1 ? text.length : lineEnd(lines, last)
  const value = text.slice(start, end).replaceAll('\0', '\uFFFD')
  return {node: {type: 'html', value, position: between(start, end)}, to: last + 1}
}

function paragraph(lines: Lines, from: number, line: string, between: Between): PlainBlock | undefined {
  const {text, starts} = lines
  let to = from
  for (let next = line; !blank.test(next); next = lineAt(lines, to)) {
    if (to > from && opensVerbatim(next)) break
    if (!words.test(next) || address.test(next)) return undefined
    to++
    if (to === starts.length) break
    if (text.charCodeAt(starts[to]! - 1) !== lineFeed || text.charCodeAt(starts[to]! - 2) === carriageReturn)
      return undefined
  }
  if (to === from) return undefined
  const start = starts[from]!
  const end = lineEnd(lines, to - 1)
  const value = text.slice(start, end)
  return {
    node: {
      type: 'paragraph',
      children: [{type: 'text', value, position: between(start, end)}],
      position: between(start, end),
    },
    to,
  }
}

const lineFeed = 10
const carriageReturn = 13
const hash = 35
const backtick = 96
const tilde = 126
