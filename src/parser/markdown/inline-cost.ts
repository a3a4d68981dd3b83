import type {Nodes, RootContent} from 'mdast'

/**
 * About how many nanoseconds micromark takes for the inline markup of a text beyond what its length takes: it compares every `*` of
 * a paragraph with every other, likewise brackets, from every `<` and backtick it looks to the end, and for every line it moves what it
 * found in the lines after it.
 */
export function inlineCost(text: string): number {
  let attention = 0
  let brackets = 0
  let seeking = 0
  let lines = 0
  let words = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === star || code === underscore || code === tilde) attention++
    else if (code === leftBracket || code === rightBracket) brackets++
    else if (code === lessThan) seeking++
    else if (code === backtick && text.charCodeAt(at - 1) !== backtick) seeking++
    else if (code === lineFeed || code === carriageReturn) lines++
    else if (!isWord(code)) words++
  }
  const moved = 4 * lines + 2 * (words + attention + brackets + seeking)
  return attention ** 2 * 90 + brackets ** 2 * 10 + seeking * text.length * 9 + lines * moved * 1.5
}

/** The same, where a paragraph is known to end: markup of one never meets markup of another. Not less than the sum of its paragraphs. */
export function inlineCostApart(text: string): number {
  return text.split(endOfParagraph).reduce((cost, stretch) => cost + inlineCost(stretch), 0)
}

/** A blank line, or one that begins an item in the first column. */
const endOfParagraph = /(?:\r\n|[\n\r])(?=[ \t]*(?:[\n\r]|[-+*] [\w[]))/

/** Whether it is a letter or a digit; at any other character a construct may begin. */
function isWord(code: number): boolean {
  return code > 127 || (code > 96 && code < 123) || (code > 64 && code < 91) || (code > 47 && code < 58)
}

const lineFeed = 10
const carriageReturn = 13
const star = 42
const lessThan = 60
const leftBracket = 91
const rightBracket = 93
const underscore = 95
const backtick = 96
const tilde = 126

/** The same for the paragraphs, headings and cells of a tree, summed; `text` is what its places count in. */
export function inlineCostOf(blocks: readonly RootContent[], text: string): number {
  let cost = 0
  const left: Nodes[] = [...blocks]
  for (let node = left.pop(); node; node = left.pop()) {
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell')
      cost += inlineCost(text.slice(node.position!.start.offset, node.position!.end.offset))
    else if ('children' in node) for (const child of node.children) left.push(child)
  }
  return cost
}
