import {createHmac, timingSafeEqual} from 'node:crypto'

const mac = (payload: string, secret: string) => createHmac('sha256', secret).update(payload).digest()

/** What a person who signed in shows to the backend: who it is, signed with a secret that both sides must know. */
export function signToken(user: string, secret: string): string {
  const payload = Buffer.from(JSON.stringify({user})).toString('base64url')
  return `${payload}.${mac(payload, secret).toString('base64url')}`
}

/** Who it is; undefined if it was signed with another secret. */
export function readToken(token: string, secret: string): string | undefined {
  const [payload = '', signature = ''] = token.split('.')
  const given = Buffer.from(signature, 'base64url')
  const expected = mac(payload, secret)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as {user: string}).user
}
