import {readFileSync} from 'node:fs'
import type {ConnectionOptions} from 'node:tls'

/** Where a database is and as whom; what is not given is undefined. The words are libpq's. */
export interface DatabaseAddress {
  /** A name, an address, or the folder of a Unix socket. */
  host: string
  port: number
  user: string
  database: string
  password: string | undefined
  options: string | undefined
  sslmode: string | undefined
  sslrootcert: string | undefined
  sslcert: string | undefined
  sslkey: string | undefined
}

/** A way to connect: with these options of TLS, or without TLS. */
export type Protection = ConnectionOptions | false

/**
 * What to try, in order, as libpq's `sslmode` says, `prefer` where it says nothing. Throws where a certificate cannot be
 * read. https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION
 */
export function protections({host, sslmode, sslrootcert, sslcert, sslkey}: DatabaseAddress): Protection[] {
  if (host.startsWith('/') || sslmode === 'disable') return [false]
  const read = (path: string | undefined, key: 'ca' | 'cert' | 'key') =>
    path && path !== 'system' ? {[key]: readFileSync(path, 'utf8')} : {}
  const files = {...read(sslrootcert, 'ca'), ...read(sslcert, 'cert'), ...read(sslkey, 'key')}
  const trusting: ConnectionOptions = {...files, rejectUnauthorized: false}
  const anyName: ConnectionOptions = {...files, checkServerIdentity: () => undefined}
  switch (sslmode ?? 'prefer') {
    case 'allow':
      return [false, trusting]
    case 'prefer':
      return [trusting, false]
    case 'require':
      return [sslrootcert === undefined ? trusting : anyName]
    case 'verify-ca':
      return [anyName]
    default:
      return [files] // `verify-full`, and whatever is not known: the strictest
  }
}

/** Whether another way to connect may go where this one did not. */
export function mayTryAnother(error: unknown): boolean {
  const {message = '', code} = error as {message?: string; code?: string}
  // it speaks no TLS, or lets nobody in without it, or with it
  return (
    message.includes('does not support SSL') || (code === '28000' && /\b(?:encryption|SSL)\b/.test(message))
  )
}
