import type {SqlSpec} from '../../model/driver.ts'
import type {Connection} from './connection.ts'

/** How long a statement waits for a lock, if its block says nothing. */
export const defaultLockMs = 5000
/** How long the server holds a transaction in which nothing is done, and a change for a decision. */
export const defaultHeldMs = 5 * 60_000
const backstopMs = 1000
const longestMs = 2 ** 31 - 1

/** What decides how a block's text is read is what it was when the plan was made. */
const reading: Record<string, string> = {standard_conforming_strings: 'on', client_encoding: 'UTF8'}

/** What is sent before the first statement of a block. */
export function opening(spec: SqlSpec, application: string): string {
  const {write, autocommit} = spec
  const {idle_in_transaction_session_timeout: idle, ...limits} = limitsOf(spec, application)
  const set = (how: string, settings: Record<string, string>) =>
    Object.entries(settings).map(([name, value]) => `${how} ${name} = '${value}'`)
  const texts = autocommit
    ? [...set('SET', {...reading, ...limits}), ...(write ? ['SET default_transaction_read_only = off'] : [])]
    : [
        `BEGIN READ ${write ? 'WRITE' : 'ONLY'}`,
        ...set('SET LOCAL', {...reading, ...limits, idle_in_transaction_session_timeout: idle}),
        // after its first query, not even a function can make the transaction writable
        ...(write ? [] : ['SELECT']),
      ]
  return texts.join('; ')
}

/** The same for a block that only reads, as statements of which the second is the transaction's first query. */
export function openingToRead(spec: SqlSpec, application: string): readonly string[] {
  let text = setReading
  const limits: Record<string, string> = limitsOf(spec, application)
  for (const name of Object.keys(limits)) text += `, ${setting(name, limits[name]!)}`
  return ['BEGIN READ ONLY', text]
}

function setting(name: string, value: string): string {
  return `pg_catalog.set_config('${name}', '${value}', true)`
}

const setReading = `SELECT ${Object.entries(reading)
  .map(([name, value]) => setting(name, value))
  .join(', ')}`

/**
 * Whether what opens a transaction can be sent along with its first statement: a server before PostgreSQL 11 would not
 * keep that statement to its time; and what the session says of how it reads texts must be so also outside of blocks.
 */
export function opensAlong({reported}: Connection): boolean {
  return (
    Number.parseInt(reported.get('server_version') ?? '0', 10) >= 11 &&
    Object.entries(reading).every(([name, value]) => reported.get(name) === value)
  )
}

function limitsOf({id, timeoutMs, lockTimeoutMs = defaultLockMs}: SqlSpec, application: string) {
  return {
    // letters, digits, `-`, `_`, `.` and `/` only; PostgreSQL keeps 63 bytes
    application_name: `${application}/${id}`.replaceAll(/[^\w./-]/g, '_').slice(0, 63),
    // the driver's own limit comes first and tells a time limit from somebody else's cancel
    statement_timeout: String(Math.min(Math.ceil(timeoutMs) + backstopMs, longestMs)),
    lock_timeout: String(Math.min(Math.ceil(lockTimeoutMs), longestMs)),
    idle_in_transaction_session_timeout: String(defaultHeldMs),
  }
}
