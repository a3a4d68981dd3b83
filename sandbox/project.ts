import {randomBytes} from 'node:crypto'
import {createDeployments, type Deployment, type Deployments, type Flaw} from './deployments.ts'
import {createFleet, type Fleet} from './fleet.ts'
import {createLogs, type Logs, logLine} from './logs.ts'
import {Refusal} from './refusal.ts'
import type {ServiceStatus} from './service.ts'

/** The backend as its platform keeps it: builds, variables (in effect from the next start on), logs, instances. */
export interface Project {
  deployments: Deployments
  variables: Map<string, string>
  logs: Logs
  service: Fleet
  /** What one instance may use, and what its cache needs beside the rest. */
  memory: {limitMb: number; cacheMb: number}
  /** What will be wrong with the builds to come. */
  nextFlaw: Flaw | undefined
  /** Starts the active build with the variables of now. */
  restart(): Promise<ServiceStatus>
  /** Adds a build and starts it. */
  deploy(build: {message: string; commit?: string; flaw?: Flaw}): Promise<ServiceStatus>
  /** Goes back to an older build and starts it; refuses an unknown id and the active one. */
  rollback(id: string): Promise<Deployment>
}

/** A project with a few sound builds and the product's variables; nothing runs before `restart`. */
export function createProject(variables: Map<string, string>): Project {
  const deployments = createDeployments()
  const logs = createLogs()
  const service = createFleet(logs)

  function restart() {
    const {id, commit, message, flaw} = deployments.active()
    logs.add(logLine('INFO', `Starting container: deployment ${id} (${message})`))
    const env = {
      PATH: process.env.PATH,
      ...Object.fromEntries(variables),
      RAILWAY_DEPLOYMENT_ID: id,
      RAILWAY_GIT_COMMIT_SHA: commit,
      CACHE_MB: `${project.memory.cacheMb}`,
      ...(flaw && {BACKEND_FLAW: flaw}),
    }
    return service.restart({env, memoryMb: project.memory.limitMb})
  }

  const project: Project = {
    deployments,
    variables,
    logs,
    service,
    memory: {limitMb: 192, cacheMb: 0},
    nextFlaw: undefined,
    restart,
    deploy(build) {
      deployments.add({...build, flaw: build.flaw ?? project.nextFlaw})
      return restart()
    },
    async rollback(id) {
      if (id === deployments.active().id) throw new Refusal(`Deployment ${id} is already active.`)
      const deployment = deployments.activate(id)
      if (!deployment) throw new Refusal(`Deployment ${id} not found.`)
      await restart()
      return deployment
    },
  }
  return project
}

/** The variables of a new project; `sessionSecret` signs what people show who signed in. */
export const projectVariables = (world: {
  databaseUrl: string
  daznoUrl: string
  sessionSecret: string
}): Map<string, string> =>
  new Map([
    ['DATABASE_URL', world.databaseUrl],
    ['DATABASE_POOL_SIZE', '5'],
    ['JWT_SECRET', world.sessionSecret],
    ['DAZNO_API_URL', world.daznoUrl],
    ['DAZNO_API_KEY', randomBytes(18).toString('base64url')],
    ['DAZNO_FALLBACK_MODE', 'false'],
    ['RAILWAY_ENVIRONMENT_NAME', 'production'],
    ['RAILWAY_SERVICE_NAME', 'token4good-backend'],
  ])
