import type {Nodes} from 'mdast'
import {parseMarkdown} from './markdown.ts'
import {nodesOf} from './nodes.ts'

/** The text with the addresses of its links, images and definitions replaced; undefined keeps one. All other bytes stay. Links in HTML are left alone. */
export function rewriteLinks(text: string, to: (url: string) => string | undefined): string {
  const cuts: {start: number; end: number; url: string}[] = []
  for (const node of nodesOf(parseMarkdown(text))) {
    const found = addressOf(node, text)
    const url = found && to(found.url)
    if (found && url !== undefined && url !== found.url) cuts.push({...found, url: spelled(url, found.bare)})
  }
  let result = ''
  let at = 0
  for (const {start, end, url} of cuts.sort((a, b) => a.start - b.start)) {
    result += text.slice(at, start) + url
    at = end
  }
  return result + text.slice(at)
}

/** Where the address of a node stands, as the document spells it; undefined where the node has none, or it stands for itself. */
function addressOf(
  node: Nodes,
  text: string,
): {start: number; end: number; url: string; bare: boolean} | undefined {
  if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return undefined
  const from = node.position!.start.offset!
  // behind what it shows, which may hold brackets of its own
  const inner = node.type === 'link' ? (node.children.at(-1)?.position?.end.offset ?? from) : from
  const opening = node.type === 'definition' ? /\]:\s*/g : /\]\(\s*/g
  opening.lastIndex = inner
  const open = opening.exec(text)
  if (!open || open.index >= node.position!.end.offset!) return undefined
  const start = open.index + open[0].length
  const rest = text.slice(start, node.position!.end.offset)
  const angled = /^<[^<>\n]*>/.exec(rest)?.[0]
  const end = start + (angled?.length ?? bareLength(rest))
  return {start, end, url: node.url, bare: angled === undefined}
}

/** How long an address without angle brackets is: to a blank, or to a closing parenthesis that none of its own opened. */
function bareLength(text: string): number {
  let open = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (character === '\\') at++
    else if (/\s/.test(character)) return at
    else if (character === '(') open++
    else if (character === ')' && open-- === 0) return at
  }
  return text.length
}

function spelled(url: string, bare: boolean): string {
  return bare && !/[\s()<>]/.test(url) ? url : `<${url.replaceAll(/[<>\n]/g, percent)}>`
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
