import type {Socket} from 'node:net'
import type {Connection, FieldPacket, QueryOptions} from 'mysql2'
import type {RowSink, SqlStatement, StepIo, Table} from '../../../model/driver.ts'
import type {OtherEnd} from '../other/session.ts'

/** Types of the protocol whose text is a number, and those whose bytes are text only where a character set says so. */
const numeric = new Set([0, 1, 2, 3, 4, 5, 8, 9, 246])
const bytes = new Set([15, 16, 249, 250, 251, 252, 253, 254, 255])
const binaryCharset = 63
const jsonType = 245

/**
 * Sends one statement, which the server takes as exactly one. Values go beside it, as user variables that a prepared statement
 * uses: then results come as text, exactly as the server writes it.
 */
export async function query(
  connection: Connection,
  {text, values}: Pick<SqlStatement, 'text' | 'values'>,
  shown: number,
  rows?: StepIo['rows'],
): Promise<OtherEnd> {
  const command = /^[\s(]*([a-z]+)/i.exec(withoutComments(text))?.[1]?.toUpperCase() ?? ''
  if (values.length === 0) return send(connection, text, command, shown, rows)
  const names = values.map((_, index) => `@runbook_${index + 1}`)
  const all = [...names, '@runbook_text']
  await bind(connection, `SET ${all.map(name => `${name} = ?`).join(', ')}`, [...values, text])
  await send(connection, 'PREPARE runbook_statement FROM @runbook_text', '', 0)
  try {
    return await send(connection, `EXECUTE runbook_statement USING ${names.join(', ')}`, command, shown, rows)
  } finally {
    // best effort: what stays is overwritten by the next
    await send(connection, 'DEALLOCATE PREPARE runbook_statement', '', 0).catch(() => {})
    await send(connection, `SET ${all.map(name => `${name} = NULL`).join(', ')}`, '', 0).catch(() => {})
  }
}

function bind(connection: Connection, sql: string, values: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.execute(sql, values, error => (error ? reject(error) : resolve()))
  })
}

async function send(
  connection: Connection,
  sql: string,
  command: string,
  shown: number,
  rows?: StepIo['rows'],
): Promise<OtherEnd> {
  const kept: (string | null)[][] = []
  let columns: Table['columns'] = []
  let cells: (row: (Buffer | null)[]) => (string | null)[] = () => []
  let total = 0
  let count: number | undefined
  let warned = 0
  let sink: RowSink | undefined
  let failed: {error: unknown} | undefined
  let taken: Promise<void> | undefined // one row is taken after the other
  const fail = (error: unknown) => {
    failed ??= {error}
  }
  const take = (row: (string | null)[]) => {
    if (failed || !rows) return
    try {
      sink ??= rows(columns)
      const to = sink
      const wait = taken ? taken.then(() => to.row(row)) : to.row(row)
      if (!wait) return
      const mine = wait.catch(fail).finally(() => {
        if (taken !== mine) return
        taken = undefined
        connection.resume()
      })
      if (!taken) connection.pause()
      taken = mine
    } catch (error) {
      fail(error)
    }
  }
  const {stream} = connection as unknown as {stream: Socket}
  let unheard = () => {}
  const ended = new Promise<OtherEnd>((resolve, reject) => {
    // mysql2 tells a query whose rows are taken one by one nothing of a connection that ends
    const closed = () => reject(new Error('the server closed the connection'))
    if (stream.destroyed) return closed()
    connection.once('error', reject)
    stream.once('close', closed)
    unheard = () => {
      connection.off('error', reject)
      stream.off('close', closed)
    }
    const options: QueryOptions = {sql, rowsAsArray: true, typeCast: false}
    connection
      .query(options)
      .on('fields', (fields: FieldPacket[] | undefined) => {
        columns = (fields ?? []).map(({name, columnType}) => ({name, numeric: numeric.has(columnType!)}))
        cells = readerOf(fields ?? [])
      })
      .on('result', (row: unknown) => {
        if (!Array.isArray(row)) {
          const {affectedRows, warningStatus} = row as {affectedRows: number; warningStatus: number}
          count = affectedRows
          warned = warningStatus
          return
        }
        total++
        const texts = cells(row as (Buffer | null)[])
        if (kept.length < shown) kept.push(texts)
        take(texts)
      })
      .on('error', reject)
      .on('end', () => {
        const end = {
          table: {columns, rows: kept, total, command},
          count,
          command,
          ...(count === undefined ? {} : {changed: count}),
        }
        const done = (taken ?? Promise.resolve()).then(async () => {
          if (failed) throw failed.error
          return warned > 0 && command !== '' && !/^SHOW$/.test(command)
            ? {...end, warnings: await warningsOf(connection)}
            : end
        })
        done.then(resolve, reject)
      })
  })
  try {
    return await ended
  } finally {
    unheard()
    await sink?.end()
  }
}

/** What the server warns of, as the client shows it. */
async function warningsOf(connection: Connection): Promise<string[]> {
  const {table} = await send(connection, 'SHOW WARNINGS LIMIT 20', '', 20)
  return table.rows.map(([level, code, message]) => `${(level ?? '').toUpperCase()} ${code}: ${message}`)
}

/** Bytes without a character set are shown as MySQL writes them in a statement: `0x00FF`. */
function readerOf(fields: readonly FieldPacket[]) {
  const raw = fields.map(
    ({columnType, characterSet}) =>
      columnType !== jsonType &&
      bytes.has(columnType!) &&
      (characterSet === binaryCharset || columnType === 16),
  )
  return (row: (Buffer | null)[]) =>
    row.map((cell, index) =>
      cell === null ? null : raw[index] ? `0x${cell.toString('hex').toUpperCase()}` : cell.toString('utf8'),
    )
}

/** Without comments before the first word. */
function withoutComments(text: string): string {
  return text.replace(/^(?:\s|\/\*[\s\S]*?\*\/|--[^\n]*(?:\n|$)|#[^\n]*(?:\n|$))*/, '')
}
