import {stretches} from '../sql/lexer.ts'
import {filled} from './command.ts'
import {foreignBeginning, sqlBeginning, sqlBeginningInAnyCase} from './sql-beginnings.ts'

/** Whether a line begins a statement that is SQL and nothing else: in capitals, as SQL is written among other things. */
export function beginsSql(line: string): boolean {
  return sqlBeginning.test(line.slice(0, 2000))
}

/** Whether a line may begin an SQL statement, in whatever case. */
export function mayBeginSql(line: string): boolean {
  return sqlBeginningInAnyCase.test(line.slice(0, 2000))
}

const verb = /^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP|EXPLAIN|GRANT|REVOKE|TRUNCATE)\s*$/i

/** Whether a line is the first word of an SQL statement alone, as one sets it over the rest. */
export function isVerb(line: string): boolean {
  return verb.test(line)
}

/** Whether a line is a whole statement of another database's, in whatever case, that PostgreSQL's grammar cannot tell. */
export function isForeignSql(line: string): boolean {
  const text = line.slice(0, 2000)
  return text.includes(';') && foreignBeginning.test(text)
}

/** Whether a line is a meta-command of psql: `\dt`, `\x auto`, `\q`. */
export function isMeta(line: string): boolean {
  return (
    /^\s*\\(?:[a-z?!]{1,14}\+?S?|d[a-zA-Z]{0,4}[+S]*)(?:\s|;|$)/.test(line) && !/^\s*\\[\w]+\{/.test(line)
  )
}

/**
 * Where the SQL statement that begins on a line ends, as the first line after it: behind its `;`, else before a blank line or a
 * shell's comment, else at `limit`.
 */
export function sqlEnd(lines: readonly string[], from: number, limit: number): number {
  if (isMeta(lines[from]!)) return from + 1
  let close = '' // the quote that is open
  for (let line = from; line < limit; line++) {
    const text = lines[line]!
    if (close === '' && line > from && /^\s*(?:#(?!>)|$)/.test(text)) return line
    const marks = /--|\/\*|\*\/|'|"|;|\\G\b|\$(?:[A-Za-z_]\w{0,60})?\$/g
    let ended = false
    for (let found = marks.exec(text); found; found = marks.exec(text)) {
      const [mark] = found
      if (close !== '') {
        if (mark === close) close = ''
      } else if (mark === '--') break
      else if (mark === ';' || mark === '\\G') ended = true
      else if (mark === '/*') close = '*/'
      else if (mark !== '*/') close = mark
    }
    if (ended && close === '') return line + 1
  }
  return close === '' ? limit : untilBlank(lines, from, limit)
}

function untilBlank(lines: readonly string[], from: number, limit: number): number {
  let line = from + 1
  while (line < limit && lines[line]!.trim() !== '') line++
  return line
}

/** How many characters at the end of a line of SQL are a shell's comment, after a `;` or a meta-command. */
export function commentAfter(line: string): number {
  const at = isMeta(line) ? line.search(/\s+#(?:\s|$)/) : line.search(/(?<=;)\s*#(?:\s|$)/)
  if (at === -1) return 0
  const inside = stretches(line).some(({kind, start, end}) => kind !== 'comment' && start < at && end > at)
  return inside ? 0 : line.length - at
}

/** Whether PostgreSQL takes a text with gaps. */
export function parsesWithGaps(text: string, parses: (text: string) => boolean): boolean {
  return text.length < 100_000 && (parses(text) || parses(filled(text)))
}
