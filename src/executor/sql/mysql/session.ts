import type {Socket} from 'node:net'
import {setTimeout as after} from 'node:timers/promises'
import type {Connection} from 'mysql2'
import type {PendingChange, ServerIdentity, SqlSpec} from '../../../model/driver.ts'
import type {Answer, OtherDatabase, OtherSession} from '../other/session.ts'
import type {MysqlAddress} from './address.ts'
import {connect} from './connect.ts'
import {query} from './query.ts'

const defaultLockMs = 5000
const backstopMs = 1000
const explainMs = 10_000
/** How long the second connection of a cancel may take. */
const cancelMs = 2500
/** The query was interrupted (1317), its time was over (1969 MariaDB, 3024 MySQL). */
const interrupted = new Set([1317, 1969, 3024])
/** The server ends the session with this: shutdown, killed, idle too long. */
const ending = new Set([1053, 1927, 4031, 1159, 1161])
/** Tables that know no transactions keep what was written: ER_WARNING_NOT_COMPLETE_ROLLBACK. */
const notRolledBack = '1196'

/** Opens sessions with a MySQL or MariaDB server. */
export function mysqlDatabase(address: MysqlAddress, application: string, connectMs: number): OtherDatabase {
  return {
    async open(password) {
      const connection = await connect(address, application, connectMs, password)
      try {
        const {table} = await query(connection, {text: 'SELECT CONNECTION_ID(), VERSION()', values: []}, 1)
        const [id, version] = table.rows[0]!
        const again = () => connect(address, application, cancelMs, password)
        return new MysqlSession(connection, Number(id), version!, again)
      } catch (error) {
        connection.destroy()
        throw error
      }
    },
    cannotOpen(error) {
      const {code = '', message = ''} = error as {code?: string; message?: string}
      const first =
        error instanceof AggregateError ? (error.errors[0] as Error | undefined)?.message : message
      const denied = code === 'ER_ACCESS_DENIED_ERROR'
      const advice = denied
        ? 'check the user and password in its URL'
        : code === 'ER_BAD_DB_ERROR' || code === 'ER_DBACCESS_DENIED_ERROR'
          ? 'check the database name in its URL'
          : 'check that the server runs and can be reached from here, then retry'
      return {
        text: `${first || code || 'no reason given'}; ${advice}`,
        wantsPassword: denied && address.password === undefined,
      }
    },
  }
}

/** As the server takes them. */
function seconds(ms: number): number {
  return Math.max(1, Math.min(Math.ceil(ms / 1000), 31_536_000))
}

class MysqlSession implements OtherSession {
  readonly system = 'mysql'
  readonly changesUnseen = true
  readonly #connection: Connection
  readonly #id: number
  readonly #version: string
  readonly #again: () => Promise<Connection>
  readonly #ended = new AbortController()
  #running = 0

