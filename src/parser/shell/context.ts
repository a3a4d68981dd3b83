import {forEachChild, type Script, type SyntaxNode} from 'unbash'

/** What surrounds a place of a script. */
export type ShellContext =
  | 'word'
  | 'double-quoted'
  | 'single-quoted'
  | 'here-document'
  | 'literal'
  | 'comment'

interface Span {
  start: number
  end: number
  context: ShellContext
}

/** Gives what surrounds an offset: the innermost word, quotes or here-document there; `comment` outside of every word. */
export function contextsOf(script: Script): (offset: number) => ShellContext {
  const spans: Span[] = []
  const visit = (node: SyntaxNode, around: ShellContext) => {
    // A decoded script inside backticks counts from its own beginning.
    if (node.type === 'Script' && node.source !== undefined) return
    const own = contextIn(node, around)
    if (own && node.type !== 'Script') spans.push({start: node.pos, end: node.end, context: own})
    const quoted = node.type === 'HereDoc' && node.delimiter?.quoted === true
    forEachChild(node, child =>
      visit(child, quoted && child.type === 'HereDocBody' ? 'literal' : (own ?? around)),
    )
  }
  for (const statement of script.commands) visit(statement, 'word')
  // Visited outside in, so the last that holds an offset is the innermost.
  return offset => spans.findLast(span => offset >= span.start && offset < span.end)?.context ?? 'comment'
}

/** The context that a node makes for itself and what it holds; undefined for those that make none. */
function contextIn({type}: SyntaxNode, around: ShellContext): ShellContext | undefined {
  if (type === 'Word') return around
  if (type === 'Assignment' || type === 'Script') return 'word'
  if (type === 'DoubleQuoted' || type === 'LocaleString') return 'double-quoted'
  if (type === 'SingleQuoted' || type === 'AnsiCQuoted') return 'single-quoted'
  if (type === 'HereDocBody') return around === 'literal' ? 'literal' : 'here-document'
  return undefined
}
