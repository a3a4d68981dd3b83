import {readFileSync, statSync} from 'node:fs'
import {homedir} from 'node:os'
import {join} from 'node:path'
import type {DatabaseAddress} from '../../executor/sql/address.ts'

/**
 * The password that libpq's password file holds for an address; undefined without one, or where others may read the file,
 * which libpq passes over. https://www.postgresql.org/docs/current/libpq-pgpass.html
 */
export function filedPassword(
  {host, port, database, user}: Pick<DatabaseAddress, 'host' | 'port' | 'database' | 'user'>,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const path = env.PGPASSFILE ?? join(env.HOME ?? homedir(), '.pgpass')
  let text: string
  try {
    if ((statSync(path).mode & 0o077) !== 0) return undefined
    text = readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
  const wanted = [[host], [String(port)], [database], [user]]
  if (host === '/var/run/postgresql' || host === '/tmp') wanted[0]!.push('localhost')
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#')) continue
    const fields = [...line.matchAll(/((?:[^\\:]|\\.)*)(?::|$)/gs)].map(([, field]) =>
      field!.replaceAll(/\\(.)/gs, '$1'),
    )
    const names = line.split(/(?<!\\):/, 4)
    const fits = wanted.every((any, index) => names[index] === '*' || any.includes(fields[index] ?? ''))
    if (fits && fields.length > 4 && fields[4] !== '') return fields[4]
  }
  return undefined
}
