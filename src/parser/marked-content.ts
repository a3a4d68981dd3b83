import type {Code, Paragraph, Root, RootContent} from 'mdast'
import {nodesOf} from './nodes.ts'

/** What stands before the tabs, notes and details of MkDocs, whose content is indented. */
const mark = /^(?:===[!+]{0,2} |!!!|\?\?\?\+?)\s*["'\p{L}]/u
const opens = /^[ \t]*(`{3,}|~{3,})[^`\n]*$/

interface Line {
  text: string
  line: number
  column: number
  offset: number
}

/**
 * Takes apart what is indented below a mark of MkDocs and holds fences between words: each fence becomes an indented block of its
 * own, the words paragraphs. Markdown takes all of it for one block. Where a fence is not closed, nothing is changed.
 */
export function takeApartMarked(root: Root, text: string): void {
  if (!/^[ \t]*(?:===|!!!|\?\?\?)/m.test(text)) return
  for (const parent of [root, ...nodesOf(root)]) {
    if (!('children' in parent) || !parent.children.some(({type}) => type === 'code')) continue
    const children = parent.children as RootContent[]
    Object.assign(parent, {
      children: children.flatMap((node, at) => piecesBelow(children[at - 1], node, text) ?? [node]),
    })
  }
}

function piecesBelow(before: RootContent | undefined, node: RootContent, text: string) {
  if (node.type !== 'code' || !/^[ \t]/.test(text[node.position!.start.offset!]!)) return undefined
  if (before?.type !== 'paragraph' || !mark.test(text.slice(before.position!.start.offset))) return undefined
  return piecesOf(linesOf(node, text))
}

function linesOf({position}: Code, text: string): Line[] {
  const {start, end} = position!
  const lines: Line[] = []
  let [offset, column] = [start.offset!, start.column]
  for (const found of text.slice(offset, end.offset).matchAll(/([^\r\n]*)(\r\n|[\n\r]|$)/g)) {
    if (found[0] === '' && lines.length > 0) break
    lines.push({text: found[1]!, line: start.line + lines.length, column, offset})
    offset += found[0].length
    column = 1
  }
  return lines
}

/** Undefined where there is nothing to take apart: no fence, one that is not closed, or one that is all there is. */
function piecesOf(lines: readonly Line[]): RootContent[] | undefined {
  const pieces: RootContent[] = []
  let words: Line[] = []
  const tell = () => {
    if (words.length > 0) pieces.push(paragraphOf(words))
    words = []
  }
  let fences = 0
  for (let at = 0; at < lines.length; at++) {
    const fence = opens.exec(lines[at]!.text)?.[1]
    if (fence) {
      tell()
      let end = at + 1
      while (end < lines.length && !closes(lines[end]!.text, fence)) end++
      if (end === lines.length) return undefined
      pieces.push(blockOf(lines.slice(at, end + 1)))
      fences++
      at = end
    } else if (lines[at]!.text.trim() === '') tell()
    else words.push(lines[at]!)
  }
  tell()
  return fences === 0 || pieces.length === 1 ? undefined : pieces
}

function closes(line: string, fence: string): boolean {
  const bare = line.trim()
  return bare.length >= fence.length && bare === fence[0]!.repeat(bare.length)
}

function blockOf(lines: readonly Line[]): Code {
  return {
    type: 'code',
    lang: null,
    meta: null,
    value: lines.map(({text}) => text).join('\n'),
    position: spanOf(lines),
  }
}

function paragraphOf(lines: readonly Line[]): Paragraph {
  const value = lines.map(({text}) => text.trim()).join('\n')
  const [first, ...rest] = lines
  const indent = first!.text.length - first!.text.trimStart().length
  const bare = {
    ...first!,
    text: first!.text.slice(indent),
    column: first!.column + indent,
    offset: first!.offset + indent,
  }
  return {type: 'paragraph', children: [{type: 'text', value}], position: spanOf([bare, ...rest])}
}

function spanOf(lines: readonly Line[]) {
  const [first, last] = [lines[0]!, lines.at(-1)!]
  return {
    start: {line: first.line, column: first.column, offset: first.offset},
    end: {
      line: last.line,
      column: last.column + last.text.length,
      offset: last.offset + last.text.length,
    },
  }
}
