import type {SqlStatement, Table} from '../../model/driver.ts'
import type {Connection} from './connection.ts'
import {isServerError} from './error-text.ts'
import {type QueryEnd, query} from './query.ts'

/** So many of the rows that a statement changes are shown before it is kept. */
const sampleRows = 5

/** The rows cannot be read (42501), or not of what is written to (0A000): https://www.postgresql.org/docs/current/errcodes-appendix.html */
const cannotReturn = new Set(['42501', '0A000'])

/**
 * Runs a statement that changes rows with `RETURNING *` behind it, for some of those rows; where that is not allowed,
 * as it is. Its text may end in a comment.
 */
export async function returning(
  connection: Connection,
  statement: SqlStatement,
): Promise<{end: QueryEnd; sample: Table | undefined}> {
  const {client} = connection
  await client.query('SAVEPOINT runbook_sample')
  try {
    const end = await query(connection, {...statement, text: `${statement.text}\nRETURNING *`}, sampleRows)
    return {end, sample: end.table}
  } catch (error) {
    if (connection.lost() || !isServerError(error) || !cannotReturn.has(error.code ?? '')) throw error
    await client.query('ROLLBACK TO SAVEPOINT runbook_sample')
    return {end: await query(connection, statement, sampleRows), sample: undefined}
  } finally {
    if (!connection.lost()) await client.query('RELEASE SAVEPOINT runbook_sample').catch(() => {})
  }
}
