import type {ServerIdentity} from '../../model/driver.ts'
import type {Connection} from './connection.ts'
import {isServerError} from './error-text.ts'

const question = `SELECT current_database(), current_user::text, coalesce(host(inet_server_addr()) || ':' || inet_server_port(), 'local socket'),
  current_setting('server_version'), pg_is_in_recovery()::text`

/** Made once by `initdb`, and the same on every standby. */
const system = 'SELECT system_identifier::text FROM pg_catalog.pg_control_system()'
/** Counts the promotions of standbys; the function answers on a primary only. */
const timeline = `SELECT CASE WHEN NOT pg_catalog.pg_is_in_recovery()
  THEN pg_catalog.left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 8) END`

/** What the server says of itself; throws what `pg` throws. */
export async function identify(connection: Connection): Promise<ServerIdentity> {
  const {rows} = await connection.client.query<string[]>({text: question, rowMode: 'array'})
  const [database, user, server, version, recovery] = rows[0] as unknown as string[]
  const cluster = await allowed(connection, system)
  const since = await allowed(connection, timeline)
  return {
    database: database!,
    user: user!,
    server: server!,
    version: version!,
    recovery: recovery === 'true',
    ...(cluster ? {cluster} : {}),
    ...(since ? {timeline: since} : {}),
  }
}

/** A value that some servers keep to themselves. */
async function allowed({client}: Connection, text: string): Promise<string | undefined> {
  try {
    const {rows} = await client.query<string[]>({text, rowMode: 'array'})
    return (rows as unknown as (string | null)[][])[0]?.[0] ?? undefined
  } catch (error) {
    if (isServerError(error)) return undefined
    throw error
  }
}

/** In what a server is another one than that which was known before; undefined where nothing tells them apart. */
export function otherServer(now: ServerIdentity, before: ServerIdentity): string | undefined {
  const [is, was] = [now, before].map(
    ({database, server, user, recovery}) =>
      `${database} at ${server} as ${user}, ${recovery ? 'standby' : 'primary'}`,
  )
  if (is !== was) return `${is} instead of ${was}`
  if (now.cluster !== before.cluster)
    return `${is} as before, but of another cluster (system identifier ${now.cluster ?? 'not told'} instead of ${before.cluster ?? 'not told'})`
  if (now.timeline !== before.timeline)
    return `${is} as before, but on another timeline (${now.timeline ?? 'not told'} instead of ${before.timeline ?? 'not told'}): a standby was promoted`
  return undefined
}
