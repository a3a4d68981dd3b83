import {forEachChild, type Script, type SyntaxNode} from 'unbash'

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
  // Visited outside in, so the last that holds an offset is the innermost.
  return offset => spans.findLast(span => offset >= span.start && offset < span.end)
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
