import type {DatabaseAddress} from '../../executor/sql/address.ts'
import {percentDecoded} from '../../model/percent-decoded.ts'

/** Where a declared database is, or why that is not known; `shown` is for people and holds no password. */
export type FoundAddress = {ok: true; address: DatabaseAddress; shown: string} | {ok: false; problem: string}

type Environment = Readonly<Record<string, string | undefined>>
/** What a service file says of a service; throws what reading a file throws. */
export type ReadService = (service: string) => Record<string, string> | undefined

/** libpq's keywords that are understood here, with the environment variable of each: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS */
const keywords = {
  host: 'PGHOST',
  port: 'PGPORT',
  dbname: 'PGDATABASE',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  options: 'PGOPTIONS',
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  service: 'PGSERVICE',
} as const
type Parameters = Partial<Record<keyof typeof keywords, string>>

/**
 * Reads what libpq would: a URL or a `key=value` text, then the service that is named, then the `PG…` variables, then
 * libpq's defaults. Without a text, all comes from the variables.
 */
export function databaseAddress(
  text: string | undefined,
  env: Environment,
  readService: ReadService,
): FoundAddress {
  const given = text === undefined ? {} : parameters(text)
  if (typeof given === 'string') return {ok: false, problem: given}
  const fromEnvironment = Object.fromEntries(
    Object.entries(keywords).flatMap(([key, name]) => (env[name] ? [[key, env[name]]] : [])),
  ) as Parameters
  const service = given.service ?? fromEnvironment.service
  let served: Parameters = {}
  if (service !== undefined) {
    const found = readService(service)
    if (!found)
      return {
        ok: false,
        problem: `there is no service ${service} in the service files (PGSERVICEFILE, ~/.pg_service.conf)`,
      }
    served = found
  }
  const all: Parameters = {...fromEnvironment, ...served, ...given}
  const {host = 'localhost', port = '5432', options, sslmode, sslrootcert, sslcert, sslkey} = all
  const user = all.user ?? env.USER ?? 'postgres'
  const database = all.dbname ?? user
  if (host.includes(',')) return {ok: false, problem: 'it names several hosts; name one'}
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return {ok: false, problem: `${port} is no port`}
  return {
    ok: true,
    address: {
      host,
      port: Number(port),
      user,
      database,
      password: all.password,
      options,
      sslmode,
      sslrootcert,
      sslcert,
      sslkey,
    },
    shown: `${database} at ${host.startsWith('/') ? host : `${host}:${port}`} as ${user}`,
  }
}

function parameters(text: string): Parameters | string {
  if (/^postgres(?:ql)?:\/\//i.test(text)) return fromUrl(text)
  if (/^\w+\s*=/.test(text)) return fromPairs(text)
  return 'it is no address (postgres://USER@HOST/NAME)'
}

/** libpq's URL, whose host may be empty, a folder of sockets in percent signs, or a parameter. */
function fromUrl(text: string): Parameters | string {
  const match = /^\w+:\/\/(?:([^@/?#]*)@)?([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/.exec(text)
  if (!match) return 'it is no address (postgres://USER@HOST/NAME)'
  const [, login = '', place = '', name = '', query = ''] = match
  const [, user = '', password] = /^([^:]*)(?::(.*))?$/s.exec(login)!
  const [, host = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(place) ?? []
  const found: Record<string, string> = {}
  const put = (key: string, value: string | undefined) => {
    if (value) found[key] = percentDecoded(value)
  }
  put('user', user)
  put('password', password)
  put('host', host.replace(/^\[(.*)\]$/, '$1'))
  put('port', port)
  put('dbname', name)
  for (const pair of query.split('&').filter(Boolean)) {
    const [key = '', value = ''] = pair.split('=')
    put(percentDecoded(key), value)
  }
  return known(found)
}

/** `host=10.0.0.5 dbname='my db'` */
function fromPairs(text: string): Parameters | string {
  const found: Record<string, string> = {}
  const pair = /\s*(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|([^\s']\S*|))\s*/gsy
  while (pair.lastIndex < text.length) {
    const match = pair.exec(text)
    if (!match) return 'it is no list of `key=value`'
    found[match[1]!] = (match[2] ?? match[3]!).replaceAll(/\\(.)/gs, '$1')
  }
  return known(found)
}

function known(found: Record<string, string>): Parameters {
  return Object.fromEntries(Object.entries(found).filter(([key]) => key in keywords))
}
