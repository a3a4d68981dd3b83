import {clientOf} from './client.ts'
import type {Mark} from './mark.ts'
import {markLines, type Reading} from './reading.ts'
import {isPrinted} from './shape.ts'
import {commentAfter, isMeta, sqlEnd} from './sql-statement.ts'

/** Reads a stretch of a fence tagged as SQL: a line that opens a client, statements, and the tables that they gave. */
export function readSqlFence(reading: Reading, from: number, to: number) {
  const {lines, marks} = reading
  let client: string | undefined
  for (let line = from; line < to; ) {
    const text = lines[line]!
    if (text.trim() === '' || /^\s*#(?:\s|$)/.test(text)) {
      if (text.trim() === '') marks[line] = sql('run', client)
      line++
      continue
    }
    const opened = /^\s*(?:[\w./$-]+\s+)*psql\b/.test(text) ? clientOf(text) : undefined
    if (opened !== undefined) {
      client = opened
      marks[line] = {...sql('aside', client), opens: true}
      line++
    } else if (isResult(lines, line, to)) {
      const end = afterResult(lines, line, to)
      markLines(reading, line, end, sql('seen', client))
      line = end
    } else {
      const end = isMeta(text) ? line + 1 : sqlEnd(lines, line, to)
      for (; line < end; line++) marks[line] = {cut: commentAfter(lines[line]!), ...sql('run', client)}
    }
  }
}

function sql(role: Mark['role'], client: string | undefined): Mark {
  const reason =
    client === undefined ? undefined : `it is typed in \`${client}\`, which the line before opens`
  return {kind: 'sql', reason, role, client}
}

/** Whether a table of results begins here: a line above a rule, or a rule. */
function isResult(lines: readonly string[], line: number, to: number): boolean {
  const rule = /^\s*[-+|]*-{3,}[-+| ]*$/
  if (/^\s*(?:\(\d+ rows?\)|\d+ rows? in set|Query OK|Empty set)/.test(lines[line]!)) return true
  if (/^\s*\+-{3,}/.test(lines[line]!)) return true
  return (
    line + 1 < to &&
    rule.test(lines[line + 1]!) &&
    !/^\s*--/.test(lines[line]!) &&
    !/;\s*$/.test(lines[line]!) &&
    isPrinted(lines[line + 1]!)
  )
}

function afterResult(lines: readonly string[], from: number, to: number): number {
  let line = from + 1
  while (line < to && lines[line]!.trim() !== '') line++
  return line
}
