import type {PhrasingContent} from 'mdast'
import type {Colors} from 'picocolors/types.js'
import {clean, oneLine} from './clean.ts'
import {pieces, width} from './width.ts'

/** How inline markup is drawn. */
export interface InlineStyle {
  colors: Colors
  /** The terminal knows links (OSC 8): else an address stands behind its text. */
  links: boolean
}

/** A text that is drawn in one way; a line end in it breaks the line. */
interface Span {
  text: string
  paint(text: string): string
}

/** Inline markdown as lines of at most `columns`: words are kept whole where they fit. */
export function inlineLines(
  nodes: readonly PhrasingContent[],
  columns: number,
  style: InlineStyle,
): string[] {
  const lines: Span[][] = [[]]
  let used = 0
  let gap = false
  const feed = () => {
    lines.push([])
    used = 0
    gap = false
  }
  for (const word of words(spansOf(nodes, style, text => text))) {
    if (word === 'break') feed()
    else if (word === 'blank') gap = used > 0
    else {
      const length = word.reduce((sum, {text}) => sum + width(text), 0)
      if (used > 0 && used + (gap ? 1 : 0) + length > columns) feed()
      if (gap) lines.at(-1)!.push({text: ' ', paint: text => text})
      used += gap ? 1 : 0
      gap = false
      for (const {text, paint} of word) {
        for (const [index, piece] of cut(text, columns, used).entries()) {
          if (index > 0) feed()
          lines.at(-1)!.push({text: piece, paint})
          used += width(piece)
        }
      }
    }
  }
  return lines.map(line => line.map(({text, paint}) => paint(text)).join(''))
}

/** What of a text stands on this line, then what on each line after it. */
function cut(text: string, columns: number, used: number): string[] {
  return used + width(text) <= columns ? [text] : pieces(text, columns)
}

function spansOf(
  nodes: readonly PhrasingContent[],
  style: InlineStyle,
  paint: (text: string) => string,
): Span[] {
  const {colors, links} = style
  return nodes.flatMap((node): Span[] => {
    switch (node.type) {
      case 'text':
        return [{text: clean(node.value), paint}]
      case 'break':
        return [{text: '\n', paint}]
      case 'inlineCode':
        return [{text: oneLine(node.value), paint: text => colors.cyan(text)}]
      case 'strong':
        return spansOf(node.children, style, text => paint(colors.bold(text)))
      case 'emphasis':
        return spansOf(node.children, style, text => paint(colors.italic(text)))
      case 'delete':
        return spansOf(node.children, style, text => paint(colors.strikethrough(text)))
      case 'link': {
        const address = webAddress(node.url)
        const inside = spansOf(node.children, style, text => paint(colors.underline(text)))
        const said = inside.map(({text}) => text).join('')
        if (address === undefined || said === node.url || said === address)
          return address === undefined && said !== node.url ? [...inside, ...behind(node.url, style)] : inside
        if (!links) return [...inside, ...behind(address, style)]
        return inside.map(({text, paint: inner}) => ({text, paint: one => linked(inner(one), address)}))
      }
      case 'image':
        return [{text: node.alt ? `[${clean(node.alt)}]` : '[image]', paint}, ...behind(node.url, style)]
      case 'html':
        return /^<!--/.test(node.value) ? [] : [{text: clean(node.value), paint: text => colors.dim(text)}]
      case 'linkReference':
      case 'imageReference':
        return 'children' in node
          ? spansOf(node.children, style, paint)
          : [{text: clean(node.alt ?? node.identifier), paint}]
      case 'footnoteReference':
        return [{text: `[${clean(node.label ?? node.identifier)}]`, paint}]
      default:
        return []
    }
  })
}

function behind(address: string, {colors}: InlineStyle): Span[] {
  return [{text: ` (${oneLine(address)})`, paint: text => colors.dim(text)}]
}

/** An address of the web or of mail, which may be clicked on; nothing else is handed to the terminal. */
function webAddress(url: string): string | undefined {
  if (!URL.canParse(url) || !/^(?:https?|mailto):/i.test(url)) return undefined
  return new URL(url).href.replaceAll(/[^\x21-\x7e]/g, encodeURIComponent)
}

function linked(text: string, address: string): string {
  return `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\`
}

/** Spans cut where words end: spans of one word stand together. */
function words(spans: readonly Span[]): (Span[] | 'blank' | 'break')[] {
  const found: (Span[] | 'blank' | 'break')[] = []
  for (const {text, paint} of spans) {
    // a single newline of the document is a blank; only a break node alone is a line end
    const parts = text === '\n' ? ['\n'] : text.split(/(\s+)/)
    for (const part of parts) {
      if (part === '') continue
      if (text === '\n') found.push('break')
      else if (/^\s/.test(part)) found.push('blank')
      else {
        const last = found.at(-1)
        if (Array.isArray(last)) last.push({text: part, paint})
        else found.push([{text: part, paint}])
      }
    }
  }
  return found
}
