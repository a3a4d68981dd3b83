import type {Explained, SqlSpec} from '../../model/driver.ts'
import type {Connection} from './connection.ts'
import {isServerError, serverErrorText} from './error-text.ts'
import {query} from './query.ts'

/** What PostgreSQL plans without running: https://www.postgresql.org/docs/current/sql-explain.html */
const planned = /^(?:SELECT|INSERT|UPDATE|DELETE|MERGE|VALUES|TABLE|WITH|\()/i
const longestPlan = 200
const limitMs = 10_000

/** Asks the server how it would carry out a block's statements, without running any; what the first that it refuses is told. */
export async function explain(connection: Connection, spec: SqlSpec): Promise<Explained> {
  const {client} = connection
  const lines: string[] = []
  let current = ''
  try {
    await client.query(
      `BEGIN READ ONLY; SET LOCAL statement_timeout = ${limitMs}; SET LOCAL lock_timeout = ${limitMs}; SELECT`,
    )
    for (const {text, values} of spec.statements) {
      current = text
      if (!planned.test(withoutComments(text))) {
        lines.push(`${text.trim().split(/\s+/, 2).join(' ')}: no plan`)
        continue
      }
      const {table} = await query(connection, {text: `EXPLAIN ${text}`, values}, longestPlan)
      lines.push(...table.rows.map(([line]) => line ?? ''))
    }
    return {ok: true, lines}
  } catch (error) {
    if (!isServerError(error)) return {ok: false, lines, problem: String(error)}
    const place = error.position && {
      position: String(Math.max(1, Number(error.position) - 'EXPLAIN '.length)),
    }
    return {ok: false, lines, problem: serverErrorText(Object.assign(error, place), current)}
  } finally {
    if (!connection.lost()) await client.query('ROLLBACK').catch(() => {})
  }
}

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*(?:--[^\n]*\n|\/\*[\s\S]*?\*\/)/g, '').trimStart()
}
