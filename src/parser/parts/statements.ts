import {type Command, parse, type Statement} from 'unbash'
import {grouped} from '../shell/group.ts'
import {isKnownProgram} from '../shell/known.ts'
import {filled} from './command.ts'

/** A statement of a script, by its lines. */
export interface ScriptStatement {
  /** The first line after it, here-documents included. */
  to: number
  /** Its form alone makes it one: a compound command, a function, a guard. No output looks so. */
  sure: boolean
  /** It begins with a program that the tables know. */
  known: boolean
}

/** The statements of a text by their first lines, as bash's grammar has them; undefined where it does not take the text whole. */
export function statementsIn(text: string): ReadonlyMap<number, ScriptStatement> | undefined {
  try {
    const script = filled(text)
    const tree = parse(script)
    if (tree.errors && tree.errors.length > 0) return undefined
    const found = new Map<number, ScriptStatement>()
    let last: {from: number; statement: ScriptStatement} | undefined
    let [line, offset] = [0, 0]
    const lineOf = (to: number) => {
      for (let at = script.indexOf('\n', offset); at !== -1 && at < to; at = script.indexOf('\n', at + 1)) {
        line++
        offset = at + 1
      }
      return line
    }
    for (const {statements, start, end} of grouped(tree.commands, script)) {
      const from = lineOf(start + 1)
      const to = lineOf(Math.max(end, start + 1)) + 1
      const sure = expands.test(script.slice(start, end)) || statements.some(({command}) => isSure(command))
      const known = statements.some(({command}) => beginsKnown(command))
      if (last && from < last.statement.to) {
        last.statement.to = Math.max(last.statement.to, to)
        last.statement.sure ||= sure
      } else {
        last = {from, statement: {to, sure, known}}
        found.set(from, last.statement)
      }
    }
    return found
  } catch {
    return undefined // nested too deep to be read
  }
}

/** What the shell fills in: `$(…)`, `${X}`, `"$@"`. What a program printed seldom holds it. */
const expands = /\$\(|\$\{\w|"\$[\w@*{]|(?<=[\s=/])\$[A-Za-z_]\w*(?=[\s/"]|$)/

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
      return node.body.commands.every(({command}) => isSure(command) || beginsKnown(command))
    case 'Redirected':
      return isSure(node.command)
    case 'Pipeline':
    case 'AndOr':
      return node.commands.some(isSure)
    case 'Command':
      return isGuard(node)
    default:
      return false
  }
}

/** A simple command that nothing else looks like: `: "${X:?}"`, `> file`, `exec 3>&1`, `2>/dev/null ls`, `\rm`. */
function isGuard({name, args, redirects, prefix}: Command): boolean {
  if (!name)
    return (
      (prefix.length > 1 && prefix.every(part => part.type === 'Assignment' && part.text.endsWith('='))) ||
      (redirects.length > 0 && !prefix.some(({type}) => type === 'Assignment'))
    )
  if (name.text === ':') return args.length === 0 || args.some(arg => arg.text.includes('$'))
  if (name.text === 'exec') return true
  const program = name.value
  return isKnownProgram(program) && (name.text.startsWith('\\') || redirects.some(({pos}) => pos < name.pos))
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
