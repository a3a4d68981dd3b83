import type {Code, Html} from 'mdast'
import {lineOf, type Place} from '../../model/place.ts'
import {type Lines, lineAt, lineEnd} from './lines.ts'

const fence = /^(`{3,}|~{3,})(?:[ \t]*([\w.+#/:-]+)(?: ([^\s`\\&\0](?:[^`\\&\0\t]*[^`\\&\0\t ])?))?)?$/

/** Whether a line opens a fence or a comment in the first column: what stands before it ends there. */
export function opensVerbatim(line: string): boolean {
  return line.startsWith('<!--') || fence.test(line)
}

/** Reads a fence or a comment, whose content is no markdown; undefined where its info string needs a parser, or there is none. */
export function verbatim(
  lines: Lines,
  from: number,
  between: (start: number, end: number) => Place,
): {node: Code | Html; to: number} | undefined {
  const {text, starts} = lines
  const line = lineAt(lines, from)
  const start = starts[from]!
  if (line.startsWith('<!--')) {
    const close = text.indexOf('-->', start + 2)
    const last = close === -1 ? starts.length - 1 : lineOf(starts, close)
    const end = close === -1 ? text.length : lineEnd(lines, last)
    const value = readable(text.slice(start, end))
    return {node: {type: 'html', value, position: between(start, end)}, to: last + 1}
  }
  const [, mark, lang = null, meta = null] = fence.exec(line) ?? []
  if (mark === undefined) return undefined
  const to = closing(lines, from + 1, mark)
  const closed = to < starts.length
  const inside = text.slice(starts[from + 1] ?? text.length, starts[to] ?? text.length)
  const value = readable(inside.replace(/(?:\r?\n|\r)$/, ''))
  const position = between(start, closed ? lineEnd(lines, to) : text.length)
  return {node: {type: 'code', lang, meta, value, position}, to: closed ? to + 1 : to}
}

/** The first line from a number on that closes a fence; the number of lines if none does. */
function closing(lines: Lines, from: number, mark: string): number {
  const close = new RegExp(`^ {0,3}${mark}${mark[0]}*[ \\t]*$`)
  let line = from
  while (line < lines.starts.length && !close.test(lineAt(lines, line))) line++
  return line
}

/** micromark gives no NUL. */
function readable(text: string): string {
  return text.replaceAll('\0', '\uFFFD')
}
