import {forEachChild, parse, type Script, type SyntaxNode} from 'unbash'
import {argumentsOf} from './argument.ts'

/** The text of every function and alias that a script may leave behind, wherever in it they are defined, also by a literal `eval`. */
export function definitionsOf(tree: Script, script: string, depth = 0): string[] {
  const found: string[] = []
  const visit = (node: SyntaxNode) => {
    // A decoded script inside backticks counts from its own beginning, and leaves nothing behind.
    if (
      node.type === 'Subshell' ||
      node.type === 'CommandExpansion' ||
      (node.type === 'Script' && node.source !== undefined)
    )
      return
    if (node.type === 'Function') found.push(script.slice(node.pos, node.end))
    if (node.type === 'Command') {
      const [name, ...args] = node.name ? argumentsOf([node.name, ...node.args], undefined) : []
      const [program, ...words] = /^(?:builtin|command)$/.test(name?.value ?? '')
        ? args
        : name
          ? [name, ...args]
          : []
      if (program?.value === 'alias') found.push(script.slice(node.pos, node.end))
      if (program?.value === 'eval' && depth < 5) {
        const text = words.map(word => word.value).join(' ')
        found.push(...definitionsOf(parse(text), text, depth + 1))
      }
    }
    forEachChild(node, visit)
  }
  for (const statement of tree.commands) visit(statement)
  return found
}
