import {conditionOf, isOtherwise} from '../condition.ts'
import {wordsOf} from './comment.ts'
import type {Statements} from './statement.ts'

/** What the comments between the statements of a script make of it. */
export type Ways =
  /** Nothing stands for another: it is as whole as its statements say. */
  | {kind: 'none'}
  /** One is done instead of another: then not even a script may flow through them. */
  | {kind: 'several'}
  /** They are ways, and yet what stands above guards what stands below: neither may the one run without the other. */
  | {kind: 'guarded'; comment: string}

/** Reads whether comments between statements offer one instead of another. */
export function waysOf(script: readonly string[], comment: RegExp, statements: Statements): Ways {
  const {lines, whole, strict} = statements
  const leaves = lines.some(line => line.leaves)
  let next = 0
  let found: Ways = {kind: 'none'}
  for (const [index, text] of script.entries()) {
    while (next < lines.length && lines[next]!.to <= index) next++
    const inside = next < lines.length && lines[next]!.from <= index
    if (inside || lines.length === 0 || !comment.test(text)) continue
    const condition = conditionOf(wordsOf(text))
    if (condition?.kind !== 'or' && condition?.kind !== 'option') continue
    // `# Otherwise` below `… || exit` says what happens anyway
    if (lines[next - 1]?.leaves && isOtherwise(condition)) continue
    if (whole && (leaves || (strict && condition.kind === 'or')))
      return {kind: 'guarded', comment: text.trim()}
    found = {kind: 'several'}
  }
  return found
}
