import {type ChildProcess, spawn} from 'node:child_process'
import {randomBytes} from 'node:crypto'
import {once} from 'node:events'
import {accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync, statSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {createInterface} from 'node:readline'
import {freePort} from './free-port.ts'
import {createLogs, type Logs} from './logs.ts'
import {binaries} from './postgres-programs.ts'
import {query, templatePassword} from './schema.ts'
import {serverFlags} from './settings.ts'
import {copyTemplate} from './template.ts'

/** The product's databases, as the superuser and as the backend's own role sees them. */
export interface Databases {
  admin: string
  backend: string
  /** An empty one beside it, as the superuser. */
  scratch: string
}

/** A server that can be stopped and started again; its port and its passwords stay. */
export interface Postgres {
  /** What is removed in the end; the data directory is in it. */
  directory: string
  databases: Databases
  logs: Logs
  running(): boolean
  /** Resolves when it takes connections again. */
  start(): Promise<void>
  /** Ends all sessions, and the server. */
  stop(): Promise<void>
  /** Leaves neither process nor directory. */
  remove(): Promise<void>
}

const asRoot = process.getuid?.() === 0

/**
 * Starts a PostgreSQL of one's own on a free loopback port, its files in a new temporary directory, its passwords random.
 * Throws one line that says why if it cannot start.
 */
export async function startPostgres(): Promise<Postgres> {
  const directory = mkdtempSync(join(roomy(), 'runbook-sandbox-'))
  try {
    chmodSync(directory, 0o711) // as root the server runs as user postgres, who must get through to its own directory
    await copyTemplate(directory)
    return await start(directory)
  } catch (error) {
    rmSync(directory, {recursive: true, force: true})
    throw new Error(`PostgreSQL cannot start: ${reason(error)}`, {cause: error})
  }
}

/** Memory, where the system has a place in it for files and enough of it is free: a sandbox writes its data once more for itself. */
function roomy(): string {
  const inMemory = '/dev/shm'
  try {
    accessSync(inMemory, constants.W_OK)
    const {bavail, bsize} = statfsSync(inMemory)
    if (bavail * bsize > 2 ** 30) return inMemory
  } catch {
    // this system has none
  }
  return tmpdir()
}

async function start(directory: string): Promise<Postgres> {
  const program = join(await binaries(), 'postgres')
  const {uid, gid} = statSync(join(directory, 'data')) // it refuses root, and wants its files to be its own
  const user = asRoot ? {uid, gid} : {}
  const logs = createLogs()
  let server: ChildProcess | undefined

  async function launch(port: number) {
    const started = spawn(program, ['-D', join(directory, 'data'), '-p', `${port}`, ...serverFlags], {
      ...user,
      cwd: directory,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    await new Promise<void>((resolve, reject) => {
      let complaint: string | undefined
      started.once('error', reject)
      createInterface(started.stderr!).on('line', line => {
        logs.add(line)
        complaint ??= /(?:FATAL|ERROR): .*/.exec(line)?.[0]
        if (line.includes('database system is ready to accept connections')) resolve()
      })
      started.once('close', () => reject(new Error(complaint ?? 'it ended at once')))
    })
    server = started
  }

  async function stop(signal: 'SIGINT' | 'SIGQUIT' = 'SIGINT') {
    const ended = server
    server = undefined
    if (!ended || ended.exitCode !== null || ended.signalCode !== null) return
    const gone = once(ended, 'exit')
    ended.kill(signal)
    const forced = setTimeout(() => ended.kill('SIGQUIT'), 5000) // immediate shutdown
    await gone
    clearTimeout(forced)
  }

  const port = await onFreePort(launch)
  const [admin, backend] = [randomBytes(18).toString('base64url'), randomBytes(18).toString('base64url')]
  await query(
    `postgres://postgres:${templatePassword}@127.0.0.1:${port}/postgres`,
    `ALTER ROLE backend PASSWORD '${backend}'`,
    `ALTER ROLE postgres PASSWORD '${admin}'`,
  )
  return {
    directory,
    databases: {
      admin: `postgres://postgres:${admin}@127.0.0.1:${port}/token4good`,
      backend: `postgres://backend:${backend}@127.0.0.1:${port}/token4good`,
      scratch: `postgres://postgres:${admin}@127.0.0.1:${port}/scratch`,
    },
    logs,
    running: () => server !== undefined && server.exitCode === null && server.signalCode === null,
    start: () => launch(port),
    stop,
    async remove() {
      await stop('SIGQUIT')
      rmSync(directory, {recursive: true, force: true, maxRetries: 3})
    },
  }
}

/** Tries again on another port where somebody took it in between. */
async function onFreePort(launch: (port: number) => Promise<void>): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    try {
      await launch(port)
      return port
    } catch (error) {
      if (attempt === 5 || !reason(error).includes('TCP/IP sockets')) throw error
    }
  }
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  const line = /(?:initdb|postgres): error: .*/.exec(text)?.[0] ?? text.split('\n')[0]!
  const denied = /EACCES|ermission denied|could not access/.test(line)
  return denied && asRoot ? `${line} (as root it runs as user postgres, who must be able to read it)` : line
}
