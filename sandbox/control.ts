import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http'
import {text} from 'node:stream/consumers'
import {faults, type Production} from './faults.ts'
import type {Site} from './frontend.ts'
import type {Logs} from './logs.ts'
import {Refusal} from './refusal.ts'

type Body = Record<string, unknown>
type Route = (production: Production, body: Body) => unknown

const siteOf =
  ({frontend}: Production) =>
  (site: Site) => ({
    url: urlOf(frontend.server, site),
    createdAt: site.createdAt,
    environment: site.environment,
    message: site.message,
    status: site.broken ? 'Error' : 'Ready',
    current: site === frontend.current(),
  })

function urlOf(server: Server, {host}: Site) {
  const address = server.address()
  return `http://${host}:${typeof address === 'object' && address ? address.port : 0}`
}

const statusOf = ({project}: Production, id: string) =>
  id !== project.deployments.active().id
    ? 'REMOVED'
    : project.service.status() === 'crashed'
      ? 'CRASHED'
      : 'ACTIVE'

/** What the stand-in CLIs ask for; each answers with JSON, and a Refusal is their error message. */
const routes: Record<string, Route> = {
  'GET /railway/status': ({project, apiUrl}) => {
    const {id, message} = project.deployments.active()
    return {service: project.service.status(), deployment: id, message, url: apiUrl}
  },
  'POST /railway/restart': async ({project}) => ({service: await project.restart()}),
  'GET /railway/deployments': production =>
    production.project.deployments.list().map(({id, createdAt, commit, message}) => ({
      id,
      status: statusOf(production, id),
      createdAt,
      commit,
      message,
    })),
  'POST /railway/rollback': async ({project}, {id}) => {
    const {message} = await project.rollback(String(id))
    return {message, service: project.service.status()}
  },
  'GET /railway/variables': ({project}) => Object.fromEntries(project.variables),
  'POST /railway/variables': ({project}, set) => {
    for (const [name, value] of Object.entries(set)) project.variables.set(name, String(value))
  },
  'GET /vercel/deployments': production => production.frontend.sites().map(siteOf(production)),
  'POST /vercel/deploy': production => siteOf(production)(production.frontend.deploy('redeploy')),
  'POST /vercel/promote': (production, {url}) => siteOf(production)(production.frontend.promote(String(url))),
  'POST /vercel/rollback': (production, {url}) =>
    siteOf(production)(production.frontend.rollback(url === undefined ? undefined : String(url))),
  'GET /vercel/env': ({frontend}) =>
    [...frontend.variables].map(([name, {value, createdAt}]) => ({name, value, createdAt})),
  'POST /vercel/env': ({frontend}, {name, value, force}) => {
    if (frontend.variables.has(String(name)) && !force)
      throw new Refusal(
        `The variable "${name}" has already been added to Production. To overwrite it, add --force`,
      )
    frontend.variables.set(String(name), {value: String(value), createdAt: new Date()})
  },
}

/** The platform's own HTTP API, for the stand-in CLIs and for whoever breaks things. */
export const createControl = (production: Production): Server =>
  createServer((request, response) => void serve(production, request, response))

async function serve(production: Production, request: IncomingMessage, response: ServerResponse) {
  const {pathname, searchParams} = new URL(request.url ?? '/', 'http://control')
  if (pathname === '/railway/logs') return stream(production.project.logs, searchParams, response)
  if (pathname === '/vercel/logs') return stream(production.frontend.logs, searchParams, response)
  try {
    reply(response, 200, (await answer(production, `${request.method} ${pathname}`, request)) ?? {})
  } catch (error) {
    const refused = error instanceof Refusal
    reply(response, refused ? 409 : 500, {error: refused ? error.message : `${(error as Error).stack}`})
  }
}

function reply(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(body))
}

async function answer(production: Production, name: string, request: IncomingMessage) {
  const body = JSON.parse((await text(request)) || '{}') as Body
  const fault = /^POST \/faults\/(.+)$/.exec(name)?.[1]
  const route = fault ? Object.entries(faults).find(([known]) => known === fault)?.[1] : routes[name]
  if (!route) throw new Refusal(`The sandbox knows no ${name}`)
  return route(production, body)
}

function stream(logs: Logs, query: URLSearchParams, response: ServerResponse) {
  response.writeHead(200, {'content-type': 'text/plain; charset=utf-8'})
  const write = (line: string) => response.write(`${line}\n`)
  for (const line of logs.last(Number(query.get('lines') ?? 1000))) write(line)
  if (query.has('follow')) {
    response.flushHeaders()
    response.on('close', logs.follow(write))
  } else response.end()
}
