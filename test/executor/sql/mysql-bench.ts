import {otherAddress} from '../../../src/cli/other-address.ts'
import {mysqlDatabase} from '../../../src/executor/sql/mysql/session.ts'
import {createOtherDriver} from '../../../src/executor/sql/other/driver.ts'
import type {SqlDriver} from '../../../src/model/driver.ts'
import {mariadbClient, startMariadb} from '../../support/mariadb-server.ts'
import {afterwards} from '../../support/temporary.ts'
import {type OtherRun, runsOn} from './other-run.ts'

/** A driver on the empty database `app` of a real MariaDB, and a connection beside it. */
export interface MysqlBench extends OtherRun {
  driver: SqlDriver
  url: string
  ask(query: string): Promise<string[]>
  /** Resolves once a query on the other connection gives `1`. */
  holds(query: string): Promise<void>
  /** Ends the driver's sessions on the server. */
  kill(): Promise<void>
}

let server: ReturnType<typeof startMariadb> | undefined

/** Opens a driver; the first call in a file starts the server. Call `stopServer` after all tests. */
export async function openMysql({
  heldMs = 300_000,
  address = (url: string) => url,
} = {}): Promise<MysqlBench> {
  server ??= startMariadb()
  const {url: root} = await server
  const other = await mariadbClient(root)
  await other.ask('DROP DATABASE IF EXISTS app; CREATE DATABASE app; USE app')
  const url = `${root}app`
  const found = otherAddress(address(url), 'mysql')
  if (!found.ok || found.system !== 'mysql') throw new Error('no address')
  const driver = createOtherDriver(mysqlDatabase(found.address, 'runbook/test', 5000), {
    application: 'runbook/test',
    heldMs,
    now: () => performance.now(),
  })
  afterwards(async () => {
    await driver.close()
    other.end()
  })
  const ask = (query: string) => other.ask(query)
  return {
    driver,
    url,
    ask,
    ...runsOn(driver, 'mysql'),
    holds: async query => {
      while ((await ask(query))[0] !== '1') await new Promise(resolve => setImmediate(resolve))
    },
    kill: async () => {
      const ids = await ask(
        `SELECT id FROM information_schema.processlist WHERE db = 'app' AND id <> CONNECTION_ID()`,
      )
      for (const id of ids) await ask(`KILL ${id}`)
    },
  }
}

/** Ends the server, if one was started. */
export async function stopServer(): Promise<void> {
  await (await server)?.stop()
}
