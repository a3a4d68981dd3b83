import {type Command, forEachChild, type Redirection, type Statement, type SyntaxNode} from 'unbash'
import {lineOf, lineStartsOf} from '../../model/place.ts'
import {grouped} from '../shell/group.ts'
import {isKnownProgram} from '../shell/known.ts'
import {treeOf} from '../shell/tree.ts'
import {filled} from './command.ts'

/** A statement of a script, by its lines. */
export interface ScriptStatement {
  /** The first line after it, here-documents included. */
  to: number
  /** Its form alone makes it one: a compound command, a function, a guard. No output looks so. */
  sure: boolean
  /** It begins with a program that the tables know. */
  known: boolean
  /** It is given a here-document, or a word whose quotes hold several lines. */
  holds: boolean
  /** It only sets variables. */
  sets: boolean
}

/** The statements of a text by their first lines, as bash's grammar has them; undefined where it does not take the text whole. */
export function statementsIn(text: string): ReadonlyMap<number, ScriptStatement> | undefined {
  try {
    const script = filled(text)
    const tree = treeOf(script)
    if (tree.errors && tree.errors.length > 0) return undefined
    const found = new Map<number, ScriptStatement>()
    let last: {from: number; statement: ScriptStatement} | undefined
    const starts = lineStartsOf(script)
    for (const {statements, start, end} of grouped(tree.commands, script)) {
      const from = lineOf(starts, start)
      const to = lineOf(starts, Math.max(start, end - 1)) + 1
      const sure = expands.test(script.slice(start, end)) || statements.some(({command}) => isSure(command))
      const known = statements.some(({command}) => beginsKnown(command))
      const sets = statements.every(({command}) => onlySets(command))
      if (last && from < last.statement.to) {
        last.statement.to = Math.max(last.statement.to, to)
        last.statement.sure ||= sure
        last.statement.sets &&= sets
      } else {
        const document = /<<-?\s*[\w'"\\]/.test(script.slice(start, end))
        const holds = document || (to > from + 1 && statements.some(one => quotesLines(one, script)))
        last = {from, statement: {to, sure: sure || document, known, holds, sets}}
        found.set(from, last.statement)
      }
    }
    return found
  } catch {
    return undefined // nested too deep to be read
  }
}

/** Whether a quote that begins a word ends lines below: one inside a word may be an apostrophe. */
function quotesLines(node: SyntaxNode, script: string): boolean {
  if (/Quoted$|^LocaleString$/.test(node.type) && /[\s=(]/.test(script[node.pos - 1] ?? ' '))
    if (script.slice(node.pos, node.end).includes('\n')) return true
  if (node.type === 'Script' && node.source !== undefined) return false // its places are of another text
  let found = false
  forEachChild(node, child => {
    found ||= quotesLines(child, script)
  })
  return found
}

function onlySets(node: Statement['command']): boolean {
  return node.type === 'Command' && !node.name && node.redirects.length === 0 && node.prefix.length > 0
}

/** What the shell fills in: `$(…)`, `${X}`, `"$@"`. What a program printed seldom holds it. */
const expands = /\$\(|\$\{\w|"\$[\w@*{]|(?<=[\s=/(])\$[A-Za-z_]\w*(?=[\s/"]|$)/

function isSure(node: Statement['command']): boolean {
  switch (node.type) {
    case 'Function':
    case 'If':
    case 'While':
    case 'For':
    case 'ArithmeticFor':
    case 'Select':
    case 'Case':
    case 'TestCommand':
    case 'ArithmeticCommand':
      return true
    case 'Subshell':
    case 'BraceGroup':
      return node.body.commands.some(({command}) => isSure(command) || beginsKnown(command))
    case 'Redirected':
      return isSure(node.command)
    case 'Pipeline':
      return node.commands.some(isSure)
    case 'AndOr':
      return node.commands.some(command => isSure(command) || beginsKnown(command) || leaves(command))
    case 'Command':
      return isGuard(node)
    default:
      return false
  }
}

/** `exit 1`, `return`: what stands before it is a guard, whatever its name. */
function leaves(node: Statement['command']): boolean {
  return node.type === 'Command' && /^(?:exit|return|break|continue)$/.test(node.name?.text ?? '')
}

/** A simple command that nothing else looks like: `: "${X:?}"`, `> ./file`, `exec 3>&1`, `2>/dev/null ls`, `\rm`, `A=(b c)`. */
function isGuard({name, args, redirects, prefix}: Command): boolean {
  const first = redirects[0]
  const ahead = first !== undefined && (name === undefined || first.pos < name.pos)
  if (ahead && !isAngled(first)) return true
  if (!name)
    return prefix.some(
      part => part.type === 'Assignment' && (part.index !== undefined || /^[^=]*=\(|=$/.test(part.text)),
    )
  if (name.text === ':') return true
  if (name.text === 'exec')
    return redirects.length > 0 || (args[0] !== undefined && isKnownProgram(args[0].text))
  return name.text.startsWith('\\') && /^\\[a-z]/.test(name.text)
}

/** `> word` may as well be a line that a program printed. */
function isAngled(first: Redirection): boolean {
  if (first.type !== 'Redirect' || first.operator !== '>' || first.descriptor) return false
  return first.target === undefined || (first.target.pos > first.pos + 1 && !/[/.$]/.test(first.target.text))
}

function beginsKnown(node: Statement['command']): boolean {
  switch (node.type) {
    case 'Command':
      return node.name !== undefined && isKnownProgram(node.name.value)
    case 'Pipeline':
    case 'AndOr':
      return beginsKnown(node.commands[0]!)
    case 'Redirected':
      return beginsKnown(node.command)
    default:
      return isSure(node)
  }
}
