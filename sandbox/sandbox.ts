// The whole sandbox as one value, for tests and for the demo. In: nothing. Out: where everything is, and how to break it.
import {type ChildProcess, fork} from 'node:child_process'
import {once} from 'node:events'
import {readFileSync, rmSync} from 'node:fs'
import {delimiter, dirname, join} from 'node:path'
import {json, text} from 'node:stream/consumers'
import {setTimeout as sleep} from 'node:timers/promises'
import {ask} from './ask.ts'
import {built, projectRoot} from './places.ts'
import type {Ready} from './platform.ts'
import {until} from './until.ts'

/** A small real production on loopback, isolated from every other one. */
export interface Sandbox {
  /** What a runbook's commands need, to be laid over the caller's environment. Databases are the superuser's; the scratch one is empty. */
  env: Record<
    | 'PATH'
    | 'SANDBOX_URL'
    | 'DATABASE_URL'
    | 'SCRATCH_DATABASE_URL'
    | 'API_URL'
    | 'FRONTEND_URL'
    | 'DAZNO_API_URL'
    | 'PROVIDER_STATUS_URL'
    | 'REPOSITORY'
    | 'NO_PROXY'
    | 'no_proxy',
    string
  >
  urls: {api: string; frontend: string}
  /** Its own directory, which goes away with it. */
  directory: string
  /** Breaks something by the name of a fault, and resolves once that shows; throws if there is no such fault. */
  break(fault: string): Promise<void>
  /** The HTTP status of the public `/health`: 200, 503 (no database) or 502 (no backend). */
  health(): Promise<number>
  /** Ends it all: no process, port or file is left. May be called again. */
  stop(): Promise<void>
}

/**
 * Starts PostgreSQL, backend, frontend and platform, and resolves once `/health` answers 200, after about half a second; the very first one takes longer.
 * Needs the bundle under build/. Throws one line that says why if it cannot start. It all ends with this process, too.
 */
export async function startSandbox(): Promise<Sandbox> {
  const {NODE_OPTIONS: _options, NODE_EXTRA_CA_CERTS: _slowStart, ...all} = process.env
  // what the environment says of the caller's own databases (PGSSLMODE, PGOPTIONS) is not for this one
  const env = Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith('PG')))
  const platform = fork(built('platform'), [], {
    cwd: projectRoot,
    execArgv: [],
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: true, // Ctrl-C in a terminal is for the run, not for the production
  })
  const ready = await firstWord(platform)
  platform.unref()
  platform.channel?.unref() // who forgets to stop it can still end, and it ends then
  ;(platform.stderr as {unref?(): void} | null)?.unref?.()

  const {apiUrl: api, frontendUrl: frontend} = ready
  const health = async () => (await ask('GET', `${api}/health`)).resume().statusCode!
  const sandbox: Sandbox = {
    env: {
      PATH: [join(projectRoot, 'sandbox', 'bin'), process.env.PATH, dirname(process.execPath)].join(
        delimiter,
      ),
      SANDBOX_URL: ready.controlUrl,
      DATABASE_URL: ready.databaseUrl,
      SCRATCH_DATABASE_URL: ready.scratchUrl,
      API_URL: api,
      FRONTEND_URL: frontend,
      DAZNO_API_URL: ready.daznoUrl,
      PROVIDER_STATUS_URL: `${ready.oauthUrl}/linkedin/status`,
      REPOSITORY: ready.repository,
      NO_PROXY: '127.0.0.1,localhost',
      no_proxy: '127.0.0.1,localhost',
    },
    urls: {api, frontend},
    directory: ready.directory,
    async break(fault) {
      const answer = await ask('POST', `${ready.controlUrl}/faults/${fault}`)
      const {error} = (await json(answer)) as {error?: string}
      if (answer.statusCode !== 200) throw new Error(error)
    },
    health,
    stop: () => stop(platform, ready),
  }
  try {
    await until('/health answers 200', 10_000, async () => (await health()) === 200)
  } catch (error) {
    await sandbox.stop()
    throw error
  }
  return sandbox
}

async function firstWord(platform: ChildProcess): Promise<Ready> {
  const stderr = text(platform.stderr!)
  const [message] = await Promise.race([
    once(platform, 'message') as Promise<[Ready | {error: string}]>,
    once(platform, 'exit').then(async () => [{error: `The sandbox ended at once: ${await stderr}`}] as const),
    sleep(60_000, [{error: 'The sandbox did not start within a minute'}] as const, {ref: false}),
  ])
  if (!('error' in message)) return message
  platform.kill()
  throw new Error(message.error)
}

async function stop(platform: ChildProcess, {directory}: Ready) {
  const running = platform.exitCode === null && platform.signalCode === null
  if (running) {
    platform.ref()
    const gone = once(platform, 'exit')
    if (platform.connected) platform.disconnect()
    const forced = setTimeout(() => platform.kill('SIGKILL'), 10_000)
    await gone
    clearTimeout(forced)
  }
  if (platform.signalCode) killServer(directory) // the platform was killed and could not clean up
  rmSync(directory, {recursive: true, force: true, maxRetries: 5})
}

function killServer(directory: string) {
  try {
    process.kill(Number.parseInt(readFileSync(join(directory, 'data/postmaster.pid'), 'utf8'), 10), 'SIGQUIT')
  } catch {
    // it had ended already
  }
}
