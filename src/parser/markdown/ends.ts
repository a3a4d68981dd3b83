import type {Nodes, RootContent} from 'mdast'
import {afterBlankLines, blank, itemOf, type Lines, lineAt} from './lines.ts'
import {markOf} from './list-join.ts'
import {opensVerbatim} from './verbatim.ts'

/** Whether nothing in the blocks of a piece goes on in the line `to` after it, but for a list with its next item. */
export function piecesPart(children: readonly RootContent[], lines: Lines, to: number): boolean {
  const last = children.at(-1)
  if (last === undefined) return true
  const end = last.position!.end.line
  const before = lineAt(lines, to - 1)
  if (blank.test(before)) return end < to && !(endsInIndented(last, lines) && opensLaterNumber(lines, to))
  if ((last.type === 'heading' || last.type === 'thematicBreak') && end === to) return true
  const next = lineAt(lines, to)
  // what comes next is a fence or a comment, which ends any text
  if (opensVerbatim(next)) return end < to || endsInText(last)
  return last.type === 'list' && itemOf(next) === markOf(last, lines.text) && endsHere(last, before, to)
}

/** Whether the next line that is not blank begins an item with another number than 1, which remark takes for text behind indented code. */
function opensLaterNumber(lines: Lines, to: number): boolean {
  const next = afterBlankLines(lines, to)
  return next < lines.starts.length && laterNumber.test(lineAt(lines, next))
}

const laterNumber = /^ {0,3}(?!1[.)])\d{1,9}[.)]/

function endsInIndented(block: RootContent, lines: Lines): boolean {
  const last = innermost(block)
  return last?.type === 'code' && !/^ {0,3}[`~]/.test(startOf(last, lines))
}

function startOf({position}: Nodes, {text}: Lines): string {
  const {offset} = position!.start
  return text.slice(offset, offset! + 8)
}

/** Whether the last line of a list ends what stands on it, whatever comes next. */
function endsHere(list: Nodes, line: string, to: number): boolean {
  const last = innermost(list)
  if (!last || last.position!.end.line !== to) return false
  if (last.type === 'paragraph' || last.type === 'heading') return true
  return last.type === 'code' && closingFence.test(line) && !last.value.endsWith(line.trim())
}

const closingFence = /^[ \t]*(?:`{3,}|~{3,})[ \t]*$/

function endsInText(block: RootContent): boolean {
  const last = innermost(block)
  return last?.type === 'paragraph' || last?.type === 'heading' || last?.type === 'table'
}

/** The last block in the last of all containers; undefined if it is empty. */
function innermost(block: Nodes): Nodes | undefined {
  let last = block
  while (last.type === 'list' || last.type === 'listItem' || last.type === 'blockquote') {
    const inner: Nodes | undefined = last.children.at(-1)
    if (!inner) return undefined
    last = inner
  }
  return last
}
