import {randomBytes} from 'node:crypto'
import {createDeployments, type Deployment, type Deployments} from './deployments.ts'
import {createLogs, type Logs, logLine} from './logs.ts'
import {Refusal} from './refusal.ts'
import {createService, type Service, type ServiceStatus} from './service.ts'

/** The backend as its platform keeps it: builds, variables (in effect from the next start on), logs, process. */
export interface Project {
  deployments: Deployments
  variables: Map<string, string>
  logs: Logs
  service: Service
  /** Starts the active build with the variables of now. */
  restart(): Promise<ServiceStatus>
  /** Adds a build and starts it. */
  deploy(message: string, flaw?: 'crash'): Promise<ServiceStatus>
  /** Goes back to an older build and starts it; refuses an unknown id and the active one. */
  rollback(id: string): Promise<Deployment>
}

const secret = () => randomBytes(24).toString('base64')

/** A project with a few sound builds and the product's variables; nothing runs before `restart`. */
export function createProject(databaseUrl: string): Project {
  const deployments = createDeployments()
  const logs = createLogs()
  const service = createService(logs)
  const variables = new Map([
    ['DATABASE_URL', databaseUrl],
    ['DATABASE_POOL_SIZE', '5'],
    ['JWT_SECRET', secret()],
    ['DAZNO_API_URL', 'https://api.dazno.de'],
    ['DAZNO_FALLBACK_MODE', 'false'],
    ['RAILWAY_ENVIRONMENT_NAME', 'production'],
    ['RAILWAY_SERVICE_NAME', 'token4good-backend'],
  ])

  function restart() {
    const {id, commit, message, flaw} = deployments.active()
    logs.add(logLine('INFO', `Starting container: deployment ${id} (${message})`))
    return service.restart({
      PATH: process.env.PATH,
      ...Object.fromEntries(variables),
      RAILWAY_DEPLOYMENT_ID: id,
      RAILWAY_GIT_COMMIT_SHA: commit,
      ...(flaw && {BACKEND_FLAW: flaw}),
    })
  }

  return {
    deployments,
    variables,
    logs,
    service,
    restart,
    deploy(message, flaw) {
      deployments.add(message, flaw)
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
}
