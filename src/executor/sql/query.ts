import pg from 'pg'
import type {RowSink, SqlStatement, StepIo, Table} from '../../model/driver.ts'
import type {Connection} from './connection.ts'

/** What one statement gave. */
export interface QueryEnd {
  /** The first rows, at most as many as asked for. */
  table: Table
  /** Rows that the server says were affected or returned. */
  count: number | undefined
  command: string
}

/** What `pg` calls with the server's word for what was done: `INSERT 0 5`. */
interface TagTaker {
  handleCommandComplete(message: {text: string}, connection: unknown): void
}

const numericTypes = new Set([20, 21, 23, 26, 700, 701, 790, 1700])

/**
 * Sends one statement by the extended protocol, which takes exactly one: nothing more can run than what was read. Each
 * row goes to `rows` as it comes; the network waits where the place of the rows does. Only the first `shown` rows are
 * kept in memory. Rejects with what the server says, or what `rows` threw, once the server is done.
 */
export async function query(
  {client, pause}: Connection,
  {text, values}: Pick<SqlStatement, 'text' | 'values'>,
  shown: number,
  rows?: StepIo['rows'],
): Promise<QueryEnd> {
  const kept: (string | null)[][] = []
  let total = 0
  let sink: RowSink | undefined
  let failed: {error: unknown} | undefined
  let taken: Promise<void> | undefined // one row is taken after the other
  const fail = (error: unknown) => {
    failed ??= {error}
  }
  let command = ''
  const config = {text, values, rowMode: 'array', queryMode: 'extended'} as pg.QueryArrayConfig
  const sent = new pg.Query(config)
  const {handleCommandComplete: complete} = sent as unknown as TagTaker
  Object.assign(sent, {
    // `pg` itself keeps the first word only: `CREATE` of `CREATE TABLE`
    handleCommandComplete(this: pg.Query, ...told: Parameters<TagTaker['handleCommandComplete']>) {
      command = told[0].text.replace(/(?: \d+)+$/, '')
      complete.apply(this, told)
    },
  } satisfies TagTaker)
  const ended = new Promise<pg.QueryArrayResult>((resolve, reject) => {
    sent.on('row', (row: unknown, result: unknown) => {
      const cells = row as (string | null)[]
      total++
      if (kept.length < shown) kept.push(cells)
      if (failed || !rows) return
      try {
        sink ??= rows(columnsOf((result as pg.QueryArrayResult).fields))
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
    })
    sent.on('error', reject)
    sent.on('end', result => resolve(result as unknown as pg.QueryArrayResult))
  })
  client.query(sent)
  try {
    const {fields, rowCount} = await ended
    await taken
    if (failed) throw failed.error
    const columns = columnsOf(fields)
    return {table: {columns, rows: kept, total, command}, count: rowCount ?? undefined, command}
  } finally {
    await sink?.end()
  }
}

function columnsOf(fields: readonly pg.FieldDef[]): Table['columns'] {
  return fields.map(({name, dataTypeID}) => ({name, numeric: numericTypes.has(dataTypeID)}))
}
