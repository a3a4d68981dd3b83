import {randomUUID} from 'node:crypto'
import {inject} from 'vitest'
import {otherAddress} from '../../../src/cli/databases/other-address.ts'
import {mysqlDatabase} from '../../../src/executor/sql/mysql/session.ts'
import {createOtherDriver} from '../../../src/executor/sql/other/driver.ts'
import type {SqlDriver} from '../../../src/model/driver.ts'
import {mariadbClient} from '../../support/mariadb-server.ts'
import {sharedServer} from '../../support/share-server.ts'
import {afterwards} from '../../support/temporary.ts'
import {type OtherRun, runsOn} from './other-run.ts'

/** A driver on an empty database of a real MariaDB, and a connection beside it. */
export interface MysqlBench extends OtherRun {
  driver: SqlDriver
  url: string
  /** The database's name. */
  name: string
  ask(query: string): Promise<string[]>
  /** Whether the server carries out a statement for the driver now. */
  runs(statement: string): Promise<boolean>
  /** Resolves once the server carries out a statement for the driver. */
  running(statement: string): Promise<void>
  /** Ends the driver's sessions on the server. */
  kill(): Promise<void>
}

/** Opens a driver on a database of its own. */
export async function openMysql({
  heldMs = 300_000,
  address = (url: string) => url,
} = {}): Promise<MysqlBench> {
  const root = await sharedServer(inject('sharedMariadb'))
  const other = await mariadbClient(root)
  const name = `app_${randomUUID().replaceAll('-', '')}`
  await other.ask(`CREATE DATABASE ${name}; USE ${name}; SET SESSION lock_wait_timeout = 20`)
  const url = `${root}${name}`
  const found = otherAddress(address(url), 'mysql')
  if (!found.ok || found.system !== 'mysql') throw new Error('no address')
  const driver = createOtherDriver(mysqlDatabase(found.address, 'runbook/test', 5000), {
    application: 'runbook/test',
    heldMs,
    now: () => performance.now(),
  })
  afterwards(async () => {
    await driver.close()
    await other.ask(`DROP DATABASE ${name}`)
    other.end()
  })
  const ask = (query: string) => other.ask(query)
  const sessions = `FROM information_schema.processlist WHERE db = '${name}' AND id <> CONNECTION_ID()`
  const runs = async (statement: string) =>
    (await ask(`SELECT COUNT(*) ${sessions} AND command = 'Query' AND info = '${statement}'`))[0] !== '0'
  return {
    driver,
    url,
    name,
    ask,
    runs,
    ...runsOn(driver, 'mysql'),
    running: async statement => {
      while (!(await runs(statement))) await new Promise(resolve => setTimeout(resolve, 10))
    },
    kill: async () => {
      for (const id of await ask(`SELECT id ${sessions}`)) await ask(`KILL ${id}`)
    },
  }
}
