import type {RowSink, ServerIdentity, SqlSpec, SqlStatement, StepIo, Table} from '../../../model/driver.ts'
import type {Answer, OtherDatabase, OtherEnd, OtherSession} from '../other/session.ts'
import {SqliteError, SqliteHost} from './host.ts'

const defaultLockMs = 5000
const sampleRows = 5

/** Opens sessions with a SQLite file; `script` is the bundle of the process that holds it, `user` who runs it. */
export function sqliteDatabase(
  {path, readOnly}: {path: string; readOnly: boolean},
  script: URL,
  user: string,
): OtherDatabase {
  return {
    async open() {
      const session = new SqliteSession(path, readOnly, script, user)
      try {
        await session.identify()
        return session
      } catch (error) {
        await session.close()
        throw error
      }
    },
    cannotOpen(error) {
      const {code, message} = error as {code?: string; message?: string}
      const text =
        code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND' || /bindings file/.test(message ?? '')
          ? 'SQLite needs the package better-sqlite3, which is not installed or was not built here: npm install better-sqlite3'
          : `${message}; check the path in its address, and whether you may read the file`
      return {text, wantsPassword: false}
    },
  }
}

/** Reading goes through a connection that cannot write; one that can is opened with the first block that is marked so. */
class SqliteSession implements OtherSession {
  readonly system = 'sqlite'
  readonly changesUnseen = false
  readonly #path: string
  readonly #readOnly: boolean
  readonly #script: URL
  readonly #user: string
  readonly #hosts = new Map<'read' | 'write', SqliteHost>()
  #current: SqliteHost | undefined
  #writes = false
  readonly #ended = new AbortController()

  constructor(path: string, readOnly: boolean, script: URL, user: string) {
    this.#path = path
    this.#readOnly = readOnly
    this.#script = script
    this.#user = user
  }

  get ended() {
    return this.#ended.signal
  }

  abandon() {
    this.#ended.abort()
    for (const host of this.#hosts.values()) void host.end()
  }

  /** SQLite does not give way, so its process is ended; what it had not committed is undone. */
  async cancel() {
    await this.#current?.end()
  }

  async begin({write, autocommit, lockTimeoutMs = defaultLockMs}: SqlSpec) {
    if (write && this.#readOnly) throw new SqliteError('SQLITE_READONLY', 'its address says mode=ro')
    this.#writes = write
    this.#current = await this.#host(write ? 'write' : 'read')
    const text = autocommit ? '' : write ? 'BEGIN IMMEDIATE' : 'BEGIN'
    await this.#current.ask({do: 'run', text, busyMs: Math.ceil(lockTimeoutMs)})
  }

  async query(statement: SqlStatement, shown: number, rows?: StepIo['rows']): Promise<OtherEnd> {
    const {text, values, bare = []} = statement
    const returns = this.#writes && statement.returns === true
    const command = /^(?:\s|\/\*[\s\S]*?\*\/|--[^\n]*\n)*([a-z]+)/i.exec(text)?.[1]?.toUpperCase() ?? ''
    const kept: (string | null)[][] = []
    let total = 0
    let sink: RowSink | undefined
    let failed: {error: unknown} | undefined
    try {
      const request = {
        do: 'query',
        text,
        values,
        bare,
        returns,
        onlyReads: !this.#writes && command !== 'EXPLAIN',
      } as const
      const end = await this.#current!.ask(request, async ({columns, rows: batch}) => {
        for (const row of batch) {
          total++
          if (kept.length < (returns ? sampleRows : shown)) kept.push(row)
          if (failed || !rows || returns) continue
          try {
            sink ??= rows(columns)
            await sink.row(row)
          } catch (error) {
            failed = {error}
          }
        }
      })
      if (failed) throw failed.error
      const table: Table = {columns: end.columns, rows: kept, total, command}
      return {
        table,
        count: end.changes ?? total,
        command,
        ...(end.sampled ? {sample: table} : {}),
        ...(end.changes === undefined ? {} : {changed: end.changes}),
      }
    } finally {
      await sink?.end()
    }
  }

  async commit() {
    await this.#current!.ask({do: 'run', text: 'COMMIT', busyMs: defaultLockMs})
  }

  async rollBack() {
    // an error may have rolled back already
    await this.#current!.ask({do: 'run', text: 'ROLLBACK', busyMs: defaultLockMs}).catch(error => {
      if (!/no transaction is active/.test(String(error))) throw error
    })
    return undefined
  }

  async waiting() {
    return [] // SQLite does not know who waits
  }

  async identify(): Promise<ServerIdentity> {
    this.#current = await this.#host('read')
    this.#writes = false
    const {table} = await this.query({text: 'SELECT sqlite_version()', values: []}, 1)
    return {
      database: this.#path,
      user: this.#user,
      server: 'this machine',
      version: table.rows[0]![0]!,
      product: 'SQLite',
      recovery: this.#readOnly,
    }
  }

  async explain({text, values}: SqlStatement) {
    this.#current = await this.#host('read')
    this.#writes = false
    const {table} = await this.query({text: `EXPLAIN QUERY PLAN ${text}`, values}, 200)
    // SQLite has nothing to say of what takes no search, such as emptying a table
    return table.rows.length === 0 ? ['no plan'] : table.rows.map(row => row.at(-1) ?? '')
  }

  answer(error: unknown): Answer | undefined {
    return error instanceof SqliteError
      ? {code: error.code, message: error.message, stopped: false}
      : undefined
  }

  async close() {
    this.#ended.abort()
    await Promise.all([...this.#hosts.values()].map(host => host.end()))
  }

  async #host(way: 'read' | 'write'): Promise<SqliteHost> {
    const known = this.#hosts.get(way)
    if (known) return known
    const host = new SqliteHost(this.#script, () => this.#ended.abort())
    this.#hosts.set(way, host)
    await host.ask({do: 'open', path: this.#path, readOnly: way === 'read'})
    return host
  }
}
