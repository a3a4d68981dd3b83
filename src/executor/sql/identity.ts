import type {ServerIdentity} from '../../model/driver.ts'
import type {Connection} from './connection.ts'

const question = `SELECT current_database(), current_user::text, coalesce(host(inet_server_addr()) || ':' || inet_server_port(), 'local socket'),
  current_setting('server_version'), pg_is_in_recovery()::text`

/** What the server says of itself; throws what `pg` throws. */
export async function identify({client}: Connection): Promise<ServerIdentity> {
  const {rows} = await client.query<string[]>({text: question, rowMode: 'array'})
  const [database, user, server, version, recovery] = rows[0] as unknown as string[]
  return {database: database!, user: user!, server: server!, version: version!, recovery: recovery === 'true'}
}
