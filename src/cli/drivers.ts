import {rmSync} from 'node:fs'
import {hostname} from 'node:os'
import process from 'node:process'
import type {Drivers, StepSpec} from '../model/driver.ts'
import type {Plan} from '../model/plan.ts'
import {databaseAddress, type FoundAddress} from './database-address.ts'
import {otherAddress, otherSystem} from './other-address.ts'
import {privateDirectory} from './private-directory.ts'
import {readService} from './service-file.ts'
import type {SessionState} from './session-state.ts'
import {sqlDriverOf} from './sql-driver.ts'

/** The real drivers of a run, and how to give back what they hold. */
export interface OpenDrivers {
  drivers: Drivers
  /** Where a step would run, as the operator must see it; no part of it is secret. */
  target(spec: StepSpec): string
  close(): Promise<void>
}

/** How long a server may take to answer a new connection. */
const connectMs = 10_000

/**
 * Prepares the drivers; each loads its libraries and touches the system only with its first block. `keep` takes the
 * state of the shell session after each block.
 */
export function openDrivers(
  plan: Plan,
  runId: string,
  token: string,
  keep: SessionState['take'],
): OpenDrivers {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  let dir: string | undefined
  const shell = once(async () => {
    dir = privateDirectory()
    const {createShellDriver} = await import('../executor/shell/driver.ts')
    return createShellDriver({
      bash: 'bash',
      dir,
      cwd: process.cwd(),
      env,
      token,
      kill: (pid, signal) => process.kill(pid, signal),
      runId,
      keep,
    })
  })
  const address = (database: string): FoundAddress => {
    const declared = plan.databases[database]
    if (!declared) {
      const names = Object.keys(plan.databases).join(', ') || 'none'
      return {
        ok: false,
        problem: `no database \`${database}\` is declared: the front matter declares ${names}`,
      }
    }
    const variable = declared.url?.replaceAll(/[${}]/g, '')
    const text = variable === undefined ? undefined : env[variable]
    if (variable !== undefined && !text)
      return {
        ok: false,
        problem: `database \`${database}\` has no address: set ${variable} in the environment`,
      }
    const found = databaseAddress(text, env, service => readService(service, env))
    const what = variable ? `what ${variable} holds: ` : ''
    return found.ok
      ? found
      : {ok: false, problem: `database \`${database}\` has no address: ${what}${found.problem}`}
  }
  const other = (database: string) => {
    const variable = plan.databases[database]?.url?.replaceAll(/[${}]/g, '')
    const text = variable === undefined ? undefined : env[variable]
    const system = otherSystem(text)
    return system && text ? {system, text} : undefined
  }
  const shown = (database: string) => {
    const is = other(database)
    return is ? otherAddress(is.text, is.system) : address(database)
  }
  const postgres = async () => {
    const {createSqlDriver} = await import('../executor/sql/driver.ts')
    return createSqlDriver({
      address,
      application: `runbook/${runId}`.slice(0, 63),
      connectMs,
      now: () => performance.now(),
    })
  }
  const now = () => performance.now()
  const sql = sqlDriverOf({other, postgres, application: `runbook/${runId}`.slice(0, 63), connectMs, now})
  const drivers: Drivers = {
    shell: {
      run: async (spec, io) => (await shell.get()).run(spec, io),
      emptyIn: async (spec, signal) => (await (await shell.get()).emptyIn?.(spec, signal)) ?? [],
      close: async () => (await shell.made())?.close(),
      left: async () => (await (await shell.made())?.left?.()) ?? [],
    },
    sql,
  }
  return {
    drivers,
    target: spec =>
      spec.kind === 'shell'
        ? `this machine (${hostname()})`
        : `database ${spec.database}${serverOf(shown(spec.database))}`,
    async close() {
      await drivers.shell.close()
      await drivers.sql.close()
      if (dir) rmSync(dir, {recursive: true, force: true})
    },
  }
}

/** ` (NAME at HOST as USER)`, where that is known. */
function serverOf(found: {ok: true; shown: string} | {ok: false}): string {
  return found.ok ? ` (${found.shown})` : ''
}

function once<T>(make: () => Promise<T>): {get(): Promise<T>; made(): Promise<T | undefined>} {
  let made: Promise<T> | undefined
  return {get: () => (made ??= make()), made: () => made ?? Promise.resolve(undefined)}
}