  constructor(connection: Connection, id: number, version: string, again: () => Promise<Connection>) {
    this.#connection = connection
    this.#id = id
    this.#version = version
    this.#again = again
    const {stream} = connection as unknown as {stream: Socket}
    for (const event of ['error', 'end'] as const) connection.on(event, () => this.#ended.abort())
    for (const event of ['end', 'close'] as const) stream.on(event, () => this.#ended.abort())
  }

  get ended() {
    return this.#ended.signal
  }

  abandon() {
    this.#ended.abort()
    const {stream} = this.#connection as unknown as {stream: Socket}
    stream.destroy(new Error('the server did not answer'))
  }

  /** https://mariadb.com/kb/en/kill/: over a second connection, since this one is busy. */
  async cancel() {
    if (this.#ended.signal.aborted) return
    let other: Connection | undefined
    const kill = async () => {
      other = await this.#again()
      if (this.#running > 0) await query(other, {text: `KILL QUERY ${this.#id}`, values: []}, 0)
    }
    await Promise.race([kill(), after(cancelMs, undefined, {ref: false})]).catch(() => {})
    other?.destroy()
  }

  /** What an earlier block set in its session must not loosen the guards of this one. */
  async begin(
    {write, autocommit, timeoutMs, lockTimeoutMs = defaultLockMs}: SqlSpec,
    _name: string,
    heldMs: number,
  ) {
    await this.#do('SET autocommit = 1') // commits nothing: every block has ended its transaction
    await this.#limit(timeoutMs + backstopMs, lockTimeoutMs)
    await this.#do(
      `SET SESSION wait_timeout = ${write && !autocommit ? seconds(heldMs) + 10 : 28_800}, completion_type = 'NO_CHAIN'`,
    )
    await this.#do(`SET SESSION TRANSACTION READ ${write && autocommit ? 'WRITE' : 'ONLY'}`)
    if (!autocommit) await this.#do(`START TRANSACTION READ ${write ? 'WRITE' : 'ONLY'}`)
  }

  query: OtherSession['query'] = (statement, shown, rows) =>
    this.#watched(query(this.#connection, statement, shown, rows))

  async commit() {
    await this.#do('COMMIT')
  }

  async rollBack() {
    await this.#do('ROLLBACK')
    const {table} = await query(this.#connection, {text: 'SHOW WARNINGS', values: []}, 20)
    return table.rows.some(([, code]) => code === notRolledBack)
      ? 'it was rolled back, but some of the tables know no transactions: what was written to them stands'
      : undefined
  }

  async waiting(): Promise<PendingChange['waiting']> {
    const [mine, blocked] = this.#isMariadb()
      ? [
          `b.trx_mysql_thread_id = CONNECTION_ID()`,
          `information_schema.innodb_lock_waits w JOIN information_schema.innodb_trx b ON b.trx_id = w.blocking_trx_id JOIN information_schema.innodb_trx r ON r.trx_id = w.requesting_trx_id`,
        ]
      : [
          `b.trx_mysql_thread_id = CONNECTION_ID()`,
          `performance_schema.data_lock_waits w JOIN information_schema.innodb_trx b ON b.trx_id = w.blocking_engine_transaction_id JOIN information_schema.innodb_trx r ON r.trx_id = w.requesting_engine_transaction_id`,
        ]
    const text = `SELECT DISTINCT r.trx_mysql_thread_id, LEFT(COALESCE(r.trx_query, ''), 200), GREATEST(0, TIMESTAMPDIFF(SECOND, r.trx_wait_started, NOW())) * 1000 FROM ${blocked} WHERE ${mine} LIMIT 20`
    try {
      const {table} = await this.query({text, values: []}, 20)
      return table.rows.map(([pid, sql, waited]) => ({
        pid: Number(pid),
        query: sql ?? '',
        waitedMs: Number(waited ?? 0),
      }))
    } catch (error) {
      if (this.answer(error)) return [] // whoever may not see all sessions is not told of them
      throw error
    }
  }

  async identify(): Promise<ServerIdentity> {
    const text = `SELECT COALESCE(DATABASE(), ''), CURRENT_USER(), CONCAT(@@hostname, ':', @@port), @@global.read_only`
    const {table} = await this.query({text, values: []}, 1)
    const [database, user, server, readOnly] = table.rows[0]!
    return {
      database: database!,
      user: user!,
      server: server!,
      version: this.#version,
      product: this.#isMariadb() ? 'MariaDB' : 'MySQL',
      recovery: !/^(?:0|OFF)$/i.test(readOnly!),
    }
  }

  async explain({text, values}: {text: string; values: string[]}) {
    if (!/^[\s(]*(?:SELECT|WITH|INSERT|REPLACE|UPDATE|DELETE|TABLE|VALUES)\b/i.test(text))
      return [`${text.trim().split(/\s+/, 2).join(' ')}: no plan`]
    // what must be known for a plan is asked of the tables, and a plan must not wait for them
    await this.#limit(explainMs, explainMs)
    const changes = /^[\s(]*(?:INSERT|REPLACE|UPDATE|DELETE)\b/i.test(text)
    await this.#do(`START TRANSACTION READ ${changes ? 'WRITE' : 'ONLY'}`) // MariaDB explains no change in one that only reads
    try {
      const {table} = await this.query({text: `EXPLAIN ${text}`, values}, 200)
      return table.rows.map(row =>
        table.columns.flatMap(({name}, at) => (row[at] === null ? [] : [`${name}=${row[at]}`])).join(' '),
      )
    } finally {
      await this.#do('ROLLBACK').catch(() => this.abandon())
    }
  }

  answer(error: unknown): Answer | undefined {
    const {errno, code, sqlMessage} = error as {errno?: number; code?: string; sqlMessage?: string}
    if (errno === undefined || sqlMessage === undefined) return undefined
    if (ending.has(errno)) {
      this.abandon()
      return undefined
    }
    return {code: code ?? String(errno), message: sqlMessage, stopped: interrupted.has(errno)}
  }

  async close() {
    // the server would go on with a query whose client has gone
    if (this.#running > 0) await this.cancel()
    this.#ended.abort()
    await Promise.race([
      new Promise<void>(resolve => this.#connection.end(() => resolve())),
      after(cancelMs, undefined, {ref: false}),
    ])
    this.#connection.destroy()
  }

  async #limit(statementMs: number, lockMs: number): Promise<void> {
    const limit = Math.min(Math.ceil(statementMs), 2 ** 31 - 1)
    const lock = seconds(lockMs)
    await this.#do(
      this.#isMariadb()
        ? `SET SESSION max_statement_time = ${limit / 1000}`
        : `SET SESSION max_execution_time = ${limit}`,
    )
    await this.#do(`SET SESSION lock_wait_timeout = ${lock}, innodb_lock_wait_timeout = ${lock}`)
  }

  #isMariadb(): boolean {
    return /mariadb/i.test(this.#version)
  }

  async #do(text: string): Promise<void> {
    await this.query({text, values: []}, 0)
  }

  async #watched<T>(work: Promise<T>): Promise<T> {
    this.#running++
    return work.finally(() => this.#running--)
  }
}
