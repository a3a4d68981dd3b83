import {randomBytes} from 'node:crypto'
import {createServer, type Server, type ServerResponse} from 'node:http'
import {createLogs, type Logs} from './logs.ts'
import {Refusal} from './refusal.ts'

/** One build of the frontend, served under its own host name `t4g-dapp-….localhost`. */
export interface Site {
  host: string
  createdAt: Date
  environment: 'Production' | 'Preview'
  message: string
  /** The public variables of the moment of the build, as pages carry them. */
  settings: Record<string, string>
  broken: boolean
}

/** A variable of the frontend, in effect from the next build on. */
interface FrontendVariable {
  value: string
  createdAt: Date
}

/** The frontend as its platform keeps it: builds, the one in production, variables, request log, HTTP server. */
export interface Frontend {
  server: Server
  logs: Logs
  variables: Map<string, FrontendVariable>
  sites(): Site[]
  current(): Site
  /** Builds with the variables of now and puts the result in production. */
  deploy(message: string, broken?: boolean): Site
  /** Puts an existing build in production; a URL, a host or its first label names it. Refuses an unknown one and the current one. */
  promote(reference: string): Site
  /** Goes back to the named build, or to the production build before the current one. */
  rollback(reference?: string): Site
}

const hour = 3_600_000
const hostOf = (reference: string) => reference.replace(/^https?:\/\//, '').replace(/[:/].*$/, '')

/** A frontend with two sound production builds and a preview; the server still has to listen. */
export function createFrontend(settings: Record<string, string>): Frontend {
  const logs = createLogs()
  const variables = new Map<string, FrontendVariable>()
  for (const [name, value] of Object.entries(settings)) variables.set(name, {value, createdAt: hoursAgo(500)})

  const build = (
    message: string,
    createdAt: Date,
    environment: Site['environment'],
    broken = false,
  ): Site => ({
    host: `t4g-dapp-${randomBytes(5).toString('hex').slice(0, 9)}.localhost`,
    createdAt,
    environment,
    message,
    settings: Object.fromEntries(
      [...variables]
        .filter(([name]) => name.startsWith('NEXT_PUBLIC_'))
        .map(([name, {value}]) => [name, value]),
    ),
    broken,
  })
  const sites = [
    build('fix: loading state of the wallet page', hoursAgo(4), 'Production'),
    build('feat: new dashboard', hoursAgo(20), 'Preview'),
    build('feat: onboarding tour', hoursAgo(29), 'Production'),
  ]
  let current = sites[0]!

  function promote(reference: string) {
    const host = hostOf(reference)
    const site = sites.find(site => site.host === host || site.host === `${host}.localhost`)
    if (!site) throw new Refusal(`Can't find the deployment "${reference}"`)
    if (site === current)
      throw new Refusal(`Deployment ${site.host} is already the current production deployment`)
    site.environment = 'Production'
    current = site
    return site
  }

  return {
    server: createServer((request, response) => {
      const host = hostOf(request.headers.host ?? '')
      const site = sites.find(site => site.host === host) ?? current
      const status = serve(site, request.url ?? '/', response)
      const time = new Date().toISOString().slice(11, 23)
      logs.add(`${time} ${request.method} ${status} ${host} ${request.url}`)
    }),
    logs,
    variables,
    sites: () => sites,
    current: () => current,
    deploy(message, broken) {
      current = build(message, new Date(), 'Production', broken)
      sites.unshift(current)
      return current
    },
    promote,
    rollback(reference) {
      if (reference) return promote(reference)
      const older = sites.slice(sites.indexOf(current) + 1).find(site => site.environment === 'Production')
      if (!older) throw new Refusal('There is no older production deployment to roll back to')
      return promote(older.host)
    },
  }
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * hour)

function serve(site: Site, path: string, response: ServerResponse): number {
  const status = site.broken ? 500 : path.startsWith('/api/') ? 404 : 200
  const page = site.broken
    ? 'Application error: a server-side exception has occurred.'
    : `<!doctype html><title>Token4Good</title><h1>Token4Good</h1>\n<script>window.settings=${JSON.stringify(site.settings)}</script>`
  response
    .writeHead(status, {'content-type': 'text/html; charset=utf-8', 'x-deployment': site.host})
    .end(`${page}\n`)
  return status
}
