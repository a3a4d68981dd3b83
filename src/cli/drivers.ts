import {rmSync} from 'node:fs'
import {hostname} from 'node:os'
import process from 'node:process'
import type {Drivers, StepSpec} from '../model/driver.ts'
import type {Plan} from '../model/plan.ts'
import {privateDirectory} from './private-directory.ts'
import type {SessionState} from './session-state.ts'

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
  const variable = (database: string) => /\w+/.exec(plan.databases[database]?.url ?? '')?.[0]
  const given = (database: string) => env[variable(database) ?? ''] || undefined
  const url = (database: string) => (isAddress(given(database)) ? given(database) : undefined)
  const sql = once(async () => {
    const {createSqlDriver} = await import('../executor/sql/driver.ts')
    return createSqlDriver({
      url,
      missing: database =>
        plan.databases[database]
          ? `database \`${database}\` has no address: ${given(database) ? `what ${variable(database)} holds is none (postgres://USER@HOST/NAME)` : `set ${variable(database)} in the environment`}`
          : `no database \`${database}\` is declared: the front matter declares ${Object.keys(plan.databases).join(', ') || 'none'}`,
      application: `runbook/${runId}`.slice(0, 63),
      connectMs,
    })
  })
  const drivers: Drivers = {
    shell: {
      run: async (spec, io) => (await shell.get()).run(spec, io),
      close: async () => (await shell.made())?.close(),
      left: async () => (await (await shell.made())?.left?.()) ?? [],
    },
    sql: {
      run: async (spec, io) => (await sql.get()).run(spec, io),
      close: async () => (await sql.made())?.close(),
    },
  }
  return {
    drivers,
    target: spec =>
      spec.kind === 'shell'
        ? `this machine (${hostname()})`
        : `database ${spec.database}${serverOf(url(spec.database))}`,
    async close() {
      await drivers.shell.close()
      await drivers.sql.close()
      if (dir) rmSync(dir, {recursive: true, force: true})
    },
  }
}

/** Anything else would be taken for the name of a host. */
function isAddress(text: string | undefined): boolean {
  return text !== undefined && /^(postgres(ql)?:\/\/|socket:|\/)/i.test(text)
}

/** ` (NAME at HOST as USER)` of a connection URL, without its password. */
function serverOf(url: string | undefined): string {
  if (!url || !URL.canParse(url)) return ''
  const {pathname, host, username} = new URL(url)
  return ` (${decoded(pathname.slice(1)) || 'default'} at ${host || 'this machine'}${username ? ` as ${decoded(username)}` : ''})`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // a stray % stands for itself
  }
}

function once<T>(make: () => Promise<T>): {get(): Promise<T>; made(): Promise<T | undefined>} {
  let made: Promise<T> | undefined
  return {get: () => (made ??= make()), made: () => made ?? Promise.resolve(undefined)}
}
