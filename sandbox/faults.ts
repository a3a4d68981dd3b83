import {type ChildProcess, fork} from 'node:child_process'
import {once} from 'node:events'
import {setTimeout as sleep} from 'node:timers/promises'
import pg from 'pg'
import type {Frontend} from './frontend.ts'
import {logLine} from './logs.ts'
import {built} from './places.ts'
import type {Project} from './project.ts'
import type {Databases} from './schema.ts'
import {until} from './until.ts'

/** What can be broken. Each is real, shows in `/health`, in the logs or in the database, and can be repaired by hand. */
export type Fault =
  | 'connections-exhausted'
  | 'slow-query'
  | 'backend-crashed'
  | 'bad-deployment'
  | 'frontend-broken'

/** All of the production that a fault may touch. */
export interface Production {
  databases: Databases
  project: Project
  frontend: Frontend
  apiUrl: string
}

const workers = new Map<string, ChildProcess>()

/** Ends every process that does harm. */
export async function endFaults(): Promise<void> {
  await Promise.all([...workers.keys()].map(end))
}

async function end(name: string) {
  const worker = workers.get(name)
  workers.delete(name)
  if (worker?.kill('SIGKILL')) await once(worker, 'exit')
}

/** Starts one of them, in place of the one before. */
async function work(name: 'leak' | 'load', env: NodeJS.ProcessEnv) {
  await end(name)
  workers.set(name, fork(built(name), [], {execArgv: [], env, stdio: ['ignore', 'ignore', 'ignore', 'ipc']}))
}

async function query(url: string, text: string): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({connectionString: url})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const endBackendSessions =
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'token4good-backend'"
const slowLookups =
  "SELECT coalesce(sum(calls), 0)::int AS calls FROM pg_stat_statements WHERE query LIKE 'SELECT id, email, name%'"

/** How each fault is brought about; each resolves once it has been observed. */
export const faults: Record<Fault, (production: Production) => Promise<void>> = {
  async 'connections-exhausted'({databases, apiUrl}) {
    await work('leak', {DATABASE_URL: databases.backend})
    const isDown = async () => (await fetch(`${apiUrl}/health`)).status === 503
    await until('the database has no free connection', 20_000, async () => {
      try {
        await query(databases.admin, endBackendSessions) // the leak takes their slots, and ours, before they come back
      } catch {
        return false // no slot was left for us either: once more
      }
      for (let seen = 0; seen < 3; seen++) {
        await sleep(75)
        if (!(await isDown())) return false
      }
      return true
    })
  },

  async 'slow-query'({databases, apiUrl}) {
    await work('load', {API_URL: apiUrl})
    await until('the lookups show in pg_stat_statements', 20_000, async () => {
      const [row] = await query(databases.admin, slowLookups)
      return row?.calls >= 20
    })
  },

  async 'backend-crashed'({project}) {
    await until('the backend is given up', 20_000, () => {
      if (project.service.kill()) project.logs.add(logLine('ERROR', 'Out of memory: 512 MB of 512 MB used'))
      return project.service.status() === 'crashed'
    })
  },

  async 'bad-deployment'({project}) {
    await project.deploy('feat: sign in with several providers', 'crash')
  },

  async 'frontend-broken'({frontend}) {
    frontend.deploy('feat: server components for the dashboard', true)
  },
}
