// The product's backend: one HTTP process that its platform starts, with its variables in the environment and a
// channel over which it says its port. It knows nothing of the platform, and ends with it.
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import pg from 'pg'
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

/** What the database says to a real query: `ok`, or why not. */
async function database(): Promise<string> {
  try {
    await pool.query('SELECT 1')
    return 'ok'
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    log('ERROR', `Error connecting to database: ${message}`)
    return message
  }
}

function answer(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, {'content-type': 'application/json'}).end(`${JSON.stringify(body)}\n`)
}

async function users(response: ServerResponse, email: string | null) {
  if (!email) return answer(response, 400, {error: 'Missing email'})
  const started = performance.now()
  try {
    const {rows} = await pool.query('SELECT id, email, name, created_at FROM users WHERE email = $1', [email])
    log('INFO', `GET /users 200 ${(performance.now() - started).toFixed(1)}ms`)
    answer(response, 200, rows)
  } catch (error) {
    log('ERROR', `Error connecting to database: ${error instanceof Error ? error.message : error}`)
    answer(response, 500, {error: 'Internal server error'})
  }
}

const server = createServer((request, response) => void serve(request, response))

async function serve(request: IncomingMessage, response: ServerResponse) {
  const {pathname, searchParams} = new URL(request.url ?? '/', 'http://backend')
  if (pathname === '/health') {
    const found = await database()
    const ok = found === 'ok'
    answer(response, ok ? 200 : 503, {status: ok ? 'ok' : 'error', database: found})
  } else if (pathname === '/users') {
    await users(response, searchParams.get('email'))
  } else if (pathname === '/') {
    const daznoFallback = env.DAZNO_FALLBACK_MODE === 'true'
    answer(response, 200, {service: 'token4good-backend', commit: env.RAILWAY_GIT_COMMIT_SHA, daznoFallback})
  } else {
    answer(response, 404, {error: 'Not found'})
  }
}

process.once('disconnect', () => process.exit())
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
setInterval(() => void database(), 1000) // a background job: a lost database shows in the logs even without traffic
