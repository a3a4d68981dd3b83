import type {MysqlAddress} from '../../executor/sql/mysql/address.ts'
import type {SqlSystem} from '../../model/driver.ts'
import {percentDecoded} from '../../model/percent-decoded.ts'

/** Where a SQLite database's file is. */
export interface SqliteAddress {
  path: string
  /** Nothing may ever be written: its address says `mode=ro`. */
  readOnly: boolean
}

/** Where a database that is no PostgreSQL is; `shown` is for people and holds no password. */
export type FoundOther =
  | {ok: true; system: 'mysql'; address: MysqlAddress; shown: string}
  | {ok: true; system: 'sqlite'; address: SqliteAddress; shown: string}
  | {ok: false; problem: string}

/** Which system an address is for, where that is another than PostgreSQL. */
export function otherSystem(address: string | undefined): SqlSystem | undefined {
  if (/^(?:mysql|mariadb):/i.test(address ?? '')) return 'mysql'
  return /^(?:sqlite3?|file):/i.test(address ?? '') ? 'sqlite' : undefined
}

/** Reads `mysql://USER@HOST/NAME?ssl-mode=…`, `sqlite:///PATH` and `file:PATH?mode=ro`. */
export function otherAddress(text: string, system: SqlSystem): FoundOther {
  return system === 'mysql' ? mysqlAddress(text) : sqliteAddress(text)
}

const mysqlParameters = new Set(['ssl-mode', 'sslmode', 'ssl-ca', 'socket'])

function mysqlAddress(text: string): FoundOther {
  let url: URL
  try {
    url = new URL(text.replace(/^mariadb:/i, 'mysql:'))
  } catch {
    return {ok: false, problem: 'it is no address (mysql://USER@HOST/NAME)'}
  }
  const unknown = [...url.searchParams.keys()].find(name => !mysqlParameters.has(name))
  if (unknown !== undefined)
    return {
      ok: false,
      problem: `it holds \`${unknown}\`, which is not understood; there is ssl-mode, ssl-ca and socket`,
    }
  const parameter = (name: string) => url.searchParams.get(name) ?? undefined
  const host = percentDecoded(url.hostname).replace(/^\[(.*)\]$/, '$1') || 'localhost'
  const port = Number(url.port || 3306)
  const user = percentDecoded(url.username) || 'root'
  const database = percentDecoded(url.pathname.slice(1)) || undefined
  const socket = parameter('socket')
  return {
    ok: true,
    system: 'mysql',
    address: {
      host,
      port,
      socket,
      user,
      password: url.password === '' ? undefined : percentDecoded(url.password),
      database,
      sslMode: (parameter('ssl-mode') ?? parameter('sslmode'))?.toUpperCase().replaceAll('-', '_'),
      sslCa: parameter('ssl-ca'),
    },
    shown: `${database ?? 'no database'} at ${socket ?? `${host}:${port}`} as ${user}`,
  }
}

function sqliteAddress(text: string): FoundOther {
  const [, rest = '', query = ''] = /^\w+:([^?#]*)(?:\?([^#]*))?/.exec(text) ?? []
  const parameters = new URLSearchParams(query)
  const unknown = [...parameters].find(([name, value]) => name !== 'mode' || !/^(?:ro|rw)$/.test(value))
  if (unknown)
    return {
      ok: false,
      problem: `it holds \`${unknown.join('=')}\`, which is not understood; there is mode=ro and mode=rw`,
    }
  const path = percentDecoded(rest.replace(/^\/\/(?:localhost)?(?=\/)/, ''))
  if (path === '' || path.startsWith('//') || path === ':memory:')
    return {ok: false, problem: 'it names no file (sqlite:///PATH)'}
  const readOnly = parameters.get('mode') === 'ro'
  return {
    ok: true,
    system: 'sqlite',
    address: {path, readOnly},
    shown: readOnly ? `${path}, read only` : path,
  }
}
