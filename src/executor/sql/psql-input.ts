import type {SqlSpec} from '../../model/driver.ts'
import type {DatabaseAddress} from './address.ts'
import {defaultLockMs} from './opening.ts'

/** What a server says of itself that another server would not, in an SQL expression. */
export const fingerprint =
  "pg_catalog.concat_ws(' ', pg_catalog.current_database(), current_user, pg_catalog.pg_is_in_recovery(), pg_catalog.date_part('epoch', pg_catalog.pg_postmaster_start_time())::numeric)"

/** Variables of libpq that say where to connect and as whom: what is in the address counts, and nothing beside it. */
const replaced =
  /^PG(?:HOST|HOSTADDR|PORT|DATABASE|USER|PASSWORD|OPTIONS|SERVICE|APPNAME|SSLMODE|SSLROOTCERT|SSLCERT|SSLKEY|REQUIRESSL|TARGETSESSIONATTRS|LOADBALANCEHOSTS|CLIENTENCODING|CONNECT_TIMEOUT)$|^(?:PSQL_|PSQLRC)/

/** The environment that takes psql to the address, in a session that only reads unless the block is marked `write`. */
export function psqlEnvironment(
  env: Readonly<Record<string, string>>,
  address: DatabaseAddress,
  password: string | undefined,
  {id, write, timeoutMs, lockTimeoutMs = defaultLockMs}: SqlSpec,
  application: string,
  connectMs: number,
): Record<string, string> {
  const settings = [
    'standard_conforming_strings=on', // as the plan has read it
    `default_transaction_read_only=${write ? 'off' : 'on'}`,
    `statement_timeout=${milliseconds(timeoutMs + 1000)}`,
    `lock_timeout=${milliseconds(lockTimeoutMs)}`,
    `idle_in_transaction_session_timeout=${milliseconds(timeoutMs + 1000)}`,
  ]
  const given: Record<string, string | undefined> = {
    PGHOST: address.host,
    PGPORT: String(address.port),
    PGDATABASE: address.database,
    PGUSER: address.user,
    PGPASSWORD: address.password ?? password,
    PGSSLMODE: address.sslmode,
    PGSSLROOTCERT: address.sslrootcert,
    PGSSLCERT: address.sslcert,
    PGSSLKEY: address.sslkey,
    // what comes last counts
    PGOPTIONS: [address.options, ...settings.map(one => `-c ${one}`)].filter(Boolean).join(' '),
    PGAPPNAME: `${application}/${id}`.slice(0, 63),
    PGCLIENTENCODING: 'UTF8',
    PGCONNECT_TIMEOUT: String(Math.ceil(connectMs / 1000)),
  }
  return Object.fromEntries(
    [...Object.entries(env).filter(([name]) => !replaced.test(name)), ...Object.entries(given)].filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  )
}

const otherServer = 'psql reached another server than the one that was checked: nothing was run'

/**
 * What psql reads on its standard input. What guards the script stands before it on its first line, so that psql counts
 * lines as the document does: the values, then a check that this is the server with that fingerprint, then, unless the
 * block may write, a transaction that only reads, and can no longer be told otherwise after its first query.
 */
export function psqlInput(
  {script, variables}: NonNullable<SqlSpec['psql']>,
  write: boolean,
  server: string,
): string {
  const values = {...variables, runbook_server: server}
  const before = [
    '\\set QUIET on',
    ...Object.entries(values).map(([name, value]) => `\\set ${name} ${psqlQuoted(value)}`),
    `\\\\ SELECT ${fingerprint} = :'runbook_server' AS runbook_same \\gset`,
    `\\if :runbook_same \\else \\\\ DO $runbook$ BEGIN RAISE EXCEPTION '${otherServer}'; END $runbook$; \\endif`,
    ...(write ? [] : ['\\\\ BEGIN TRANSACTION READ ONLY; SELECT 1 AS runbook_same \\gset']),
    '\\unset runbook_same \\unset runbook_server \\set QUIET off \\\\ ',
  ]
  return `${before.join(' ')}${script}\n`
}

/** One argument of a command of psql, on one line whatever it holds. */
function psqlQuoted(value: string): string {
  const escapes: Record<string, string> = {'\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r'}
  return `'${value.replaceAll(/[\\'\n\r]/g, found => escapes[found]!)}'`
}

function milliseconds(ms: number): number {
  return Math.min(Math.ceil(ms), 2 ** 31 - 1)
}
