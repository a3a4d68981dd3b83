import {expect, test} from 'vitest'
import type {DriverResult} from '../../../src/model/driver.ts'
import {selfSigned} from '../../support/certificate.ts'
import {onPath} from '../../support/installed.ts'
import {ownPostgres} from '../../support/own-postgres.ts'
import {afterwards} from '../../support/temporary.ts'
import {listen} from '../listener.ts'
import {driverOn, psqlHere, sqlSpec} from './bench.ts'

// a server for each name on its certificate, and one without TLS
const [named, numbered] = await Promise.all([selfSigned('DNS:localhost'), selfSigned('IP:127.0.0.1')])
const tls = ({cert, key}: typeof named) => ({
  settings: ['ssl = on'],
  files: {'server.crt': cert, 'server.key': key},
})
const [byName, byNumber, open] = await Promise.all([
  ownPostgres(tls(named)),
  ownPostgres(tls(numbered)),
  ownPostgres({hba: ['local all trusted trust']}),
])
await open.ask("create role trusted login; create role app login password 'open:sesame'")
const servers = {byName, byNumber, open}
const other = await selfSigned('DNS:localhost')
const roots = {own: named.certPath, number: numbered.certPath, other: other.certPath}

async function ask(address: string | undefined, more: {env?: Record<string, string>; psql?: string} = {}) {
  const driver = driverOn(() => address, {env: {...psqlHere.env, ...more.env}}, more.env)
  afterwards(() => driver.close())
  const listener = listen()
  const encrypted = 'select ssl from pg_stat_ssl where pid = pg_backend_pid()'
  const spec = more.psql
    ? sqlSpec([], {psql: {script: `\\t\n\\a\n${encrypted};`, variables: {}}})
    : sqlSpec(encrypted)
  const result = await driver.run(spec, listener.io)
  return {result, seen: listener.stdout()}
}

type Server = keyof typeof servers
const met = (ssl: boolean) => ({kind: 'success', ssl})
const refused = (detail: RegExp) => ({kind: 'error', detail})

test.each<[Server, string, string, string | undefined, {kind: string; ssl?: boolean; detail?: RegExp}]>([
  ['byName', 'localhost', '', undefined, met(true)],
  ['byName', '127.0.0.1', 'disable', undefined, met(false)],
  ['byName', '127.0.0.1', 'allow', undefined, met(false)],
  ['byName', '127.0.0.1', 'prefer', undefined, met(true)],
  ['byName', '127.0.0.1', 'require', undefined, met(true)],
  ['byName', '127.0.0.1', 'require', roots.own, met(true)],
  ['byName', '127.0.0.1', 'require', roots.other, refused(/self-signed certificate/)],
  ['byName', '127.0.0.1', 'verify-ca', roots.own, met(true)],
  ['byName', 'localhost', 'verify-ca', roots.other, refused(/self-signed certificate/)],
  ['byName', 'localhost', 'verify-full', roots.own, met(true)],
  ['byName', 'localhost', 'verify-full', roots.other, refused(/self-signed certificate/)],
  ['byName', 'localhost', 'verify-full', undefined, refused(/self-signed certificate/)],
  ['byName', '127.0.0.1', 'verify-full', roots.own, refused(/127\.0\.0\.1/)],
  ['byNumber', '127.0.0.1', 'verify-full', roots.number, met(true)],
  ['byNumber', 'localhost', 'verify-full', roots.number, refused(/localhost/)],
  ['open', '127.0.0.1', '', undefined, met(false)],
  ['open', '127.0.0.1', 'prefer', undefined, met(false)],
  ['open', '127.0.0.1', 'require', undefined, refused(/does not support SSL/)],
  ['open', '127.0.0.1', 'verify-full', roots.own, refused(/does not support SSL/)],
  ['open', '127.0.0.1', 'nonsense', undefined, refused(/does not support SSL/)],
])('%s at %s with sslmode %j and root %j', async (server, host, sslmode, root, expected) => {
  const parameters = [
    ...(sslmode ? [`sslmode=${sslmode}`] : []),
    ...(root ? [`sslrootcert=${encodeURIComponent(root)}`] : []),
  ]
  const address = `${servers[server].url().replace('127.0.0.1', host)}?${parameters.join('&')}`
  const {result, seen} = await ask(address)
  check(result, seen, expected)
  if (expected.kind !== 'success' || !onPath('psql')) return
  // psql goes where the driver went, and as safely
  const through = await ask(address, {psql: 'yes'})
  check(through.result, through.seen.trim().split('\n').at(-1)!, expected)
})

function check(result: DriverResult, seen: string, expected: {kind: string; ssl?: boolean; detail?: RegExp}) {
  expect(result.outcome).toMatchObject({
    kind: expected.kind,
    ...(expected.detail
      ? {code: 'database-unreachable', detail: expect.stringMatching(expected.detail)}
      : {}),
  })
  if (expected.ssl !== undefined) expect(seen.trim()).toBe(expected.ssl ? 't' : 'f')
}

test('a Unix socket is reached by its folder, in a URL or a list of pairs', async () => {
  for (const address of [
    `postgres://trusted@/postgres?host=${encodeURIComponent(open.socket)}&port=${open.port}`,
    `host='${open.socket}' port=${open.port} user=trusted dbname=postgres`,
  ]) {
    const {result} = await ask(address)
    expect(result.outcome).toEqual({kind: 'success'})
    if (onPath('psql')) expect((await ask(address, {psql: 'yes'})).result.outcome).toEqual({kind: 'success'})
  }
})

test('psql is led by the address, and by nothing else of the environment', async () => {
  if (!onPath('psql')) return
  const address = `host=127.0.0.1 port=${open.port} user=app password='open:sesame' dbname=postgres`
  const env = {
    PGHOSTADDR: '10.255.255.1',
    PGSERVICE: 'nowhere',
    PGDATABASE: 'none',
    PGTARGETSESSIONATTRS: 'standby',
  }
  const driver = driverOn(() => address, {env: {...psqlHere.env, ...env}})
  afterwards(() => driver.close())
  const listener = listen()
  const result = await driver.run(
    sqlSpec([], {psql: {script: '\\echo :USER :DBNAME :PORT', variables: {}}}),
    listener.io,
  )
  expect({result, stdout: listener.stdout()}).toEqual({
    result: {outcome: {kind: 'success'}, exitCode: 0},
    stdout: `app postgres ${open.port}\n`,
  })
})
