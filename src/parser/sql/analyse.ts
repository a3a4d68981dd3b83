// In: the text of an SQL script. Out: what it may do and where its statements stand, from PostgreSQL's own parse tree.
// It must never talk to a server, or throw.
import {type Effect, type Reason, worst} from '../../model/effect.ts'
import {type ChangedTable, changedTable} from './changed-table.ts'
import {dialectEffect} from './dialect.ts'
import {type Grammar, loadGrammar, type SqlError} from './grammar.ts'
import {codeOf, type Stretch, stretches} from './lexer.ts'
import type {Node} from './node.ts'
import {type StatementEffect, statementEffect} from './statement.ts'

/** One statement of a script. */
export interface SqlCommand
  extends Pick<StatementEffect, 'effect' | 'transactionControl' | 'changesReading' | 'needsAutocommit'>,
    ChangedTable {
  text: string
  /** Its kind: `SELECT`, `CREATE INDEX`. */
  name: string
  start: number
  end: number
}

export type SqlContext = 'sql' | 'sql-string' | 'comment'

/** What the text of an SQL script tells. Offsets are UTF-16 units into it. */
export interface SqlAnalysis {
  /** One a statement, without the comments before it and the `;` after it. */
  commands: SqlCommand[]
  effect: Effect
  reasons: Reason[]
  syntaxError: SqlError | undefined
  contextAt(offset: number): SqlContext
}

/** A block's SQL is asked about several times over, with its gaps filled in one way and another. */
const remembered = 8
/** What PostgreSQL's parser refuses is read by its words, up to here. */
const longestDialect = 20_000

/** Loads PostgreSQL's parser, once; gives a function that says what an SQL script may do, without running it. It never throws. */
export async function loadSql(): Promise<(script: string) => SqlAnalysis> {
  const grammar = await loadGrammar()
  const latest = new Map<string, SqlAnalysis>()
  return script => {
    const known = latest.get(script)
    if (known) return known
    const found = withinReach(script, grammar)
    if (latest.size === remembered) latest.delete(latest.keys().next().value!)
    latest.set(script, found)
    return found
  }
}

/** Not every depth of the tree shows in the brackets of the text: each `JOIN` is one. */
function withinReach(script: string, grammar: Grammar): SqlAnalysis {
  try {
    return analyse(script, grammar)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const message = 'the script is nested too deeply to be read'
    return {
      commands: [],
      effect: 'unknown',
      reasons: [{effect: 'unknown', text: message}],
      syntaxError: {message, offset: 0},
      contextAt: contexts(stretches(script)),
    }
  }
}

function analyse(script: string, grammar: Grammar): SqlAnalysis {
  const marks = stretches(script)
  const contextAt = contexts(marks)
  const parsed = grammar(script)
  if ('error' in parsed) {
    const offset = Math.min(Math.max(parsed.error.offset, 0), script.length)
    const syntaxError = {message: parsed.error.message, offset}
    const other = dialectEffect(script.slice(0, longestDialect))
    const refused: Reason = {effect: 'unknown', text: `PostgreSQL would refuse this: ${syntaxError.message}`}
    const known = script.length <= longestDialect && other.effect !== 'unknown'
    return known
      ? {commands: [], ...other, syntaxError, contextAt}
      : {
          commands: [],
          effect: worst([other.effect, 'unknown']),
          reasons: [refused, ...other.reasons.filter(({effect}) => effect === 'destroy')],
          syntaxError,
          contextAt,
        }
  }
  const code = codeOf(script)
  const reasons = new Map<string, Effect>()
  const commands = parsed.statements.map(({statement, start: from, end: to}) => {
    const {start, end} = trimmed(script, marks, from, to)
    const text = script.slice(start, end)
    const name = nameOf(statement, code.slice(start, end))
    const found = statementEffect(statement, name, code.slice(start, end))
    for (const reason of found.reasons) reasons.set(reason.text, reason.effect)
    const {reasons: _, ...rest} = found
    return {text, name, start, end, ...rest, ...changedTable(statement)}
  })
  return {
    commands,
    effect: worst(commands.map(({effect}) => effect)),
    reasons: reasonsOf(reasons),
    syntaxError: undefined,
    contextAt,
  }
}

function reasonsOf(found: ReadonlyMap<string, Effect>): Reason[] {
  if (found.size === 0) return [{effect: 'read', text: 'nothing runs'}]
  const all = [...found].map(([text, effect]) => ({effect, text}))
  const telling = all.filter(({effect}) => effect !== 'read')
  return telling.length > 0 ? telling : all
}

function contexts(marks: readonly Stretch[]): (offset: number) => SqlContext {
  return offset => marks.find(({start, end}) => offset >= start && offset < end)?.kind ?? 'sql'
}

/** Without blanks, comments and `;` around it. */
function trimmed(script: string, marks: readonly Stretch[], from: number, to: number) {
  const comments = marks.filter(({kind, start, end}) => kind === 'comment' && start >= from && end <= to)
  let start = from
  let end = to
  for (let before = -1; before !== start; ) {
    before = start
    while (start < end && /[\s;]/.test(script[start]!)) start++
    start = Math.min(comments.find(comment => comment.start === start)?.end ?? start, end)
  }
  for (let before = -1; before !== end; ) {
    before = end
    while (end > start && /[\s;]/.test(script[end - 1]!)) end--
    end = Math.max(comments.find(comment => comment.end === end)?.start ?? end, start)
  }
  return {start, end}
}

const fromTree: Record<string, string> = {
  SelectStmt: 'SELECT',
  InsertStmt: 'INSERT',
  UpdateStmt: 'UPDATE',
  DeleteStmt: 'DELETE',
  MergeStmt: 'MERGE',
}

function nameOf(statement: Node, code: string): string {
  const [type = ''] = Object.keys(statement)
  if (fromTree[type]) return fromTree[type]
  const [verb = '', ...more] = code
    .trim()
    .toUpperCase()
    .split(/[\s(;]+/)
  if (!/^(?:CREATE|ALTER|DROP|REFRESH|SET|LOCK|REASSIGN|IMPORT|COMMENT)$/.test(verb)) return verb
  const words = more.filter(
    word =>
      !/^(?:OR|REPLACE|UNIQUE|TEMP|TEMPORARY|UNLOGGED|GLOBAL|LOCAL|RECURSIVE|CONSTRAINT|TRUSTED|PROCEDURAL|IF|NOT|EXISTS|SESSION)$/.test(
        word,
      ),
  )
  const double =
    /^(?:MATERIALIZED|FOREIGN|EVENT|TEXT|ACCESS|OPERATOR|USER|DEFAULT)$/.test(words[0] ?? '') &&
    /^(?:VIEW|TABLE|TRIGGER|SEARCH|METHOD|CLASS|FAMILY|MAPPING|PRIVILEGES|DATA)$/.test(words[1] ?? '')
  if (verb === 'SET' || verb === 'COMMENT' || verb === 'LOCK') return verb
  return [verb, ...words.slice(0, double ? 2 : 1)].join(' ')
}
