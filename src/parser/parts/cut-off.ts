import {forEachChild, type SyntaxNode} from 'unbash'
import {lineOf, lineStartsOf} from '../../model/place.ts'
import type {Part} from '../part.ts'
import {treeOf} from '../shell/tree.ts'
import {filled} from './command.ts'

/** A line behind which a command that seems to go on has ended. */
export interface CutOff {
  /** Counted from 0 in the fence. */
  line: number
  /** What ends it: a blank behind its backslash, or the line that stands where it should go on. */
  by: 'blank' | 'empty line' | 'comment'
}

/** The first line of a fence whose command is cut off although more follows: half of it would run. */
export function cutOffLine(parts: readonly Part[], text: string): CutOff | undefined {
  if (!/\\(?:[ \t]+\n|\n[ \t]*(?:\n|#))/.test(text)) return undefined
  const lines = text.split('\n')
  for (const part of parts) {
    if (part.kind !== 'shell' && part.kind !== 'console') continue
    const script = part.script.split('\n')
    const cut = script.flatMap((line, index) => {
      const by = cutBy(line, lines.slice(part.origin[index]!.line + 1))
      return by ? [{index, by}] : []
    })
    if (cut.length === 0) continue
    const split = new Set(cut.flatMap(({index, by}) => (by === 'blank' ? [] : [index])))
    // with a blank behind it, a backslash that is code ends a word
    const ends = escapedEnds(script.map((line, index) => (split.has(index) ? `${line} ` : line)).join('\n'))
    const found = cut.find(({index}) => ends === undefined || ends.has(index))
    if (found) return {line: part.origin[found.index]!.line, by: found.by}
  }
  return undefined
}

function cutBy(line: string, rest: readonly string[]): CutOff['by'] | undefined {
  const next = rest[0]?.trim() ?? ''
  if (/\\[ \t]+$/.test(line)) return next === '' ? undefined : 'blank'
  // behind an operator a shell goes on by itself
  if (!line.endsWith('\\') || /(?:[&|;({]|\b(?:do|then|else))\s*\\$/.test(line)) return undefined
  if ((next !== '' && !next.startsWith('#')) || rest.slice(1).every(one => one.trim() === ''))
    return undefined
  return next === '' ? 'empty line' : 'comment'
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
    const tree = treeOf(filled(script))
    if (tree.errors && tree.errors.length > 0) return undefined
    visit(tree)
    return ends
  } catch {
    return undefined // nested too deep to be read
  }
}
