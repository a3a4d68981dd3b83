import type {QueryArrayResult} from 'pg'
import type {DriverResult, SqlSpec, StepIo, Table} from '../../model/driver.ts'
import type {Connection} from './connection.ts'
import {isFatal} from './error-text.ts'
import {transactionControl} from './transaction-control.ts'

/** What the statements of a block came to. */
export type StatementsEnd = {facts: Pick<DriverResult, 'rows' | 'affected' | 'value'>} & (
  | {kind: 'success'; detail?: string}
  | {kind: 'refused'; detail: string}
  /** It was asked to stop while the server had nothing to do for it: nothing was committed. */
  | {kind: 'stopped'}
  | {
      kind: 'error'
      error: unknown
      statement: string
      /** Nobody can say whether the change was made. */
      uncertain: boolean
    }
)

const lockMs = 5000
const backstopMs = 1000
const numericTypes = new Set([20, 21, 23, 26, 700, 701, 790, 1700])

/**
 * Runs a block's statements one by one, in one transaction unless `autocommit`, and hands over every result. `stopped`
 * is asked before each: a cancel finds nothing to stop between two statements.
 */
export async function runStatements(
  connection: Connection,
  spec: SqlSpec,
  io: Omit<StepIo, 'signal'>,
  stopped: () => boolean,
): Promise<StatementsEnd> {
  const {client} = connection
  const facts: StatementsEnd['facts'] = {}
  const refused = refusal(spec)
  if (refused) return {kind: 'refused', detail: refused, facts}
  let current = ''
  let committing = false
  const send = (text: string) => {
    current = text
    return client.query(text)
  }
  const rollBack = async () => {
    if (!connection.lost() && !spec.autocommit) await client.query('ROLLBACK').catch(() => {})
  }
  try {
    for (const text of opening(spec)) await send(text)
    for (const {text, values} of spec.statements) {
      if (stopped()) {
        await rollBack()
        return {kind: 'stopped', facts}
      }
      current = text
      committing = spec.autocommit
      // the extended protocol takes exactly one statement: nothing more than what was read can run
      const result = await client.query({text, values, rowMode: 'array', queryMode: 'extended'} as {
        text: string
        values: string[]
        rowMode: 'array'
      })
      committing = false
      await handOver(result, facts, io)
    }
    if (spec.autocommit) return {kind: 'success', facts}
    const {maxAffected} = spec
    if (maxAffected !== undefined && (facts.affected ?? 0) > maxAffected) {
      const {affected, ...others} = facts
      await send('ROLLBACK')
      return {
        kind: 'refused',
        detail: `${affected} rows would be affected, ${maxAffected} at most are allowed: rolled back`,
        facts: others,
      }
    }
    if (stopped()) {
      await rollBack()
      return {kind: 'stopped', facts}
    }
    committing = spec.write
    await send('COMMIT')
    return {kind: 'success', facts}
  } catch (error) {
    if (isFatal(error)) connection.abandon() // the server is closing it
    await rollBack()
    if (!committing) delete facts.affected // nothing was
    return {kind: 'error', error, statement: current, uncertain: committing, facts}
  } finally {
    if (spec.autocommit && !connection.lost())
      await client
        .query('SET default_transaction_read_only = on; RESET statement_timeout')
        .catch(() => connection.abandon())
  }
}

/** Why a block is not begun at all. */
function refusal({statements, autocommit, maxAffected}: SqlSpec): string | undefined {
  if (autocommit) {
    return maxAffected === undefined
      ? undefined
      : '`max-affected` cannot be kept outside a transaction, where nothing can be rolled back: nothing was run'
  }
  const verb = statements.map(({text}) => transactionControl(text)).find(found => found !== undefined)
  return verb && `\`${verb}\` would undo the transaction that guards the block: nothing was run`
}

/** What is sent before the first statement. */
function opening({write, autocommit, timeoutMs}: SqlSpec): string[] {
  // the driver's own limit comes first and tells a time limit from somebody else's cancel
  const limits = `statement_timeout = ${Math.min(Math.ceil(timeoutMs) + backstopMs, 2 ** 31 - 1)}`
  if (autocommit) return [`SET ${limits}`, ...(write ? ['SET default_transaction_read_only = off'] : [])]
  const local = [`SET LOCAL ${limits}`, `SET LOCAL lock_timeout = ${lockMs}`]
  // after its first query, not even a function can make the transaction writable
  return write ? ['BEGIN READ WRITE', ...local] : ['BEGIN READ ONLY', ...local, 'SELECT']
}

async function handOver(
  result: QueryArrayResult,
  facts: StatementsEnd['facts'],
  io: Omit<StepIo, 'signal'>,
): Promise<void> {
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
    if (rows.length === 1 && fields.length === 1 && table.rows[0]![0] !== null)
      facts.value = table.rows[0]![0]!
    await io.table(table)
  }
  if (/^(INSERT|UPDATE|DELETE|MERGE|COPY)$/.test(command)) {
    facts.affected = (facts.affected ?? 0) + (rowCount ?? 0)
    await io.write(Buffer.from(`${command}: ${rowCount ?? 0} rows\n`), 'stdout')
  } else if (fields.length === 0) await io.write(Buffer.from(`${command}\n`), 'stdout')
}
