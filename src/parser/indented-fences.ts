import type {Code, Root} from 'mdast'
import type {Complain} from './complain.ts'
import {nodesOf} from './nodes.ts'

const opening = /^([ \t]*)(`{3,}|~{3,})[ \t]*([^\n`]*)$/

/**
 * Makes fences of indented blocks that are nothing but one fence, and complains of them. Authors write these in tabs and notes of MkDocs,
 * and where a list is indented more than they thought; markdown takes the marks for text.
 */
export function readIndentedFences(root: Root, text: string, complain: Complain): void {
  for (const node of nodesOf(root)) {
    if (node.type !== 'code') continue
    const {start, end} = node.position!
    const source = text.slice(start.offset, end.offset)
    const marks = /^[ \t]+(?=[`~]{3})/.exec(source)?.[0].length
    const inner = marks === undefined ? undefined : fenceIn(node.value)
    if (marks === undefined || !inner) continue
    Object.assign(node, inner)
    node.position = {
      start: {line: start.line, column: start.column + marks, offset: start.offset! + marks},
      end,
    }
    complain(
      'indented-fence',
      'Unexpected fence in an indented block, expected it not to be indented by four columns more than what it belongs to',
      node.position as Parameters<Complain>[2],
    )
  }
}

/** What a text says as a fence, where it is one from its first line to its last. */
function fenceIn(value: string): Pick<Code, 'lang' | 'meta' | 'value'> | undefined {
  const lines = value.split(/\r\n|[\n\r]/)
  const [, indent = '', mark = '', info = ''] = opening.exec(lines[0]!) ?? []
  if (mark === '' || lines.length < 3) return undefined
  const closes = (line: string) => {
    const bare = line.trim()
    return bare.length >= mark.length && bare === mark[0]!.repeat(bare.length)
  }
  if (lines.findIndex((line, index) => index > 0 && closes(line)) !== lines.length - 1) return undefined
  const [lang = '', ...meta] = info.trim().split(/[ \t]+/)
  const indented = new RegExp(`^[ \\t]{0,${indent.length}}`)
  const inside = lines.slice(1, -1).map(line => line.replace(indented, ''))
  return {lang: lang || null, meta: meta.join(' ') || null, value: inside.join('\n')}
}
