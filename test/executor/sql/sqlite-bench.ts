import {createRequire} from 'node:module'
import {join} from 'node:path'
import {createOtherDriver} from '../../../src/executor/sql/other/driver.ts'
import {sqliteDatabase} from '../../../src/executor/sql/sqlite/session.ts'
import type {SqlDriver} from '../../../src/model/driver.ts'
import {afterwards, temporaryDirectory} from '../../support/temporary.ts'
import {type OtherRun, runsOn} from './other-run.ts'

interface Library {
  new (
    path: string,
  ): {exec(text: string): void; prepare(text: string): {raw(): {all(): unknown[][]}}; close(): void}
}

const require = createRequire(import.meta.url)

/** better-sqlite3, an optional package; undefined where it is not installed. In CI it must be. */
const library = ((): Library | undefined => {
  try {
    return require('better-sqlite3') as Library
  } catch (error) {
    if (process.env.CI === 'true') throw error
    return undefined
  }
})()
export const hasSqlite: boolean = library !== undefined

/** A driver on an empty SQLite file, and a connection beside it. */
export interface SqliteBench extends OtherRun {
  driver: SqlDriver
  path: string
  ask(query: string): string[]
}

const script = new URL('../../../dist/sqlite-host.js', import.meta.url)

/** Opens a driver on a file of its own. */
export function openSqlite({heldMs = 300_000, readOnly = false} = {}): SqliteBench {
  const path = join(temporaryDirectory(), 'app.db')
  const other = new library!(path)
  other.exec('PRAGMA user_version = 1')
  const driver = createOtherDriver(sqliteDatabase({path, readOnly}, script, 'somebody'), {
    application: 'runbook/test',
    heldMs,
    now: () => performance.now(),
  })
  afterwards(async () => {
    await driver.close()
    other.close()
  })
  return {
    driver,
    path,
    ask: query => {
      if (/^\s*(?:select|pragma)/i.test(query))
        return other
          .prepare(query)
          .raw()
          .all()
          .map(row => row.map(String).join('|'))
      other.exec(query)
      return []
    },
    ...runsOn(driver, 'sqlite'),
  }
}
