import {readFileSync} from 'node:fs'
import type {SslOptions} from 'mysql2'

/** Where a MySQL or MariaDB server is and as whom. */
export interface MysqlAddress {
  /** A name or an address; unused where there is a socket. */
  host: string
  port: number
  socket: string | undefined
  user: string
  password: string | undefined
  database: string | undefined
  /** The client's `--ssl-mode`, in capitals; `PREFERRED`, if undefined. */
  sslMode: string | undefined
  sslCa: string | undefined
}

/**
 * What to try, in order, as `--ssl-mode` says; undefined is without TLS. Throws where a certificate cannot be read.
 * https://dev.mysql.com/doc/refman/8.4/en/connection-options.html#option_general_ssl-mode
 */
export function mysqlProtections({socket, sslMode, sslCa}: MysqlAddress): (SslOptions | undefined)[] {
  if (socket !== undefined || sslMode === 'DISABLED') return [undefined]
  const ca = sslCa ? {ca: readFileSync(sslCa, 'utf8')} : {}
  switch (sslMode ?? 'PREFERRED') {
    case 'PREFERRED':
      return [{...ca, rejectUnauthorized: false}, undefined]
    case 'REQUIRED':
      return [{...ca, rejectUnauthorized: false}]
    case 'VERIFY_CA':
      return [{...ca, rejectUnauthorized: true, verifyIdentity: false}]
    default:
      return [{...ca, rejectUnauthorized: true, verifyIdentity: true}] // and whatever is not known: the strictest
  }
}
