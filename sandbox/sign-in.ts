import {randomBytes} from 'node:crypto'
import type {ServerResponse} from 'node:http'
import {signToken} from './session-token.ts'

/** What a page of the frontend answers. */
export interface Page {
  status: number
  body: string
  headers?: Record<string, string>
}

/** What a request to one of the sign-in pages brings along. */
export interface SignIn {
  /** The part of the path behind `/auth/`, cut at `/`. */
  path: string[]
  search: URLSearchParams
  /** The variables that the page was built with. */
  variables: Record<string, string>
  log: (line: string) => void
}

const page = (status: number, body: string): Page => ({status, body})

/**
 * The sign-in pages: `/auth/signin/NAME` sends people to a provider, `/auth/callback/NAME` changes the code that they come
 * back with for a session, and makes sure that the backend takes it.
 */
export async function signIn({
  path: [action = '', provider = ''],
  search,
  variables,
  log,
}: SignIn): Promise<Page> {
  const names = (variables.AUTH_PROVIDERS ?? '').split(',').filter(Boolean)
  if (action === 'providers') return page(200, JSON.stringify(names))
  if (!names.includes(provider)) return page(404, `No provider ${provider}; there is ${names.join(', ')}`)
  const callback = `${variables.NEXTAUTH_URL}/auth/callback/${provider}`
  const base = `${variables.OAUTH_URL}/${provider}`
  const prefix = provider.toUpperCase()
  const client = {
    client_id: variables[`${prefix}_CLIENT_ID`] ?? '',
    redirect_uri: callback,
  }
  if (action === 'signin') {
    const query = new URLSearchParams({
      ...client,
      response_type: 'code',
      state: randomBytes(6).toString('hex'),
    })
    return {status: 302, body: '', headers: {location: `${base}/authorize?${query}`}}
  }
  if (action !== 'callback') return page(404, 'Not found')
  const exchanged = await post(`${base}/token`, {
    ...client,
    client_secret: variables[`${prefix}_CLIENT_SECRET`] ?? '',
    grant_type: 'authorization_code',
    code: search.get('code') ?? '',
  })
  if (exchanged.status !== 200) return refused(`${provider} answered ${exchanged.error}`, log)
  const token = signToken('user42', variables.NEXTAUTH_SECRET ?? '')
  const me = await fetch(`${variables.NEXT_PUBLIC_API_URL}/me`, {
    headers: {authorization: `Bearer ${token}`},
  }).catch(() => undefined)
  if (me?.status !== 200)
    return refused(`the backend answered ${me?.status ?? 'nothing'} to a new session`, log)
  return {
    status: 302,
    body: '',
    headers: {location: '/', 'set-cookie': `session=${token}; HttpOnly; Path=/`},
  }
}

function refused(why: string, log: (line: string) => void): Page {
  log(`OAuth error: ${why}`)
  return page(401, `Sign-in failed: ${why}`)
}

async function post(url: string, fields: Record<string, string>) {
  try {
    const answer = await fetch(url, {method: 'POST', body: new URLSearchParams(fields)})
    const {error} = (await answer.json()) as {error?: string}
    return {status: answer.status, error: error ?? ''}
  } catch {
    return {status: 0, error: 'nothing'}
  }
}

/** Sends a page. */
export function send(response: ServerResponse, {status, body, headers}: Page): void {
  response.writeHead(status, {'content-type': 'text/html; charset=utf-8', ...headers}).end(`${body}\n`)
}
