import {rmSync} from 'node:fs'
import {hostname} from 'node:os'
import process from 'node:process'
import type {TerminalKind} from '../../executor/shell/streams.ts'
import type {World} from '../../executor/world.ts'
import type {Drivers, SqlSystem, StepSpec} from '../../model/driver.ts'
import {RunbookError} from '../../model/error.ts'
import type {Plan} from '../../model/plan.ts'
import type {Secret} from '../../model/secret.ts'
import {siteName} from '../../model/site.ts'
import type {SessionState} from '../run/session-state.ts'
import {databaseAddress, type FoundAddress} from './database-address.ts'
import {type FoundOther, otherAddress, otherSystem} from './other-address.ts'
import {filedPassword} from './password-file.ts'
import {pause} from './pause.ts'
import {privateDirectory} from './private-directory.ts'
import {readService} from './service-file.ts'
import {sqlDriverOf} from './sql-driver.ts'

/** The real drivers of a run, and how to give back what they hold. */
export interface OpenDrivers {
  drivers: Drivers
  /** Where a step would run, as the operator must see it; no part of it is secret. */
  target(spec: StepSpec): string
  /** The passwords of the declared databases, wherever libpq finds them: what a step starts may see them. */
  passwords(): Secret[]
  /** Waits; ends early when the signal is aborted. */
  wait: World['wait']
  close(): Promise<void>
}

/** How long a session elsewhere whose line was lost waits to be found again. */
const lingerSeconds = 300
/** How long a server may take to answer a new connection. */
const connectMs = 10_000

/**
 * Prepares the drivers; each loads its libraries and touches the system only with its first block. `keep` takes the
 * state of the shell session after each block; `resume` is one that it begins with.
 */
export function openDrivers(
  plan: Plan,
  runId: string,
  token: string,
  unattended: boolean,
  keep: SessionState['take'],
  resume?: string,
): OpenDrivers {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  let dir: string | undefined
  const privateDir = () => (dir ??= privateDirectory())
  const kill = (pid: number, signal: NodeJS.Signals | 0) => void process.kill(pid, signal)
  const {RUNBOOK_TERMINAL: wanted} = process.env
  const terminals = wanted ? {terminals: terminalsFrom(wanted)} : {}
  const shell = once(async () => {
    const {createShellDriver} = await import('../../executor/shell/driver.ts')
    return createShellDriver({
      bash: 'bash',
      dir: privateDir(),
      cwd: process.cwd(),
      env,
      token,
      kill,
      runId,
      keep,
      ...(resume === undefined ? {} : {resume}),
      ...terminals,
    })
  })
  const remote = once(async () => {
    const {createRemoteDriver} = await import('../../executor/shell/remote/driver.ts')
    return createRemoteDriver({
      ssh: ['ssh'],
      dir: privateDir(),
      cwd: process.cwd(),
      env,
      token,
      unattended,
      lingerSeconds,
      kill,
    })
  })
  /** What was found of databases by their declarations, where no file says it: each step asks for it several times. */
  const places = new WeakMap<object, FoundAddress>()
  const others = new WeakMap<object, {system: SqlSystem; text: string} | undefined>()
  /** Without what only the password file knows: that is not read for each step that is shown. */
  const place = (database: string): FoundAddress => {
    const declared = plan.databases[database]
    const known = declared && places.get(declared)
    if (known) return known
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
    let fromFile = false
    const found = databaseAddress(text, env, service => {
      fromFile = true
      return readService(service, env)
    })
    const what = variable ? `what ${variable} holds: ` : ''
    if (!found.ok)
      return {ok: false, problem: `database \`${database}\` has no address: ${what}${found.problem}`}
    if (!fromFile) places.set(declared, found)
    return found
  }
  const address = (database: string): FoundAddress => {
    const found = place(database)
    if (!found.ok) return found
    const password = found.address.password ?? filedPassword(found.address, env)
    return {...found, address: {...found.address, password}}
  }
  const other = (database: string) => {
    const declared = plan.databases[database]
    if (!declared) return undefined
    if (!others.has(declared)) {
      const variable = declared.url?.replaceAll(/[${}]/g, '')
      const text = variable === undefined ? undefined : env[variable]
      const system = otherSystem(text)
      others.set(declared, system && text ? {system, text} : undefined)
    }
    return others.get(declared)
  }
  const found = (database: string, of: typeof address): FoundAddress | FoundOther => {
    const is = other(database)
    return is ? otherAddress(is.text, is.system) : of(database)
  }
  const postgres = async () => {
    const {createSqlDriver} = await import('../../executor/sql/driver.ts')
    return createSqlDriver({
      address,
      application: `runbook/${runId}`.slice(0, 63),
      connectMs,
      psql: {program: 'psql', env, cwd: process.cwd(), kill: (pid, signal) => process.kill(pid, signal)},
      now: () => performance.now(),
    })
  }
  const now = () => performance.now()
  const sql = sqlDriverOf({other, postgres, application: `runbook/${runId}`.slice(0, 63), connectMs, now})
  const drivers: Drivers = {
    shell: {
      run: async (spec, io) => (await (spec.site ? remote : shell).get()).run(spec, io),
      // another site says itself what it lacks, before the block begins
      emptyIn: async (spec, io) => (spec.site ? [] : ((await (await shell.get()).emptyIn?.(spec, io)) ?? [])),
      close: async () => {
        await (await shell.made())?.close()
        await (await remote.made())?.close()
      },
      left: async () => (await (await shell.made())?.left?.()) ?? [],
    },
    sql,
  }
  const here = `this machine (${hostname()})`
  return {
    drivers,
    target: spec =>
      spec.kind === 'shell'
        ? spec.site
          ? siteName(spec.site)
          : here
        : `database ${spec.database}${serverOf(found(spec.database, place))}${spec.psql ? ', through psql' : ''}`,
    passwords: () =>
      Object.keys(plan.databases).flatMap(name => {
        const is = found(name, address)
        const password = is.ok && 'password' in is.address ? is.address.password : undefined
        return password ? [{name: `password of ${name}`, value: password}] : []
      }),
    wait: pause,
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

/** The kinds of terminal to try, from the one that is wanted on. */
function terminalsFrom(wanted: string): TerminalKind[] {
  const kinds: readonly TerminalKind[] = ['pty', 'script', 'inherited']
  const index = kinds.indexOf(wanted as TerminalKind)
  if (index === -1)
    throw new RunbookError('usage', `RUNBOOK_TERMINAL=${wanted}: expected ${kinds.join(', ')}`)
  return kinds.slice(index)
}

function once<T>(make: () => Promise<T>): {get(): Promise<T>; made(): Promise<T | undefined>} {
  let made: Promise<T> | undefined
  return {get: () => (made ??= make()), made: () => made ?? Promise.resolve(undefined)}
}
