import pg from 'pg'
import {databaseAddress} from '../../../src/cli/databases/database-address.ts'
import {createSqlDriver} from '../../../src/executor/sql/driver.ts'
import type {SqlWorld} from '../../../src/executor/sql/sessions.ts'
import type {DriverResult, SqlDriver, SqlSpec, SqlStatement, Table} from '../../../src/model/driver.ts'
import {database} from '../../support/postgres.ts'
import {afterwards} from '../../support/temporary.ts'
import {type Listener, listen} from '../listener.ts'

/** A real SQL driver on the database of the test file, empty, and a connection beside it; both closed after the test. */
export interface Bench {
  driver: SqlDriver
  url: string
  /** Runs a block to its end; `tables` is what was handed over. */
  run(
    statements: string | readonly (string | SqlStatement)[],
    more?: Partial<SqlSpec>,
    listener?: Listener,
  ): Promise<{result: DriverResult; stdout: string; stderr: string; tables: Table[]}>
  /** Rows of a query on the other connection, as text with `|` between the cells. */
  ask(query: string): Promise<string[]>
  /** Resolves once a query on the other connection gives `true`. */
  holds(query: string): Promise<void>
  /** Ends the driver's session on the server. */
  kill(): Promise<void>
}

/** How the sessions of the driver call themselves. */
export const application = 'runbook/test'

/** The psql of this machine. */
export const psqlHere: SqlWorld['psql'] = {
  program: 'psql',
  env: {PATH: process.env.PATH!, LC_ALL: 'C'},
  cwd: process.cwd(),
  kill: (pid, signal) => process.kill(pid, signal),
}

const reading = /^\s*(?:select|show|values)\b/i

/** A block as data; what begins like a query is taken to be known only to read. */
export function sqlSpec(
  statements: string | readonly (string | SqlStatement)[],
  more: Partial<SqlSpec> = {},
): SqlSpec {
  return {
    kind: 'sql',
    id: 'block',
    statements: [statements]
      .flat()
      .map(one => (typeof one === 'string' ? {text: one, values: [], reads: reading.test(one)} : one)),
    database: 'main',
    write: false,
    autocommit: false,
    maxAffected: undefined,
    timeoutMs: 20_000,
    ...more,
  }
}

/** A real driver whose database `main` is at an address, with `PG…` variables as the environment gives them. */
export function driverOn(
  address: () => string | undefined,
  psql: Partial<SqlWorld['psql']> = {},
  env: Record<string, string> = {},
  more: Partial<SqlWorld> = {},
): SqlDriver {
  return createSqlDriver({
    address: name =>
      name === 'main'
        ? databaseAddress(address(), env, () => undefined)
        : {ok: false, problem: `no database ${name}`},
    application,
    connectMs: 5000,
    psql: {...psqlHere, ...psql},
    now: () => performance.now(),
    ...more,
  })
}

/** Opens a driver on a database, emptied; `address` may put something between the two. */
type OpenBench = (address?: (url: string) => string, psql?: Partial<SqlWorld['psql']>) => Promise<Bench>

/** What opens benches for the tests of a file, on one database: making one takes longer than most tests. */
export async function benches(): Promise<OpenBench> {
  const url = await database()
  return (address, psql) => openBench(url, address, psql)
}

async function openBench(
  url: string,
  address: (url: string) => string = url => url,
  psql: Partial<SqlWorld['psql']> = {},
): Promise<Bench> {
  const other = new pg.Client({connectionString: url})
  await other.connect()
  await other.query('set client_min_messages = warning; drop schema public cascade; create schema public')
  const driver = driverOn(() => address(url), psql)
  afterwards(async () => {
    await driver.close()
    await other.end()
  })
  const ask = async (query: string) => {
    const {rows} = await other.query({text: query, rowMode: 'array'})
    return rows.map(row => (row as unknown[]).join('|'))
  }
  return {
    driver,
    url,
    ask,
    run: async (statements, more = {}, listener = listen()) => {
      const tables: Table[] = []
      const {io} = listener
      const table = (table: Table) => {
        tables.push(table)
        return io.table(table)
      }
      const result = await driver.run(sqlSpec(statements, more), {...io, table})
      return {result, stdout: listener.stdout(), stderr: listener.stderr(), tables}
    },
    holds: async query => {
      while ((await ask(query))[0] !== 'true') await new Promise(resolve => setTimeout(resolve, 10))
    },
    kill: async () => {
      const mine = `application_name like '${application}%' and datname = current_database()`
      await ask(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where ${mine}`)
    },
  }
}
