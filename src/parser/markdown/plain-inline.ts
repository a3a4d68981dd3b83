import type {PhrasingContent, Text} from 'mdast'
import type {Place} from '../../model/place.ts'

type Between = (start: number, end: number) => Place

/** What ends words; looked for, since a pattern for the words would go back over each of millions of characters. */
const special = /[\\`*_[\]<>&~|@\0\t]|:\/\/|!\[/g
const code = /`([^`\0-\x1F]*[^`\0-\x20][^`\0-\x1F]*)`(?!`)/y
const emphasis =
  /(\*\*?)(?!\s)((?:[^\\`*_[\]<>&~|@\0\t:]|:(?!\/\/)|`[^`\0-\x1F]*[^`\0-\x20][^`\0-\x1F]*`(?!`)){1,1000})(?<!\s)\1(?=[ \n.,;:!?)]|$)/y
const link =
  /\[([A-Za-z0-9](?:[^\\`*_[\]<>&~|@\0\t\n:!]*[A-Za-z0-9])?)\]\(([^\0-\x20\x7F()<>\\&`*_[\]~|]+)\)/y
const address = /www/i
/** What the first line of such text begins with. */
export const beginsInline = /^(?:[A-Za-z`["'($]|\d(?!\d*[.)])|\*{1,2}[A-Za-z0-9]|[^\0-\x7F\uFEFF])/
/** So does the text of a heading, in which nothing begins a block. */
export const beginsHeading = /^[^#\s\uFEFF]/
/** Blanks at the end of a line, or a line that may begin a block. */
const breaks = /[ \t](?:\n|$)|\n(?![A-Za-z`*["'($]|\d(?!\d*[.)])|[^\0-\x7F\uFEFF])/

/**
 * Reads the text of a paragraph or heading as remark would: words, and code, emphasis and links in their simplest form. Undefined where it may hold
 * anything else, or any of its lines may begin a block. `from` is where it stands in the document.
 */
export function plainInline(
  text: string,
  from: number,
  between: Between,
  begins = beginsInline,
): PhrasingContent[] | undefined {
  if (!begins.test(text)) return undefined
  const nodes = nodesIn(text, from, between)
  // last, as they go through all of a text that may be long
  return !nodes || breaks.test(text) || address.test(text) ? undefined : nodes
}

function nodesIn(text: string, from: number, between: Between): PhrasingContent[] | undefined {
  const nodes: PhrasingContent[] = []
  for (let at = 0; at < text.length; ) {
    const node = markup(text, at, from, between) ?? words(text, at, from, between)
    if (!node) return undefined
    nodes.push(node)
    at = node.position!.end.offset! - from
  }
  return nodes
}

function words(text: string, at: number, from: number, between: Between): Text | undefined {
  special.lastIndex = at
  const end = special.exec(text)?.index ?? text.length
  return end === at ? undefined : textOf(text.slice(at, end), from + at, between)
}

function textOf(value: string, from: number, between: Between): Text {
  return {type: 'text', value, position: between(from, from + value.length)}
}

function markup(text: string, at: number, from: number, between: Between): PhrasingContent | undefined {
  const pattern = patterns.get(text[at]!)
  if (!pattern || (at > 0 && !/[ \n(]/.test(text[at - 1]!))) return undefined
  pattern.lastIndex = at
  const found = pattern.exec(text)
  if (!found) return undefined
  const start = from + at
  const position = between(start, start + found[0].length)
  const [, first = '', second = ''] = found
  if (pattern === code) return {type: 'inlineCode', value: unpadded(first), position}
  if (pattern === link)
    return {type: 'link', title: null, url: second, children: [textOf(first, start + 1, between)], position}
  const children = nodesIn(second, start + first.length, between)
  return children && {type: first === '*' ? 'emphasis' : 'strong', children, position}
}

const patterns = new Map([
  ['`', code],
  ['*', emphasis],
  ['[', link],
])

/** One blank on both sides is no part of code. */
function unpadded(value: string): string {
  return value.startsWith(' ') && value.endsWith(' ') ? value.slice(1, -1) : value
}
