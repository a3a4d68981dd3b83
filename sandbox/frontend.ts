import {randomBytes} from 'node:crypto'
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http'
import {createLogs, type Logs} from './logs.ts'
import {Refusal} from './refusal.ts'
import {type Page, send, signIn} from './sign-in.ts'

/** What is wrong with a build: its pages fail, or it never became anything that can be served. */
export type SiteFlaw = 'pages' | 'build'

/** One build of the frontend, served under its own host name `t4g-dapp-….localhost`. */
export interface Site {
  host: string
  createdAt: Date
  environment: 'Production' | 'Preview'
  message: string
  /** The variables of the moment of the build. */
  variables: Record<string, string>
  /** Its pages fail; or it could not even be built, and serves nothing. */
  flaw?: SiteFlaw | undefined
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
  /** Sets the variables, and makes the builds of the last days: two sound ones in production and a preview. */
  setUp(variables: Record<string, string>): void
  sites(): Site[]
  current(): Site
  /** What will be wrong with the builds to come. */
  nextFlaw: SiteFlaw | undefined
  /** Builds with the variables of now and puts the result in production, unless it cannot be built. */
  deploy(message: string, flaw?: SiteFlaw): Site
  /** Puts an existing build in production; a URL, a host or its first label names it. Refuses an unknown one and the current one. */
  promote(reference: string): Site
  /** Goes back to the named build, or to the production build before the current one. */
  rollback(reference?: string): Site
}

const hour = 3_600_000
const hostOf = (reference: string) => reference.replace(/^https?:\/\//, '').replace(/[:/].*$/, '')

/** A frontend that still has to be set up, and whose server still has to listen. */
export function createFrontend(): Frontend {
  const logs = createLogs()
  const variables = new Map<string, FrontendVariable>()

  const build = (
    message: string,
    createdAt: Date,
    environment: Site['environment'],
    flaw?: SiteFlaw,
  ): Site => ({
    host: `t4g-dapp-${randomBytes(5).toString('hex').slice(0, 9)}.localhost`,
    createdAt,
    environment,
    message,
    variables: Object.fromEntries([...variables].map(([name, {value}]) => [name, value])),
    flaw,
  })
  const sites: Site[] = []
  let current: Site

  function promote(reference: string) {
    const host = hostOf(reference)
    const site = sites.find(site => site.host === host || site.host === `${host}.localhost`)
    if (!site) throw new Refusal(`Can't find the deployment "${reference}"`)
    if (site.flaw === 'build') throw new Refusal(`Deployment ${site.host} is not ready: its build failed`)
    if (site === current)
      throw new Refusal(`Deployment ${site.host} is already the current production deployment`)
    site.environment = 'Production'
    current = site
    return site
  }

  const time = () => new Date().toISOString().slice(11, 23)
  async function respond(request: IncomingMessage, response: ServerResponse) {
    const host = hostOf(request.headers.host ?? '')
    const site = sites.find(site => site.host === host && site.flaw !== 'build') ?? current
    const {pathname, searchParams} = new URL(request.url ?? '/', 'http://frontend')
    const page = await serve(site, pathname, searchParams, line => logs.add(`${time()} ${line}`))
    logs.add(`${time()} ${request.method} ${page.status} ${host} ${pathname}`)
    send(response, {...page, headers: {...page.headers, 'x-deployment': site.host}})
  }

  const frontend: Frontend = {
    server: createServer((request, response) => void respond(request, response)),
    nextFlaw: undefined,
    logs,
    variables,
    setUp(settings) {
      for (const [name, value] of Object.entries(settings))
        variables.set(name, {value, createdAt: hoursAgo(500)})
      sites.push(
        build('fix: loading state of the wallet page', hoursAgo(4), 'Production'),
        build('feat: new dashboard', hoursAgo(20), 'Preview'),
        build('feat: onboarding tour', hoursAgo(29), 'Production'),
      )
      for (const [at, name] of ['7f3k2a9xq', '5b8d1c4me', '2q6w9e0ru'].entries())
        sites[at]!.host = `t4g-dapp-${name}.localhost` // the same in every sandbox, so that a drill can name the one to go back to
      current = sites[0]!
    },
    sites: () => sites,
    current: () => current,
    deploy(message, flaw = frontend.nextFlaw) {
      const site = build(message, new Date(), 'Production', flaw)
      sites.unshift(site)
      if (flaw !== 'build') current = site
      return site
    },
    promote,
    rollback(reference) {
      if (reference) return promote(reference)
      const older = sites
        .slice(sites.indexOf(current) + 1)
        .find(site => site.environment === 'Production' && site.flaw !== 'build')
      if (!older) throw new Refusal('There is no older production deployment to roll back to')
      return promote(older.host)
    },
  }
  return frontend
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * hour)

async function serve(
  {flaw, variables}: Site,
  path: string,
  search: URLSearchParams,
  log: (line: string) => void,
): Promise<Page> {
  if (flaw) return {status: 500, body: 'Application error: a server-side exception has occurred.'}
  if (path.startsWith('/auth/')) return signIn({path: path.split('/').slice(2), search, variables, log})
  if (path.startsWith('/api/')) return {status: 404, body: 'Not found'}
  const settings = Object.fromEntries(
    Object.entries(variables).filter(([name]) => name.startsWith('NEXT_PUBLIC_')),
  )
  return {
    status: 200,
    body: `<!doctype html><title>Token4Good</title><h1>Token4Good</h1>\n<script>window.settings=${JSON.stringify(settings)}</script>`,
  }
}
