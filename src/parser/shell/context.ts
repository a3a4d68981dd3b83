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
  const add = (node: {pos: number; end: number}, context: ShellContext) =>
    spans.push({start: node.pos, end: node.end, context})
  const visit = (node: SyntaxNode, context: ShellContext) => {
    switch (node.type) {
      case 'Word':
        add(node, context)
        break
      case 'Assignment':
        add(node, 'word')
        break
      case 'DoubleQuoted':
      case 'LocaleString':
        context = 'double-quoted'
        add(node, context)
        break
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        add(node, 'single-quoted')
        break
      case 'HereDocBody':
        // bash keeps a quoted here-document as it is; an unquoted one without expansions has no parts either.
        add(node, context === 'literal' ? 'literal' : 'here-document')
        context = context === 'literal' ? 'literal' : 'here-document'
        break
      case 'HereDoc':
        forEachChild(node, child => {
          visit(
            child,
            child.type === 'HereDocBody' && node.delimiter?.quoted
              ? 'literal'
              : child.type === 'HereDocBody'
                ? 'here-document'
                : 'word',
          )
        })
        return
      case 'Script':
        // A decoded script inside backticks counts from its own beginning.
        if (node.source !== undefined) return
        context = 'word'
        break
      default:
        break
    }
    forEachChild(node, child => visit(child, context))
  }
  for (const statement of script.commands) visit(statement, 'word')
  // Visited outside in, so the last that holds an offset is the innermost.
  return offset => spans.findLast(span => offset >= span.start && offset < span.end)?.context ?? 'comment'
}
