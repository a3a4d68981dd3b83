import {expect, test} from 'vitest'
import {databaseAddress} from '../../../src/cli/databases/database-address.ts'
import {readService} from '../../../src/cli/databases/service-file.ts'
import {temporaryDirectory} from '../../support/temporary.ts'
import {writeFiles} from '../../support/workplace.ts'

const found = (text: string | undefined, env: Record<string, string> = {}) => {
  const result = databaseAddress(text, env, service => readService(service, env))
  if (!result.ok) return result.problem
  const given = Object.entries(result.address).filter(([, value]) => value !== undefined)
  return [result.shown, Object.fromEntries(given)]
}
const address = (more: Record<string, string | number> = {}) => ({
  host: 'localhost',
  port: 5432,
  user: 'postgres',
  database: 'postgres',
  ...more,
})

test.each([
  ['postgres://', 'postgres at localhost:5432 as postgres', {}],
  [
    'postgresql://ada:p%40ss@db.internal:6543/app?sslmode=require',
    'app at db.internal:6543 as ada',
    {host: 'db.internal', port: 6543, user: 'ada', password: 'p@ss', database: 'app', sslmode: 'require'},
  ],
  ['postgres://[::1]:5433/app', 'app at ::1:5433 as postgres', {host: '::1', port: 5433, database: 'app'}],
  [
    'postgres://ada@%2Fvar%2Frun%2Fpostgresql/app',
    'app at /var/run/postgresql as ada',
    {host: '/var/run/postgresql', user: 'ada', database: 'app'},
  ],
  ['postgres:///app?host=/tmp', 'app at /tmp as postgres', {host: '/tmp', database: 'app'}],
  [
    `host=10.0.0.5 dbname='my db' user = ada password='it''s' options='-c geqo=off'`,
    'it is no list of `key=value`',
    undefined,
  ],
  [
    String.raw`host=10.0.0.5 dbname='my db' user = ada password='it\'s' connect_timeout=3`,
    'my db at 10.0.0.5:5432 as ada',
    {host: '10.0.0.5', database: 'my db', user: 'ada', password: "it's"},
  ],
])('%s is read as libpq reads it', (text, shown, more) => {
  expect(found(text)).toEqual(more === undefined ? shown : [shown, address(more)])
})

test.each([
  ['db.internal', 'it is no address (postgres://USER@HOST/NAME)'],
  ['mysql://ada@db/app', 'it is no address (postgres://USER@HOST/NAME)'],
  ['postgres://ada@db:none/app', 'none is no port'],
  ['postgres://ada@one,two/app', 'it names several hosts; name one'],
  [
    'postgres:///?service=nowhere',
    'there is no service nowhere in the service files (PGSERVICEFILE, ~/.pg_service.conf)',
  ],
])('%s is refused: %s', (text, problem) => {
  expect(found(text)).toBe(problem)
})

test('the variables of libpq fill what an address leaves open, and are all there is without one', () => {
  const env = {
    PGHOST: 'db.internal',
    PGUSER: 'ada',
    PGPASSWORD: 'secret',
    PGDATABASE: 'app',
    PGSSLMODE: 'verify-full',
  }
  const all = address({
    host: 'db.internal',
    user: 'ada',
    password: 'secret',
    database: 'app',
    sslmode: 'verify-full',
  })
  expect(found(undefined, env)).toEqual(['app at db.internal:5432 as ada', all])
  expect(found('postgres://bob@/other', env)).toEqual([
    'other at db.internal:5432 as bob',
    {...all, user: 'bob', database: 'other'},
  ])
  expect(found(undefined, {USER: 'ada'})).toEqual([
    'ada at localhost:5432 as ada',
    address({user: 'ada', database: 'ada'}),
  ])
})

test('a service is read from the user’s file before the system’s, and stands between address and variables', () => {
  const dir = temporaryDirectory()
  writeFiles(dir, {
    '.pg_service.conf': '# mine\n[prod]\nhost=db.internal\nuser = ada\n\n[other]\nhost=elsewhere\n',
    'pg_service.conf': '[prod]\nhost=wrong\n[system]\nhost=from.system\n',
  })
  const env = {HOME: dir, PGSYSCONFDIR: dir, PGUSER: 'bob', PGDATABASE: 'app', PGSERVICE: 'prod'}
  expect(found(undefined, env)).toEqual([
    'app at db.internal:5432 as ada',
    address({host: 'db.internal', user: 'ada', database: 'app'}),
  ])
  expect(found('postgres:///?service=system', env)).toEqual([
    'app at from.system:5432 as bob',
    address({host: 'from.system', user: 'bob', database: 'app'}),
  ])
})
