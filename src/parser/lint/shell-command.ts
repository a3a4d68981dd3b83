import {type Command, forEachChild, type SyntaxNode, type Word} from 'unbash'
import type {Placeholder} from '../../model/runbook.ts'
import {withoutGaps} from '../placeholder.ts'
import {argumentOf} from '../shell/argument.ts'
import {goesToFile, wordsBefore} from '../shell/command-words.ts'
import {treeOf} from '../shell/tree.ts'
import {lastUpTo} from './search.ts'

/** One word of a command; offsets are into the block's script. */
export interface ShellWord {
  /** As written. */
  text: string
  /** Without quotes; what only the running shell knows, and what is to be filled in, reads `x`. */
  value: string
  /** Holds something that only the running shell knows, or that is to be filled in. */
  dynamic: boolean
  start: number
  end: number
  /** The variables that the shell at hand expands in it. */
  variables: {name: string; start: number; end: number}[]
}

/** One simple command of a block. */
export interface ShellCommand {
  /** Its words; those of `sudo` and the like before its program are left out. */
  words: ShellWord[]
  /** All words as written. */
  written: ShellWord[]
  /** Variables that it sets, with the words that are their values. */
  assignments: (ShellWord & {name: string})[]
  /** Files that it reads or writes by redirection. */
  files: ShellWord[]
  start: number
  end: number
  /** Whether it runs in any case: no branch, loop, function or subshell is around it. */
  top: boolean
  /** Whether the session's own shell runs it: no subshell, function or pipe is around it. */
  session: boolean
  /** What it prints goes on to another command, a file or a variable. */
  captured: boolean
}

interface Around {
  top: boolean
  session: boolean
  captured: boolean
}

/** The simple commands of a script, those inside others after them, in order. Never throws. */
export function shellCommandsOf(script: string, placeholders: readonly Placeholder[]): ShellCommand[] {
  const whole = withoutGaps(script, placeholders, ({name}) => name.replaceAll(/[^A-Za-z0-9]/g, 'x'))
  const found: ShellCommand[] = []
  const visit = (node: SyntaxNode, around: Around) => {
    // a script inside backticks counts from its own beginning
    if (node.type === 'Script' && node.source !== undefined && node !== tree) return
    if (node.type === 'Command') found.push(commandOf(node, {script, gaps: placeholders}, around))
    const last = node.type === 'Pipeline' ? node.commands.at(-1) : undefined
    const piped = node.type === 'Pipeline' && node.commands.length > 1
    forEachChild(node, child =>
      visit(child, {
        top: around.top && !piped && through.has(node.type),
        session: around.session && !piped && !apartFrom.has(node.type) && !substitutions.has(node.type),
        captured: around.captured || substitutions.has(node.type) || (piped && child !== last),
      }),
    )
  }
  let tree: SyntaxNode | undefined
  try {
    tree = treeOf(whole) as SyntaxNode
    visit(tree, {top: true, session: true, captured: false})
  } catch {} // nested too deeply: there is nothing to say about it
  return found
}

const through = new Set([
  'Script',
  'Statement',
  'Pipeline',
  'BraceGroup',
  'CompoundList',
  'AndOr',
  'Redirected',
])
const apartFrom = new Set(['Subshell', 'Function', 'Coproc'])
const substitutions = new Set(['CommandExpansion', 'ProcessSubstitution', 'ArithmeticCommandExpansion'])

/** The text that words are taken from. */
interface Text {
  script: string
  gaps: readonly {start: number; end: number}[]
}

function commandOf(node: Command, text: Text, {top, session, captured}: Around): ShellCommand {
  const words = [node.name, ...node.args].flatMap(word => (word?.type === 'Word' ? [wordOf(word, text)] : []))
  const redirects = node.redirects.filter(redirect => redirect.type === 'Redirect')
  return {
    words: words.slice(wordsBefore(words)),
    written: words,
    assignments: [...node.prefix, ...node.suffix].flatMap(part =>
      part.type === 'Assignment' && part.value.type === 'Word'
        ? [{name: part.name, ...wordOf(part.value, text)}]
        : [],
    ),
    files: redirects.flatMap(({target}) => (target ? [wordOf(target, text)] : [])),
    start: node.pos,
    end: node.end,
    top,
    session,
    captured: captured || goesToFile(node),
  }
}

function wordOf(word: Word, {script, gaps}: Text): ShellWord {
  const {value, dynamic} = argumentOf(word)
  const {pos: start, end} = word
  const before = lastUpTo(gaps, end - 1, gap => gap.start)
  const open = before !== undefined && before.end > start
  return {
    text: script.slice(start, end),
    value,
    dynamic: dynamic || open,
    start,
    end,
    variables: variablesIn(word),
  }
}

function variablesIn(word: Word): ShellWord['variables'] {
  const found: ShellWord['variables'] = []
  const visit = (node: SyntaxNode) => {
    if (node.type === 'Script' && node.source !== undefined) return
    if (node.type === 'SimpleExpansion' && /^\$[A-Za-z_]/.test(node.text))
      found.push({name: node.text.slice(1), start: node.pos, end: node.end})
    if (node.type === 'ParameterExpansion' && /^[A-Za-z_]/.test(node.parameter))
      found.push({name: node.parameter, start: node.pos, end: node.end})
    forEachChild(node, visit)
  }
  visit(word as SyntaxNode)
  return found
}
