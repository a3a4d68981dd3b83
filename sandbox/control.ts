import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http'
import {text} from 'node:stream/consumers'
import {consolePage, consoleRoutes} from './console.ts'
import {type Fault, faults} from './faults.ts'
import type {Logs} from './logs.ts'
import type {Production} from './production.ts'
import {railwayRoutes} from './railway-routes.ts'
import {Refusal} from './refusal.ts'
import {vercelRoutes} from './vercel-routes.ts'
import {endWorkers} from './workers.ts'

/** What somebody sends along: names and values. */
export type Body = Record<string, unknown>

/** Answers with what becomes JSON; a Refusal is the caller's error message. */
export type Route = (production: Production, body: Body) => unknown

const routes: Readonly<Record<string, Route>> = {
  ...railwayRoutes,
  ...vercelRoutes,
  ...consoleRoutes,
  'POST /calm': endWorkers,
  'GET /faults': () => Object.entries(faults).map(([name, {title, runbook}]) => ({name, title, runbook})),
}

/** The platforms' own HTTP API, for the stand-in CLIs and for whoever breaks things; its first page is their web consoles. */
export const createControl = (production: Production): Server =>
  createServer((request, response) => void serve(production, request, response))

async function serve(production: Production, request: IncomingMessage, response: ServerResponse) {
  const {pathname, searchParams} = new URL(request.url ?? '/', 'http://control')
  if (pathname === '/railway/logs') return stream(production.project.logs, searchParams, response)
  if (pathname === '/postgres/logs') return stream(production.postgres.logs, searchParams, response)
  if (pathname === '/vercel/logs') return stream(production.frontend.logs, searchParams, response)
  try {
    if (pathname === '/') {
      const page = await consolePage(production)
      response.writeHead(200, {'content-type': 'text/html; charset=utf-8'}).end(page)
    } else reply(response, 200, (await answer(production, `${request.method} ${pathname}`, request)) ?? {})
  } catch (error) {
    const refused = error instanceof Refusal
    reply(response, refused ? 409 : 500, {error: refused ? error.message : `${(error as Error).stack}`})
  }
}

function reply(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(body))
}

async function answer(production: Production, name: string, request: IncomingMessage) {
  const sent = await text(request)
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')
  const body = (isForm ? Object.fromEntries(new URLSearchParams(sent)) : JSON.parse(sent || '{}')) as Body
  const fault = /^POST \/faults\/(.+)$/.exec(name)?.[1]
  if (fault) return inject(production, fault)
  const route = routes[name]
  if (!route) throw new Refusal(`The sandbox knows no ${name}`)
  return route(production, body)
}

async function inject(production: Production, name: string) {
  if (!Object.hasOwn(faults, name)) throw new Refusal(`The sandbox knows no fault ${name}`)
  await faults[name as Fault].inject(production)
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
