import {userInfo} from 'node:os'
import type {SqlDriver, SqlSpec, SqlSystem} from '../../model/driver.ts'
import {type FoundOther, otherAddress} from './other-address.ts'

/** What the driver of all databases takes from around it. */
export interface SqlDrivers {
  /** The system and the address of a declared database that is no PostgreSQL. */
  other(database: string): {system: SqlSystem; text: string} | undefined
  postgres(): Promise<SqlDriver>
  application: string
  connectMs: number
  now(): number
}

/** One driver for all databases: each block goes to the driver of its database's system, which is loaded with the first. */
export function sqlDriverOf({other, postgres, application, connectMs, now}: SqlDrivers): SqlDriver {
  const made = new Map<string, Promise<SqlDriver>>()
  let main: Promise<SqlDriver> | undefined
  const open = async (found: FoundOther & {ok: true}): Promise<SqlDriver> => {
    const {createOtherDriver, heldMs} = await import('../../executor/sql/other/driver.ts')
    const world = {application, heldMs, now}
    if (found.system === 'mysql') {
      const {mysqlDatabase} = await import('../../executor/sql/mysql/session.ts')
      return createOtherDriver(mysqlDatabase(found.address, application, connectMs), world)
    }
    const {sqliteDatabase} = await import('../../executor/sql/sqlite/session.ts')
    const script = new URL('../sqlite-host.js', import.meta.url)
    return createOtherDriver(sqliteDatabase(found.address, script, userInfo().username), world)
  }
  const driverOf = (database: string): Promise<SqlDriver> | {problem: string} => {
    const known = made.get(database)
    if (known) return known
    const is = other(database)
    if (!is) {
      main ??= postgres()
      return main
    }
    const found = otherAddress(is.text, is.system)
    if (!found.ok) return {problem: `database \`${database}\` has no address: ${found.problem}`}
    const driver = open(found)
    made.set(database, driver)
    return driver
  }
  /** Consent was given to what a block does in the SQL that it was read as. */
  const misread = ({database, system}: SqlSpec): string | undefined => {
    const is = other(database)?.system
    return is === system
      ? undefined
      : `the block is ${names[system ?? 'postgres']} SQL, and database \`${database}\` is ${names[is ?? 'postgres']}: nothing was run`
  }
  const unset = (detail: string) => ({kind: 'error', code: 'database-unset', detail}) as const
  return {
    async run(spec, io) {
      const wrong = misread(spec)
      if (wrong) return {outcome: {kind: 'failure', detail: wrong}}
      const driver = driverOf(spec.database)
      return 'problem' in driver ? {outcome: unset(driver.problem)} : (await driver).run(spec, io)
    },
    async explain(spec, io) {
      const wrong = misread(spec)
      if (wrong) return {ok: false, lines: [], problem: wrong}
      const driver = driverOf(spec.database)
      return 'problem' in driver
        ? {ok: false, lines: [], problem: driver.problem}
        : (await driver).explain(spec, io)
    },
    async volatile(spec, io) {
      const driver = misread(spec) ? undefined : driverOf(spec.database)
      return driver === undefined || 'problem' in driver ? [] : (await driver).volatile(spec, io)
    },
    async identify(database, io) {
      const driver = driverOf(database)
      return 'problem' in driver
        ? {ok: false, outcome: unset(driver.problem)}
        : (await driver).identify(database, io)
    },
    async close() {
      const all = [...made.values(), ...(main ? [main] : [])]
      await Promise.all(all.map(async driver => (await driver).close()))
    },
  }
}

const names = {postgres: 'PostgreSQL', mysql: 'MySQL', sqlite: 'SQLite'}
