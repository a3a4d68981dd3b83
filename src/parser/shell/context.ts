import {forEachChild, type Script, type SyntaxNode} from 'unbash'
import {lineOf} from '../../model/place.ts'

/** What surrounds a place of a script, outside of comments. */
export type ShellContext =
  | 'word'
  | 'double-quoted'
  | 'single-quoted'
  | 'ansi-quoted'
  | 'here-document'
  /** A here-document that bash takes as it stands. */
  | 'literal'
  /** A place where no quotes can stand: a range in braces, backquotes with backslashes. */
  | 'bare'

/** Where a context begins and ends, quotes included, as UTF-16 offsets. */
export interface Surrounding {
  start: number
  end: number
  context: ShellContext
}

/** Gives what surrounds an offset: the innermost word, quotes or here-document there; undefined in comments and outside of every word. */
export function contextsOf(script: Script): (offset: number) => Surrounding | undefined {
  const spans: Surrounding[] = []
  const visit = (node: SyntaxNode, around: ShellContext) => {
    const own = contextIn(node, around)
    if (own && node.type !== 'Script') spans.push({start: node.pos, end: endOf(node), context: own})
    if (own === 'bare') return
    forEachChild(node, child => visit(child, contextOfChild(node, child) ?? own ?? around))
  }
  for (const statement of script.commands) visit(statement, 'word')
  return innermostOf(spans)
}

/** Finds the innermost of spans, given outside in, that holds an offset. */
function innermostOf(spans: readonly Surrounding[]): (offset: number) => Surrounding | undefined {
  const sorted = spans.toSorted((a, b) => a.start - b.start)
  const around = aroundEach(sorted)
  if (!around) return offset => spans.findLast(span => offset >= span.start && offset < span.end)
  const starts = sorted.map(({start}) => start)
  return offset => {
    let at = offset < (starts[0] ?? Number.POSITIVE_INFINITY) ? -1 : lineOf(starts, offset)
    while (at !== -1 && sorted[at]!.end <= offset) at = around[at]!
    return sorted[at]
  }
}

/** For each of some spans, by their starts, which stands right around it, -1 for none; undefined if one begins in another and ends behind it. */
function aroundEach(sorted: readonly Surrounding[]): number[] | undefined {
  const open: number[] = []
  const around: number[] = []
  for (const [index, {start, end}] of sorted.entries()) {
    while (open.length > 0 && sorted[open.at(-1)!]!.end <= start) open.pop()
    const outer = open.at(-1) ?? -1
    if (outer !== -1 && sorted[outer]!.end < end) return undefined
    around.push(outer)
    open.push(index)
  }
  return around
}

/** The context that a node makes for itself and what it holds; undefined for those that make none. */
function contextIn(node: SyntaxNode, around: ShellContext): ShellContext | undefined {
  switch (node.type) {
    case 'Word':
      return around
    case 'Assignment':
    case 'Script':
      return 'word'
    case 'DoubleQuoted':
    case 'LocaleString':
    // in arithmetic nothing is split, and quotes are in the way
    case 'ArithmeticExpansion':
    case 'ArithmeticCommand':
    case 'ArithmeticFor':
      return 'double-quoted'
    case 'SingleQuoted':
      return 'single-quoted'
    case 'AnsiCQuoted':
      return 'ansi-quoted'
    case 'HereDocBody':
      return around === 'literal' ? 'literal' : 'here-document'
    case 'BraceExpansion':
      return /^\{[^{},'"]*\.\.[^{},'"]*\}$/.test(node.text) ? 'bare' : undefined
    case 'CommandExpansion':
      // a decoded script inside backquotes counts from its own beginning
      return node.script?.source === undefined ? undefined : 'bare'
    default:
      return undefined
  }
}

/** Where what a node makes ends: of a loop that counts, with what it counts by. */
function endOf(node: SyntaxNode): number {
  if (node.type !== 'ArithmeticFor') return node.end
  return Math.max(node.pos, ...[node.initialize, node.test, node.update].map(part => part?.end ?? 0))
}

/** What a child stands in where that is not what its parent makes. */
function contextOfChild(node: SyntaxNode, child: SyntaxNode): ShellContext | undefined {
  if (node.type === 'HereDoc')
    return node.delimiter?.quoted === true && child.type === 'HereDocBody' ? 'literal' : undefined
  if (node.type === 'ArithmeticFor') return child.type === 'CompoundList' ? 'word' : undefined
  if (node.type === 'Slice') return 'double-quoted'
  // what is cut off or replaced has quotes of its own, wherever the expansion stands
  return node.type === 'Remove' || node.type === 'Replace' ? 'word' : undefined
}
