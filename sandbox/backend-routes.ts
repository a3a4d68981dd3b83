import type pg from 'pg'
import {readToken} from './session-token.ts'

/** One HTTP request, as far as the backend cares. */
export interface Question {
  /** `GET /health` */
  name: string
  search: URLSearchParams
  authorization: string | undefined
}

/** What is sent back. */
export interface Answer {
  status: number
  body: object
}

/** What answers a request; what it throws is a 500. */
type Route = (world: {
  question: Question
  pool: pg.Pool
  env: NodeJS.ProcessEnv
  log: (level: 'INFO' | 'ERROR', message: string) => void
}) => Answer | Promise<Answer>

const ok = (body: object): Answer => ({status: 200, body})

/** All that the backend answers, by method and path. */
export const routes: Readonly<Record<string, Route>> = {
  async 'GET /health'({pool, log}) {
    try {
      await pool.query('SELECT 1')
      return ok({status: 'ok', database: 'ok'})
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      log('ERROR', `Error connecting to database: ${message}`)
      return {status: 503, body: {status: 'error', database: message}}
    }
  },

  'GET /': ({env}) =>
    ok({
      service: 'token4good-backend',
      commit: env.RAILWAY_GIT_COMMIT_SHA,
      daznoFallback: env.DAZNO_FALLBACK_MODE === 'true',
    }),

  async 'GET /users'({question, pool, env}) {
    const email = question.search.get('email')
    if (!email) return {status: 400, body: {error: 'Missing email'}}
    if (env.BACKEND_FLAW === 'errors')
      throw new TypeError("Cannot read properties of null (reading 'locale') at profile.ts:17")
    const {rows} = await pool.query('SELECT id, email, name, created_at FROM users WHERE email = $1', [email])
    return ok(rows)
  },

  async 'GET /report'({pool}) {
    const {rows} = await pool.query('SELECT count(*)::int AS payments, pg_sleep(2) FROM payments')
    return ok({payments: rows[0].payments})
  },

  async 'POST /payments'({question, pool}) {
    const user = Number(question.search.get('user'))
    const cents = Number(question.search.get('cents'))
    if (!(user > 0 && cents > 0)) return {status: 400, body: {error: 'Missing user or cents'}}
    const {rows} = await pool.query(
      'INSERT INTO payments (user_id, amount_cents) VALUES ($1, $2) RETURNING id',
      [user, cents],
    )
    return {status: 201, body: rows[0]}
  },

  /** What the external API keeps of somebody; without it, only in fallback mode. */
  async 'GET /wallet'({env, log}) {
    if (env.DAZNO_FALLBACK_MODE === 'true') return ok({balance: null, fallback: true})
    const answer = await fetch(`${env.DAZNO_API_URL}/balance`).catch((error: Error) => error)
    if (answer instanceof Response && answer.ok) return ok((await answer.json()) as object)
    const why = answer instanceof Response ? `answered ${answer.status}` : 'cannot be reached'
    log('ERROR', `GET /wallet 502 Dazno API ${why}`)
    return {status: 502, body: {error: `Dazno API ${why}`}}
  },

  'GET /me'({question, env, log}) {
    const token = question.authorization?.replace(/^Bearer /, '') ?? ''
    const user = readToken(token, env.JWT_SECRET ?? '')
    if (user) return ok({user})
    log('ERROR', 'OAuth: GET /me 401 invalid token signature')
    return {status: 401, body: {error: 'Invalid token'}}
  },
}
