import {codeOf, stretches} from '../sql/lexer.ts'
import {metaEffect} from './meta-command.ts'
import type {PsqlScan} from './scan.ts'
import type {PsqlVariables} from './variables.ts'

/**
 * How a script could leave a transaction that only reads, in words; undefined where each statement that psql sends can be
 * read before. `bound` holds the offsets where a value is put as psql's own quoted variable.
 */
export function wayOut(
  {sql, commands}: PsqlScan,
  variables: PsqlVariables,
  bound: ReadonlySet<number>,
): string | undefined {
  for (const command of commands) {
    const [effect, does] = metaEffect(command)
    if (effect === 'unknown') return `\`\\${command.name}\` ${does}`
  }
  const spliced = splicedCode(sql, variables, bound, anyNameFrom(commands))
  if (spliced) return `\`${spliced}\` becomes whatever psql's variable holds, which may be a statement`
  const moving = stretches(sql).find(({kind, start, end}) => kind === 'sql-string' && mayEnd(sql, start, end))
  return moving && 'where a string with a backslash ends depends on settings that a function may change'
}

/** Behind which offset variables may be set that nobody can name. */
function anyNameFrom(commands: PsqlScan['commands']): number {
  const first = commands.find(
    ({name, args}) =>
      /^(?:gset|prompt)$/.test(name) ||
      (/^(?:set|getenv)$/.test(name) && args !== '' && !/^\w+(?:\s|$)/.test(args)),
  )
  return first?.end ?? Number.POSITIVE_INFINITY
}

/** The first `:name` that is more than one word among others: psql puts in what the variable holds, without quotes. */
function splicedCode(
  sql: string,
  variables: PsqlVariables,
  bound: ReadonlySet<number>,
  anyFrom: number,
): string | undefined {
  const code = codeOf(sql)
  for (const {0: text, 1: name, index} of code.matchAll(/::|:=|:([\w\u0080-\uffff]+)/g)) {
    if (name === undefined || bound.has(index)) continue
    if (index >= anyFrom) return text
    if (!variables.has(name, index)) continue
    const first = code.slice(code.lastIndexOf(';', index) + 1, index).trim() === ''
    // the server would read it and its neighbour as one word, a string or a comment, and psql would not
    const joined =
      /[\w$"'&:\u0080-\uffff]/.test(sql[index - 1] ?? '') ||
      /^(?:['"$&]|:(?!:))/.test(sql.slice(index + text.length, index + text.length + 2))
    if (first || joined || !variables.plain(name, index)) return text
  }
  return undefined
}

/** Whether a string would end elsewhere with `standard_conforming_strings` off, or with a `client_encoding` of two bytes. */
function mayEnd(sql: string, start: number, end: number): boolean {
  if (sql[start] !== "'") return false
  const inside = sql.slice(start + 1, end)
  const escapes = /(?:^|[^\w$])[eE]$/.test(sql.slice(Math.max(0, start - 2), start))
  return escapes ? /[\u0080-\uffff]\\/.test(inside) : /(?:^|[^\\])(?:\\\\)*\\'/.test(inside)
}
