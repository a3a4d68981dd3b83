import type {QueryArrayResult} from 'pg'
import type {DriverResult, SqlSpec, StepIo, Table} from '../../model/driver.ts'
import type {Connection} from './connection.ts'

/** What the statements of a block came to. */
export type StatementsEnd = {facts: Pick<DriverResult, 'rows' | 'affected' | 'value'>} & (
  | {kind: 'success'; detail?: string}
  | {kind: 'refused'; detail: string}
  | {
      kind: 'error'
      error: unknown
      statement: string
      /** Nobody can say whether the change was made. */
      uncertain: boolean
    }
)

const lockMs = 5000
const numericTypes = new Set([20, 21, 23, 26, 700, 701, 790, 1700])

/** Runs a block's statements one by one, in one transaction unless `autocommit`, and hands over every result. */
export async function runStatements(connection: Connection, spec: SqlSpec, io: StepIo): Promise<StatementsEnd> {
  const {client} = connection
  const facts: StatementsEnd['facts'] = {}
  let current = ''
  let committing = false
  const send = (text: string) => client.query((current = text))
  try {
    const limits = `statement_timeout = ${Math.ceil(spec.timeoutMs)}`
    if (spec.autocommit) {
      await send(`SET ${limits}`)
      await send('SET default_transaction_read_only = off')
    } else {
      await send(spec.write ? 'BEGIN READ WRITE' : 'BEGIN READ ONLY')
      await send(`SET LOCAL ${limits}`)
      await send(`SET LOCAL lock_timeout = ${lockMs}`)
    }
    for (const {text, values} of spec.statements) {
      current = text
      committing = spec.autocommit
      // the extended protocol takes exactly one statement: nothing more than what was read can run
      const result = await client.query({text, values, rowMode: 'array', queryMode: 'extended'} as {text: string; values: string[]; rowMode: 'array'})
      await handOver(result, facts, io)
    }
    committing = false
    if (spec.autocommit) return {kind: 'success', facts}
    const {maxAffected} = spec
    if (maxAffected !== undefined && (facts.affected ?? 0) > maxAffected) {
      await send('ROLLBACK')
      return {kind: 'refused', detail: `${facts.affected} rows would be affected, ${maxAffected} at most are allowed: rolled back`, facts}
    }
    committing = spec.write
    await send('COMMIT')
    return {kind: 'success', facts}
  } catch (error) {
    if (!connection.lost() && !spec.autocommit) await client.query('ROLLBACK').catch(() => {})
    return {kind: 'error', error, statement: current, uncertain: committing, facts}
  } finally {
    if (spec.autocommit && !connection.lost()) await client.query('SET default_transaction_read_only = on').catch(() => {})
  }
}

async function handOver(result: QueryArrayResult, facts: StatementsEnd['facts'], io: StepIo): Promise<void> {
  const {fields, rows, rowCount, command} = result
  if (fields.length > 0) {
    const table: Table = {
      columns: fields.map(({name, dataTypeID}) => ({name, numeric: numericTypes.has(dataTypeID)})),
      rows: rows as (string | null)[][],
      total: rows.length,
      command,
    }
    facts.rows = rows.length
    delete facts.value
    if (rows.length === 1 && fields.length === 1 && table.rows[0]![0] !== null) facts.value = table.rows[0]![0]!
    await io.table(table)
  }
  if (/^(INSERT|UPDATE|DELETE|MERGE|COPY)$/.test(command)) {
    facts.affected = (facts.affected ?? 0) + (rowCount ?? 0)
    await io.write(Buffer.from(`${command}: ${rowCount ?? 0} rows\n`), 'stdout')
  } else if (fields.length === 0) await io.write(Buffer.from(`${command}\n`), 'stdout')
}
