import {mkdtempSync, rmSync, statSync} from 'node:fs'
import {hostname, tmpdir} from 'node:os'
import {join} from 'node:path'
import process from 'node:process'
import type {TerminalKind} from '../executor/shell/streams.ts'
import type {Drivers, StepSpec} from '../model/driver.ts'
import {exitCodes, RunbookError} from '../model/error.ts'
import type {Plan} from '../model/plan.ts'

/** The real drivers of a run, and how to give back what they hold. */
export interface OpenDrivers {
  drivers: Drivers
  /** Where a step would run, as the operator must see it; no part of it is secret. */
  target(spec: StepSpec): string
  close(): Promise<void>
}

/** How long a server may take to answer a new connection. */
const connectMs = 10_000

/** Prepares the drivers; each loads its libraries and touches the system only with its first block. */
export function openDrivers(plan: Plan, runId: string, token: string): OpenDrivers {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  let dir: string | undefined
  const {RUNBOOK_TERMINAL: wanted} = process.env
  const terminals = wanted ? {terminals: terminalsFrom(wanted)} : {}
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
      ...terminals,
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

/** The kinds of terminal to try, from the one that is wanted on. */
function terminalsFrom(wanted: string): TerminalKind[] {
  const kinds: readonly TerminalKind[] = ['pty', 'script', 'inherited']
  const index = kinds.indexOf(wanted as TerminalKind)
  if (index === -1)
    throw new RunbookError('usage', `RUNBOOK_TERMINAL=${wanted}: expected ${kinds.join(', ')}`)
  return kinds.slice(index)
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

/** A new directory that only its owner can enter, in memory where the system offers it. */
function privateDirectory(): string {
  const candidates = [process.env.XDG_RUNTIME_DIR, '/dev/shm', tmpdir()]
  for (const parent of candidates) {
    try {
      if (parent && statSync(parent).isDirectory()) return mkdtempSync(join(parent, 'runbook-'))
    } catch {} // the next one
  }
  throw new RunbookError(
    'no-temporary-directory',
    `${tmpdir()}: no private directory can be made for the shell session; set TMPDIR to a folder you may write to`,
    {
      exitCode: exitCodes.broken,
    },
  )
}
