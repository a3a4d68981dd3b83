import {forEachChild, type Statement, type SyntaxNode} from 'unbash'
import {lineOf, lineStartsOf} from '../../model/place.ts'
import type {Lines, Part} from '../part.ts'
import {clientOf} from '../parts/client.ts'
import {filled} from '../parts/command.ts'
import {grouped} from '../shell/group.ts'
import {readSessions} from '../shell/session.ts'
import {outermost} from '../shell/surroundings.ts'
import {treeOf} from '../shell/tree.ts'
import {type Stretch, stretches} from '../sql/lexer.ts'

/** The statements of a part's script, by its lines. */
export interface Statements {
  /**
   * Lines of the script, half-open, in order, without overlaps; `decides`: it looks by itself whether it applies; `leaves`: it
   * may end the script, so that what stands below it is not reached.
   */
  lines: (Lines & {decides: boolean; leaves: boolean})[]
  /** Lines of the script that hold only a comment, as far as the script's grammar says so. */
  notes: ReadonlySet<number>
  /** The author meant one script, to be run from its beginning to its end. */
  whole: boolean
  /** A command that fails ends it: `set -e`. */
  strict: boolean
}

const none: ReadonlySet<number> = new Set()
/** Longer scripts are one thing. */
const longest = 200_000

/** Finds the top-level statements of a part; undefined where a grammar cannot tell them apart. */
export function statementsOf(part: Part): Statements | undefined {
  if (part.script.length > longest) return undefined
  try {
    return part.kind === 'sql' ? sqlStatements(part.script) : shellStatements(part.script)
  } catch {
    return undefined // nested too deep to be read
  }
}

function shellStatements(script: string): Statements | undefined {
  if (script.startsWith('#!')) return {lines: [], notes: none, whole: true, strict: false}
  const whole = filled(script)
  const tree = treeOf(whole)
  if (tree.errors && tree.errors.length > 0) return undefined
  const starts = lineStartsOf(script)
  const lines: Statements['lines'] = []
  const found = grouped(tree.commands, script)
  // what stands behind a command that opens a session is for that session, and must not come apart from it
  if (found.length > 1 && opensSession(whole, found))
    return {lines: [], notes: none, whole: true, strict: false}
  for (const {statements, start, end} of found) {
    const from = lineOf(starts, start)
    const to = lineOf(starts, Math.max(start, end - 1)) + 1
    const last = lines.at(-1)
    const leaves = statements.some(({command}) => calls(command, mayLeave))
    if (last && from < last.to) {
      last.to = Math.max(last.to, to)
      last.leaves ||= leaves
    } else lines.push({from, to, decides: statements.some(decidesItself), leaves})
  }
  const strict = tree.commands.some(({command}) => calls(command, setsErrexit))
  const defines = tree.commands.some(({command}) => holdsFunction(command))
  return {lines, notes: none, whole: defines || strict || lines.some(({leaves}) => leaves), strict}
}

/** Whether a statement but the last opens a shell elsewhere, as somebody else, or a program, for the lines behind it. */
function opensSession(script: string, statements: readonly {start: number; end: number}[]): boolean {
  const {inner} = readSessions(script, outermost(undefined))
  if (!inner || inner.start >= script.length) return false
  const opener = statements.findLast(({start}) => start < inner.start)
  // SQL behind a client was taken apart before; only shell lines are left
  return opener !== undefined && clientOf(script.slice(opener.start, opener.end)) === undefined
}

/** Whether a command defines a function, which what is cut off would miss. */
function holdsFunction(node: SyntaxNode): boolean {
  if (node.type === 'Function') return true
  if (node.type === 'Subshell' || node.type === 'CommandExpansion') return false
  let found = false
  forEachChild(node, child => {
    found ||= holdsFunction(child)
  })
  return found
}

/** Whether something in a command, however deep, calls such a program: what is cut off from it would no longer mean the same. */
function calls(node: SyntaxNode, is: (name: string, args: readonly string[]) => boolean): boolean {
  if (node.type === 'Subshell' || node.type === 'CommandExpansion') return false // it ends only itself
  if (node.type === 'Command') {
    const words = [node.name, ...node.args].map(word => word?.value)
    const [name, ...args] = words[0] === 'builtin' || words[0] === 'command' ? words.slice(1) : words
    if (is(String(name), args.map(String))) return true
  }
  let found = false
  forEachChild(node, child => {
    found ||= calls(child, is)
  })
  return found
}

const mayLeave = (name: string) => /^(?:trap|exit|return|exec)$/.test(name)
const setsErrexit = (name: string, args: readonly string[]) =>
  name === 'set' && args.some(arg => /^-\w*[eo]/.test(arg))

/** Whether the statement itself looks whether it applies. */
function decidesItself({command}: Statement): boolean {
  const first = command.type === 'AndOr' ? command.commands[0] : command
  if (first?.type === 'TestCommand') return true
  if (first?.type === 'Command')
    return command.type === 'AndOr' && /^(?:\[|test)$/.test(first.name?.text ?? '')
  return command.type === 'If' || command.type === 'Case'
}

/**
 * A statement ends with its semicolon, a meta-command of psql with its line. A transaction and the body of a procedure are one,
 * whatever stands in them: what is cut out of a transaction is no longer in it.
 */
function sqlStatements(script: string): Statements | undefined {
  // a `#` begins a comment where a shell is the place; PostgreSQL's lexer would trip over an apostrophe in it
  const text = script.replaceAll(/^[ \t]*#(?=[ \t]).*$/gm, comment => ' '.repeat(comment.length))
  const written = text.split('\n')
  const found = stretches(text)
  const last = found.at(-1)
  if (last?.kind === 'comment' && text.startsWith('/*', last.start) && !text.endsWith('*/', last.end))
    return undefined
  const code = withoutStretches(text, found).split('\n')
  const lines: Statements['lines'] = []
  const notes = new Set<number>()
  let open = false
  let body = false
  let depth = 0
  code.forEach((line, index) => {
    const words = line.trim()
    if (words === '') {
      if (written[index]!.trim() !== '') notes.add(index)
      return
    }
    const last = lines.at(-1)
    if (last && (open || depth > 0)) last.to = index + 1
    else {
      lines.push({from: index, to: index + 1, decides: false, leaves: false})
      body = makesABody.test(words)
    }
    if (begins.test(words) && (!open || body || depth > 0)) depth++
    else if (depth > 0 && ends.test(words)) depth--
    const meta = !open && words.startsWith('\\')
    open = !(meta || words.endsWith(';') || /\\(?:g\w*|watch\b[^;]*)$/.test(words))
  })
  return {lines, notes, whole: false, strict: false}
}

/** The script with comments blanked out and strings made of one word, line by line. */
function withoutStretches(script: string, found: readonly Stretch[]): string {
  let code = ''
  let from = 0
  for (const {kind, start, end} of found) {
    code +=
      script.slice(from, start) + script.slice(start, end).replaceAll(/\S/g, kind === 'comment' ? ' ' : 'x')
    from = end
  }
  return code + script.slice(from)
}

const makesABody = /^create\b.{0,80}\b(?:function|procedure|trigger|package)\b|^declare$/i
const begins = /^(?:begin|start\s+transaction)\b/i
const ends =
  /^(?:commit|end(?!\s+(?:if|loop|case|while))|abort|rollback(?!\s+(?:work\s+|transaction\s+)?to))\b/i
