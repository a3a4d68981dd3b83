import {forEachChild, parse, type SyntaxNode} from 'unbash'
import {lineOf, lineStartsOf} from '../../model/place.ts'
import type {Part} from '../part.ts'
import {filled} from './command.ts'

/**
 * The first line of a fence that ends in a backslash and blanks although more follows: to a shell its command ends there, and
 * half of it would run. Counted from 0; undefined where none does.
 */
export function cutOffLine(parts: readonly Part[], text: string): number | undefined {
  if (!/\\[ \t]+\n/.test(text)) return undefined
  const lines = text.split('\n')
  for (const part of parts) {
    if (part.kind !== 'shell' && part.kind !== 'console') continue
    const script = part.script.split('\n')
    const cut = script.flatMap((line, index) => {
      const at = part.origin[index]!.line
      return /\\[ \t]+$/.test(line) && (lines[at + 1] ?? '').trim() !== '' ? [index] : []
    })
    if (cut.length === 0) continue
    const ends = escapedEnds(part.script)
    const found = cut.find(index => ends === undefined || ends.has(index))
    if (found !== undefined) return part.origin[found]!.line
  }
  return undefined
}

/** The lines of a script at whose end a word ends in an escaped blank; undefined where bash's grammar does not take it. */
function escapedEnds(script: string): Set<number> | undefined {
  const ends = new Set<number>()
  const starts = lineStartsOf(script)
  const visit = (node: SyntaxNode) => {
    if (
      node.type === 'Word' &&
      /\\[ \t]$/.test(node.text) &&
      /[ \t]*(?:\n|$)/y.test(script.slice(node.end, node.end + 200))
    )
      ends.add(lineOf(starts, node.end - 1))
    if (node.type !== 'Script' || node.source === undefined) forEachChild(node, visit) // else its places are of another text
  }
  try {
    const tree = parse(filled(script))
    if (tree.errors && tree.errors.length > 0) return undefined
    visit(tree)
    return ends
  } catch {
    return undefined // nested too deep to be read
  }
}
