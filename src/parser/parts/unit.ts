import {isMetaName} from '../psql/meta-command.ts'
import {isKnownProgram} from '../shell/known.ts'
import {filled, isAssignment, likeness, programOf} from './command.ts'
import {isCalled, isEvident} from './evident.ts'
import {isNeutral, type Reading} from './reading.ts'
import {draws, isData, isHead, isIdentifier, isPrinted, isProse} from './shape.ts'
import {
  beginsSql,
  isForeignSql,
  isMeta,
  isVerb,
  mayBeginSql,
  parsesWithGaps,
  sqlEnd,
} from './sql-statement.ts'

/** What one statement of a fence without prompts looks like, from its own text. `weak` is a command only if others say so. */
export type Sense = 'command' | 'weak' | 'sql' | 'output' | 'data' | 'prose'

/** One statement, or one line that is none. */
export interface Unit {
  from: number
  to: number
  sense: Sense
  /** The program that it calls, where it may be a command. */
  program: string | undefined
  /** It only sets variables. */
  sets: boolean
  /** It is a command by what surrounds it alone. */
  promoted?: boolean
}

/** The statement that begins on a line. */
export function unitAt(reading: Reading, from: number, limit: number): Unit {
  const {lines, evidence, extent, tag} = reading
  const line = lines[from]!
  const none = {program: undefined, sets: false}
  const stated = reading.statements?.get(from)
  if (tag === 'shell' && stated?.sure && stated.to <= limit && !isForClient(reading, line))
    return {from, to: stated.to, sense: 'command', program: programOf(line), sets: false}
  if (opensSql(reading, from, limit)) {
    const to = sqlEnd(lines, from, limit)
    return {from, to, sense: isSketch(reading, from, to) ? 'data' : 'sql', ...none}
  }
  if (isHead(line, lines[from + 1])) return {from, to: from + 1, sense: 'output', ...none}
  const first = programOf(line)
  const runs = first !== undefined && isKnownProgram(first) // `ls | while read f; do` has a bar as a table has
  const calls = () => tag === 'shell' && !isEvident(lines, from) && isCalled(line)
  const single = (isPrinted(line) && !runs && !calls()) || (tag === 'open' && isProse(line))
  const end = stated && stated.to <= limit ? stated.to : extent(from, limit)
  const to = single ? from + 1 : afterSynopsis(lines, from, end, limit)
  const text = lines.slice(from, to).join('\n')
  const sets = isAssignment(text) || stated?.sets === true
  const program = programOf(text)
  // a reference of a platform's own, which bash would refuse: `URL=${{Redis.URL}}`
  if (tag === 'open' && sets && /=\S*\$\{\{/.test(line)) return {from, to, sense: 'data', ...none}
  if (stated?.sets && stated.sure && to === end) return {from, to, sense: 'command', program, sets}
  const found = likeness(text, evidence.parsesAsShell)
  if (found === 'clear') return {from, to, sense: 'command', program, sets}
  if (found === 'likely') return {from, to, sense: 'weak', program, sets}
  // What bash would refuse is still one statement: nothing in it stands for itself.
  if (tag === 'shell' && to > from + 1 && /^\s*(?:if|for|while|until|case)\b|<</.test(line) && !isProse(line))
    return {from, to, sense: 'command', program, sets: false}
  const sense = senseOf(reading, line, program)
  if (sense !== 'weak' && calls()) return {from, to, sense: 'weak', program, sets: false}
  return {from, to: from + 1, sense, program, sets: false}
}

function senseOf({tag, lead}: Reading, line: string, program: string | undefined): Sense {
  const bare = line.replaceAll(/"[^"]*"|'[^']*'/g, '""').replace(/\s#\s.*$/, '')
  if (isPrinted(line) || isIdentifier(line)) return 'output'
  if (isData(line)) return 'data'
  if (draws(bare) || isProse(bare)) return 'prose'
  if (tag === 'open' || program === undefined) return lead.seen ? 'output' : 'data'
  if (/^[/!@][\w-]+$/.test(program)) return 'data' // chat-ops
  if (/^(?:[^\p{L}\p{N}_$./~<{]|\d)/u.test(program) || /^\s*[a-z][\w.-]* [\w./@-]+: /.test(bare))
    return 'output'
  if (
    /^[A-Z][A-Z_-]*$|^[A-Z][a-z]+-[A-Z]\w+$/.test(program) ||
    /^\s*[a-z_]+\s[^;|&]*;\s*$/.test(line) ||
    /[(){},;:=]$|::|^https?:/.test(filled(program))
  )
    return 'data'
  return /^[A-Z][a-z]+$/.test(program) ? 'prose' : 'weak'
}

/** Whether SQL begins here: what is written as SQL, or in small letters and read as such by PostgreSQL. */
function opensSql(reading: Reading, from: number, limit: number): boolean {
  const {lines, evidence} = reading
  const line = lines[from]!
  if (beginsSql(line) || isForeignSql(line) || isForClient(reading, line)) return true
  if (/^\s*--+(?:\s|$)/.test(line)) {
    let next = from + 1
    while (next < Math.min(limit, from + 50) && /^\s*(?:--+(?:\s|$)|$)/.test(lines[next]!)) next++
    return next < limit && !isNeutral(lines[next]!) && mayBeginSql(lines[next]!)
  }
  const head = isVerb(line) && from + 1 < limit ? `${line.trim()} ${lines[from + 1]!.trim()}` : line
  if (!mayBeginSql(head) || reading.patience === 0 || isAskedElsewhere(reading, line)) return false
  const text = lines.slice(from, sqlEnd(lines, from, Math.min(limit, from + 300))).join('\n')
  const parsed = parsesWithGaps(text, evidence.parsesAsSql)
  if (!parsed) reading.patience--
  return parsed
}

/** `show version`: routers and other programs are asked so as well; settings of PostgreSQL have longer names. */
function isAskedElsewhere({client}: Reading, line: string): boolean {
  return (
    !client && /^\s*show\s+(?!(?:tables|databases|processlist|variables)\b)[^\s_;.]+(?:\s+[^;]*)?$/.test(line)
  )
}

/** Whether a line is a meta-command where a client stands that takes it; `\\rm` is a shell's, without its alias. */
function isForClient({client}: Reading, line: string): boolean {
  return client && isMeta(line) && isMetaName(/^\s*\\([^\s;]*)/.exec(line)![1]!)
}

/** Whether SQL leaves something out: it shows how a statement is built, and cannot be run. */
function isSketch({lines, evidence}: Reading, from: number, to: number): boolean {
  const text = lines.slice(from, to).join('\n')
  return /(?:^|[\s(])(?:\.{3}|…)/.test(text) && !parsesWithGaps(text, evidence.parsesAsSql)
}

/** A synopsis, such as `tool <env> [--flag]`, goes on over lines that are set far in. */
function afterSynopsis(lines: readonly string[], from: number, to: number, limit: number): number {
  if (!/\s[[{]/.test(lines[from]!)) return to
  let end = to
  while (end < Math.min(limit, from + 50) && /^\s{8,}[[{a-z]/.test(lines[end]!)) end++
  return end
}
