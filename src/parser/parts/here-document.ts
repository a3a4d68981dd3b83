import {forEachChild, type SyntaxNode} from 'unbash'
import {treeOf} from '../shell/tree.ts'
import {filled} from './command.ts'

/** A here-document without its end: bash takes all that follows for its text, and runs none of it. */
export interface OpenDocument {
  /** The word that would end it. */
  delimiter: string
  /** Where it begins. Unit: UTF-16 units, as for `near`. */
  start: number
  /** Where its word stands on a line of its own, with blanks around it: most likely meant to be its end. */
  near: number | undefined
}

/** The first here-document of a script that never ends. */
export function openDocument(script: string): OpenDocument | undefined {
  if (!script.includes('<<')) return undefined
  try {
    const text = filled(script)
    return openIn(treeOf(text), text)
  } catch {
    return undefined // nested too deep to be read
  }
}

function openIn(node: SyntaxNode, script: string): OpenDocument | undefined {
  if (node.type === 'HereDoc' && node.delimiter && !node.closing) {
    const {value} = node.delimiter
    const from = node.body.pos
    const lines = script.slice(from).split('\n')
    const line = lines.findIndex(one => one.trim() === value)
    const before = lines.slice(0, line).reduce((length, one) => length + one.length + 1, 0)
    return {delimiter: value, start: node.pos, near: line === -1 ? undefined : from + before}
  }
  if (node.type === 'Script' && node.source !== undefined) return undefined // its places are of another text
  let found: OpenDocument | undefined
  forEachChild(node, child => {
    found ??= openIn(child, script)
  })
  return found
}
