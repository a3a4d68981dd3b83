import {forEachChild, type Script, type SyntaxNode} from 'unbash'
import {argumentsOf} from './argument.ts'
import {aliasesIn, takenBack, withoutBuiltin} from './functions.ts'
import {treeOf} from './tree.ts'

/**
 * The text of every function and alias that a script may leave behind, wherever in it they are defined, also by a literal `eval`.
 * A name that may be none of them afterwards, because they are conditional or taken back, is also left as what its program does.
 */
export function definitionsOf(tree: Script, script: string): string[] {
  const left: Left = {texts: [], sure: new Set(), doubtful: new Set()}
  leave(left, tree, script, {sure: true, depth: 0})
  const programs = [...left.doubtful].flatMap(name =>
    /^[\p{L}\p{N}_.:@%+-]+$/u.test(name) ? [`${name}() { command ${name} "$@"; }`] : [],
  )
  return [...left.texts, ...programs]
}

interface Left {
  texts: string[]
  /** Names that are surely defined, up to here. */
  sure: Set<string>
  /** Names that may not be, up to here. */
  doubtful: Set<string>
}

const unconditional = new Set(['Script', 'Statement', 'CompoundList', 'BraceGroup'])

function leave(left: Left, tree: Script, script: string, around: {sure: boolean; depth: number}) {
  const visit = (node: SyntaxNode, sure: boolean) => {
    // A decoded script inside backticks counts from its own beginning, and leaves nothing behind.
    if (
      node.type === 'Subshell' ||
      node.type === 'CommandExpansion' ||
      (node.type === 'Script' && node.source !== undefined)
    )
      return
    if (node.type === 'Function') defined(left, [node.name.value], script.slice(node.pos, node.end), sure)
    if (node.type === 'Command' && node.name) {
      const words = argumentsOf([node.name, ...node.args], undefined).map(({value}) => value)
      const [program, ...rest] = withoutBuiltin(words)
      if (program === 'alias') {
        const names = aliasesIn(words).map(([name]) => name)
        defined(left, names, script.slice(node.pos, node.end), sure)
      }
      if (program === 'eval' && around.depth < 5) {
        const text = rest.join(' ')
        leave(left, treeOf(text), text, {sure, depth: around.depth + 1})
      }
      for (const name of takenBack(words) ?? left.sure) {
        left.sure.delete(name)
        left.doubtful.add(name)
      }
    }
    const first = node.type === 'AndOr' ? node.commands[0] : undefined
    forEachChild(node, child => visit(child, sure && (unconditional.has(node.type) || child === first)))
  }
  for (const statement of tree.commands) visit(statement, around.sure && !statement.background)
}

function defined(left: Left, names: readonly string[], text: string, sure: boolean) {
  left.texts.push(text)
  for (const name of names) {
    if (sure) {
      left.sure.add(name)
      left.doubtful.delete(name)
    } else if (!left.sure.has(name)) left.doubtful.add(name)
  }
}
