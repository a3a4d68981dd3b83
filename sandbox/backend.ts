// The product's backend: one HTTP process that its platform starts, with its variables in the environment and a
// channel over which it says its port and its memory. It knows nothing of the platform, and ends with it.
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import pg from 'pg'
import {type Answer, type Question, routes} from './backend-routes.ts'
import {logLine} from './logs.ts'

const {env} = process
const pool = new pg.Pool({
  connectionString: env.DATABASE_URL,
  application_name: 'token4good-backend',
  max: Number(env.DATABASE_POOL_SIZE ?? 5),
  connectionTimeoutMillis: 1000,
  idleTimeoutMillis: 500,
})
pool.on('error', error => log('ERROR', `Lost a database connection: ${error.message}`))

function log(level: 'INFO' | 'ERROR', message: string) {
  process.stdout.write(`${logLine(level, message)}\n`)
}

const server = createServer((request, response) => void respond(request, response))

async function respond(request: IncomingMessage, response: ServerResponse) {
  const {pathname, searchParams} = new URL(request.url ?? '/', 'http://backend')
  const question: Question = {
    name: `${request.method} ${pathname}`,
    search: searchParams,
    authorization: request.headers.authorization,
  }
  const started = performance.now()
  try {
    const {status, body} = await serve(question)
    if (pathname !== '/health' && pathname !== '/')
      log('INFO', `${question.name} ${status} ${(performance.now() - started).toFixed(1)}ms`)
    answer(response, status, body)
  } catch (error) {
    log('ERROR', `${question.name} 500 ${error instanceof Error ? error.message : error}`)
    answer(response, 500, {error: 'Internal server error'})
  }
}

async function serve(question: Question): Promise<Answer> {
  const route = routes[question.name.replace('HEAD ', 'GET ')]
  return route ? route({question, pool, env, log}) : {status: 404, body: {error: 'Not found'}}
}

function answer(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, {'content-type': 'application/json'}).end(`${JSON.stringify(body)}\n`)
}

/** A cache that has grown with the product: it is filled in steps once the process runs. */
const cache: Buffer[] = []
const cacheMb = Number(env.CACHE_MB ?? 0)

process.once('disconnect', () => process.exit())
if (!process.connected) process.exit() // its owner ended before this was loaded
process.once('SIGTERM', () => {
  log('INFO', 'Stopping on SIGTERM')
  process.exit()
})
if (!env.JWT_SECRET) {
  log('ERROR', 'Missing environment variable JWT_SECRET')
  process.exit(1)
}
if (env.BACKEND_FLAW === 'crash') {
  log('ERROR', "Uncaught TypeError: Cannot read properties of undefined (reading 'provider') at oauth.ts:42")
  process.exit(1)
}
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The backend listens on no port')
  log('INFO', `Listening on port ${address.port}`)
  process.send?.({port: address.port})
})
setInterval(() => {
  if (cache.length * 64 < cacheMb) cache.push(Buffer.alloc(64 << 20, 1))
  process.send?.({usedMb: process.memoryUsage.rss() >> 20})
}, 100)
// a background job: a lost database shows in the logs even without traffic
setInterval(
  () =>
    void routes['GET /health']!({
      question: {name: 'job', search: new URLSearchParams(), authorization: undefined},
      pool,
      env,
      log,
    }),
  1000,
)
