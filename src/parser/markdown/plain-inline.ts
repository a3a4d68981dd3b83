import type {PhrasingContent, Text} from 'mdast'
import type {Place} from '../../model/place.ts'

type Between = (start: number, end: number) => Place

/**
 * What ends words; looked for, since a pattern for the words would go back over each of millions of characters. Some signs are text where they
 * cannot begin anything: `_` inside a word, `&` before a blank, `<` before a number, `~` before a word.
 */
const special =
  /\\(?![A-Za-z0-9 ])|[`*[\]\0\t]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|<(?=[A-Za-z/!?])|&(?=[A-Za-z#])|(?<=[\w.+-])@|(?<![ \n("])~|~(?![A-Za-z0-9])|:\/\/|!\[|[wW]{3}/g
const code = /`([^`\0-\x1F]*[^`\0-\x20][^`\0-\x1F]*)`(?!`)/y
const emphasis =
  /(\*\*?)(?!\s)((?:[^`*\0\t]|`[^`\0-\x1F]*[^`\0-\x20][^`\0-\x1F]*`(?!`)){1,1000})(?<!\s)\1(?=[ \n.,;:!?)"'/—–-]|$)/y
const underlined = /(__?)(?!\s)([^`*_\0\t]{1,1000})(?<!\s)\1(?=[ \n.,;:!?)"'/—–-]|$)/y
const link =
  /\[((?![\s^])(?:[^`[\]\0\t\n]|`[^`[\]\0-\x1F]*[^`[\]\0-\x20][^`[\]\0-\x1F]*`(?!`)){1,1000}(?<!\s))\]\(([^\0-\x20\x7F()<>\\;`[\]]+)\)/y
const tag = /<\/?[A-Za-z][A-Za-z0-9-]*>/y
/** What the first line of such text begins with. */
export const beginsInline = /^(?:[A-Za-z`["'($]|\d(?!\d*[.)])|\*{1,2}[A-Za-z0-9]|[^\0-\x7F\uFEFF])/
/** So does the text of a heading, in which nothing begins a block. */
export const beginsHeading = /^[^#\s\uFEFF]/
/** Blanks at the end of a line, or a line that may begin a block. */
const breaks = /[ \t](?:\n|$)|\n(?![A-Za-z`*["'($]|\d(?!\d*[.)])|[^\0-\x7F\uFEFF])/

/**
 * Reads the text of a paragraph or heading as remark would: words, and code, emphasis, links and tags in their simplest form. Undefined where it may hold
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
  // last, as it goes through all of a text that may be long
  return !nodes || breaks.test(text) ? undefined : nodes
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
  if (!pattern) return undefined
  const isEmphasis = pattern === emphasis || pattern === underlined
  if (isEmphasis && at > 0 && !beforeEmphasis.test(text[at - 1]!)) return undefined
  pattern.lastIndex = at
  const found = pattern.exec(text)
  if (!found) return undefined
  const start = from + at
  const position = between(start, start + found[0].length)
  const [all, first = '', second = ''] = found
  if (pattern === code) return {type: 'inlineCode', value: unpadded(first), position}
  if (pattern === tag) return {type: 'html', value: all, position}
  const inside = pattern === link ? first : second
  const children = nodesIn(inside, start + all.indexOf(inside, pattern === link ? 1 : first.length), between)
  if (!children) return undefined
  if (pattern === link) return {type: 'link', title: null, url: second, children, position}
  return {type: first.length === 1 ? 'emphasis' : 'strong', children, position}
}

const beforeEmphasis = /[ \n("'/]/
const patterns = new Map([
  ['`', code],
  ['*', emphasis],
  ['_', underlined],
  ['[', link],
  ['<', tag],
])

/** One blank on both sides is no part of code. */
function unpadded(value: string): string {
  return value.startsWith(' ') && value.endsWith(' ') ? value.slice(1, -1) : value
}
