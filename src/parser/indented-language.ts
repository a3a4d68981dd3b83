import type {Root} from 'mdast'
import {nodesOf} from './nodes.ts'

/** What Python-Markdown's CodeHilite reads the language of an indented block from: `:::mysql` on a line of its own. */
const naming = /^[ \t]+:::[ \t]*([A-Za-z][\w+-]*)[ \t]*(?:\r\n|[\n\r])(?=[ \t]*\S)/

/** The language that the first line of an indented block names, by the block's source; undefined where it names none. */
export function languageAbove(source: string): string | undefined {
  return naming.exec(source)?.[1]
}

/** Takes the language of indented blocks from the line above their code that names it. That line is no part of the code. */
export function readIndentedLanguages(root: Root, text: string): void {
  if (!text.includes(':::')) return
  for (const node of nodesOf(root)) {
    if (node.type !== 'code' || node.lang) continue
    const {start, end} = node.position!
    const language = languageAbove(text.slice(start.offset, end.offset))
    if (language === undefined) continue
    node.lang = language
    node.value = node.value.replace(/^[^\n\r]*(?:\r\n|[\n\r])/, '')
  }
}
