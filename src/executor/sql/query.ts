import type {FieldDef} from 'pg'
import type {RowSink, SqlStatement, StepIo, Table} from '../../model/driver.ts'
import type {Connection} from './connection.ts'
import {Exchange, type Guard} from './exchange.ts'

/** What one statement gave. */
export interface QueryEnd {
  /** The first rows, at most as many as asked for. */
  table: Table
  /** Rows that the server says were affected or returned. */
  count: number | undefined
  command: string
  /** Resolves when its rows are kept for good; undefined if they are. */
  kept?: Promise<void> | undefined
}

/** So many rows of a result are shown; all of them go where the whole is kept. */
export const shownRows = 100
const numericTypes = new Set([20, 21, 23, 26, 700, 701, 790, 1700])

/**
 * Sends one statement by the extended protocol, which takes exactly one: nothing more can run than what was read and what
 * `guard` puts around it. Each row goes to `rows` as it comes; the network waits where the place of the rows does. Only the
 * first `shown` rows are kept in memory. Rejects with what the server says, or what `rows` threw, once the server is done.
 */
export async function query(
  {client, pause}: Connection,
  statement: Pick<SqlStatement, 'text' | 'values'>,
  shown: number,
  rows?: StepIo['rows'],
  guard?: Guard,
): Promise<QueryEnd> {
  const kept: (string | null)[][] = []
  let columns: Table['columns'] = []
  let tag = ''
  let total = 0
  let sink: RowSink | undefined
  let failed: {error: unknown} | undefined
  let taken: Promise<void> | undefined // one row is taken after the other
  const fail = (error: unknown) => {
    failed ??= {error}
  }
  const {ended} = client.query(
    new Exchange(
      statement,
      {
        columns(fields) {
          columns = fields.map(columnOf)
        },
        row(cells) {
          total++
          if (kept.length < shown) kept.push(cells)
          if (failed || !rows) return
          try {
            sink ??= rows(columns)
            const to = sink
            const wait = taken ? taken.then(() => to.row(cells)) : to.row(cells)
            if (!wait) return
            const mine = wait.catch(fail).finally(() => {
              if (taken === mine) taken = undefined
            })
            if (!taken) pause(() => taken)
            taken = mine
          } catch (error) {
            fail(error)
          }
        },
        complete(text) {
          tag = text
        },
      },
      guard,
    ),
  )
  try {
    await ended
    await taken
    if (failed) throw failed.error
  } catch (error) {
    await sink?.end()
    throw error
  }
  const command = tag.replace(counts, '')
  const count = counts.exec(tag)?.[1]
  return {
    table: {columns, rows: kept, total, command},
    count: count === undefined ? undefined : Number(count),
    command,
    kept: sink?.end() ?? undefined,
  }
}

/** What ends the server's word: of `INSERT` the number of a row that has none, then how many there were. */
const counts = /(?: \d+)? (\d+)$/

function columnOf({name, dataTypeID}: FieldDef): Table['columns'][number] {
  return {name, numeric: numericTypes.has(dataTypeID)}
}
