// The stand-in OAuth provider: the part of the authorization code grant (RFC 6749, 4.1) that a sign-in needs, for the
// providers `linkedin` and `t4g`. Everybody is signed in at once.
import {randomBytes} from 'node:crypto'
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http'
import {text} from 'node:stream/consumers'

/** What a provider's own console shows about our product. */
export interface Registration {
  clientId: string
  clientSecret: string
  redirectUris: Set<string>
  down: boolean
}

/** The providers, and the server that still has to listen. */
export interface Provider {
  server: Server
  registrations: Record<'linkedin' | 't4g', Registration>
}

const registration = (): Registration => ({
  clientId: randomBytes(7).toString('hex'),
  clientSecret: randomBytes(16).toString('hex'),
  redirectUris: new Set(),
  down: false,
})

/** Providers that know our product, but none of its redirect URIs yet. */
export function createProvider(): Provider {
  const registrations = {linkedin: registration(), t4g: registration()}
  const codes = new Map<string, string>()
  async function respond(request: IncomingMessage, response: ServerResponse) {
    const {pathname, searchParams} = new URL(request.url ?? '/', 'http://provider')
    const [, name = '', action = ''] = pathname.split('/')
    const ours = Object.hasOwn(registrations, name) ? registrations[name as 'linkedin'] : undefined
    if (!ours) return json(response, 404, {error: 'not_found'})
    if (ours.down) return json(response, 503, {error: 'temporarily_unavailable'})
    if (action === 'authorize') return authorize(ours, searchParams, codes, response)
    if (action === 'token') return token(ours, request, codes, response)
    json(response, action === 'status' ? 200 : 404, {status: action === 'status' ? 'ok' : 'not found'})
  }
  return {
    registrations,
    server: createServer((request, response) => void respond(request, response)),
  }
}

function authorize(
  {clientId, redirectUris}: Registration,
  asked: URLSearchParams,
  codes: Map<string, string>,
  response: ServerResponse,
) {
  const uri = asked.get('redirect_uri') ?? ''
  if (asked.get('client_id') !== clientId) return json(response, 401, {error: 'invalid_client'})
  if (!redirectUris.has(uri)) return json(response, 400, {error: 'redirect_uri_mismatch', redirect_uri: uri})
  const code = randomBytes(9).toString('base64url')
  codes.set(code, uri)
  const onward = new URL(uri)
  onward.search = `${new URLSearchParams({code, state: asked.get('state') ?? ''})}`
  response.writeHead(302, {location: onward.href}).end()
}

async function token(
  {clientId, clientSecret}: Registration,
  request: IncomingMessage,
  codes: Map<string, string>,
  response: ServerResponse,
) {
  const given = new URLSearchParams(await text(request))
  if (given.get('client_id') !== clientId || given.get('client_secret') !== clientSecret)
    return json(response, 401, {error: 'invalid_client'})
  const code = given.get('code') ?? ''
  if (codes.get(code) !== given.get('redirect_uri')) return json(response, 400, {error: 'invalid_grant'})
  codes.delete(code)
  json(response, 200, {access_token: randomBytes(18).toString('base64url'), token_type: 'Bearer'})
}

function json(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, {'content-type': 'application/json'}).end(`${JSON.stringify(body)}\n`)
}
