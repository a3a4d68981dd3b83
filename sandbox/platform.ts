// The stand-in platform: one process that owns everything else of a sandbox (PostgreSQL, the backend, the frontend, what
// does harm) and ends it all when its channel to the owner closes, however the owner ended. In: nothing. Out: one message,
// `Ready` or `{error}`.
import {randomBytes} from 'node:crypto'
import {rmSync} from 'node:fs'
import type {Server} from 'node:http'
import {join} from 'node:path'
import {createControl} from './control.ts'
import {createDazno} from './dazno.ts'
import {createEdge} from './edge.ts'
import {createFrontend} from './frontend.ts'
import {type Postgres, startPostgres} from './postgres.ts'
import type {Production} from './production.ts'
import {createProject, type Project, projectVariables} from './project.ts'
import {createProvider} from './provider.ts'
import {createVolume, type Volume} from './volume.ts'
import {endWorkers} from './workers.ts'

/** Where everything is, once it runs. */
export interface Ready {
  controlUrl: string
  apiUrl: string
  frontendUrl: string
  databaseUrl: string
  scratchUrl: string
  daznoUrl: string
  oauthUrl: string
  /** A clone of the product's repository; what is pushed from it is deployed. */
  repository: string
  directory: string
}

process.umask(0o022) // what is written for PostgreSQL must be readable by its user

let postgres: Postgres | undefined
let project: Project | undefined
let volume: Volume | undefined
let stopping = false
const starting = start()

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop())
process.once('disconnect', () => void stop())
if (!process.connected) void stop() // the owner ended while this process was being loaded: nobody will say so
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
  const [dazno, provider] = [createDazno(), createProvider()]
  const [database, daznoUrl, oauthUrl] = await Promise.all([
    startPostgres(),
    listen(dazno.server),
    listen(provider.server),
  ])
  postgres = database
  volume = createVolume(postgres.databases.admin)
  const {admin: databaseUrl, backend, scratch: scratchUrl} = postgres.databases
  const sessionSecret = randomBytes(24).toString('base64')
  project = createProject(projectVariables({databaseUrl: backend, daznoUrl, sessionSecret}))
  const apiUrl = await listen(createEdge(project.service.port))
  const {linkedin, t4g} = provider.registrations
  const frontend = createFrontend()
  const frontendUrl = await listen(frontend.server)
  frontend.setUp({
    NEXT_PUBLIC_API_URL: apiUrl,
    NEXTAUTH_URL: frontendUrl,
    NEXTAUTH_SECRET: sessionSecret,
    AUTH_PROVIDERS: 'linkedin',
    OAUTH_URL: oauthUrl,
    LINKEDIN_CLIENT_ID: linkedin.clientId,
    LINKEDIN_CLIENT_SECRET: linkedin.clientSecret,
    T4G_CLIENT_ID: t4g.clientId,
    T4G_CLIENT_SECRET: t4g.clientSecret,
  })
  linkedin.redirectUris.add(`${frontendUrl}/auth/callback/linkedin`)
  t4g.redirectUris.add(`${frontendUrl}/auth/callback/t4g`)
  const production: Production = {postgres, volume, project, frontend, provider, dazno, apiUrl, frontendUrl}
  const controlUrl = await listen(createControl(production))
  await project.restart()
  const {directory} = postgres
  const repository = join(directory, 'token4good')
  return {controlUrl, apiUrl, frontendUrl, databaseUrl, scratchUrl, daznoUrl, oauthUrl, repository, directory}
}

/** Were this process killed, the children with a channel to it would end by themselves; PostgreSQL would not. */
async function stop(exitCode = 0) {
  if (stopping) return
  stopping = true
  await starting.catch(() => {}) // what is half started cannot be stopped
  await Promise.all([project?.service.stop(), volume?.close(), endWorkers()])
  await postgres?.remove()
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
