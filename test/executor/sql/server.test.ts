import pg from 'pg'
import {describe, expect, test} from 'vitest'
import type {SqlSpec, Table} from '../../../src/model/driver.ts'
import {installedPostgres, onPath} from '../../support/installed.ts'
import {type OwnPostgres, ownPostgres} from '../../support/own-postgres.ts'
import {afterwards} from '../../support/temporary.ts'
import {listen} from '../listener.ts'
import {application, driverOn, sqlSpec} from './bench.ts'

/** A driver on a database of a server, as superuser unless another is named. */
function drive(server: OwnPostgres, database: string, role = 'postgres') {
  const address = server.url(database).replace('postgres:postgres@', `${role}:${role}@`)
  const driver = driverOn(() => address)
  afterwards(() => driver.close())
  return async (statements: string | string[], more: Partial<SqlSpec> = {}) => {
    const listener = listen()
    const tables: Table[] = []
    const io = {...listener.io, table: (table: Table) => void tables.push(table)}
    const result = await driver.run(sqlSpec(statements, more), io)
    return {result, tables, stderr: listener.stderr()}
  }
}

let databases = 0
/** A new database of a server. */
async function newDatabase(server: OwnPostgres) {
  const name = `own_${++databases}`
  await server.ask(`create database ${name}`)
  return {name, ask: (statement: string) => server.ask(statement, name)}
}

const running = `select count(*)::text from pg_stat_activity where application_name like '${application}%' and state = 'active' and query`
async function holds(server: OwnPostgres, query: string, count: string) {
  while ((await server.ask(`${running} ${query}`))[0] !== count)
    await new Promise(resolve => setTimeout(resolve, 30)) // each look is a new connection
}

const servers = [
  ['the packaged PostgreSQL', undefined],
  ['the installed PostgreSQL', installedPostgres()],
] as const

describe.each(servers.filter(([name, bin]) => name.includes('packaged') || bin !== undefined))(
  '%s',
  async (_, bin) => {
    const server = await ownPostgres({bin, settings: ['deadlock_timeout = 50ms']})

    test('two sessions that wait for each other: one is the victim and says so, and nothing of it stays', async () => {
      const {name, ask} = await newDatabase(server)
      await ask('create table t (id int primary key, n int); insert into t values (1, 0), (2, 0)')
      const gate = new pg.Client({connectionString: server.url(name)})
      await gate.connect()
      afterwards(() => gate.end())
      await gate.query('select pg_advisory_lock(7)') // neither goes on before both have their first row
      const raise = (id: number) => `update t set n = n + 1 where id = ${id}`
      const both = [
        [1, 2],
        [2, 1],
      ].map(([mine, theirs]) =>
        drive(server, name)([raise(mine!), 'select pg_advisory_xact_lock_shared(7)', raise(theirs!)], {
          write: true,
        }),
      )
      await holds(server, `like '%pg_advisory_xact_lock_shared(7)%' and wait_event_type = 'Lock'`, '2')
      await gate.query('select pg_advisory_unlock(7)')
      const ends = await Promise.all(both)
      const kinds = ends.map(({result}) => result.outcome.kind).sort()
      expect(kinds).toEqual(['failure', 'success'])
      const victim = ends.find(({result}) => result.outcome.kind === 'failure')!
      expect(victim.result.outcome).toMatchObject({detail: '40P01: deadlock detected'})
      expect(victim.stderr).toMatch(/DETAIL: Process \d+ waits for/)
      expect(await ask('select n from t order by id')).toEqual(['1', '1'])
    }, 60_000)

    test('a limit of the server’s own on a statement is a failure with its code', async () => {
      const run = drive(server, 'postgres')
      const {result} = await run(['set local statement_timeout = 50', 'select pg_sleep(60)'])
      expect(result.outcome).toEqual({
        kind: 'failure',
        detail: '57014: canceling statement due to statement timeout',
      })
    }, 60_000)

    test('a role without rights is told so, and nothing is changed', async () => {
      const {name, ask} = await newDatabase(server)
      await ask(`create table t (id int); create role guest login password 'guest'`)
      const run = drive(server, name, 'guest')
      expect((await run('select * from t')).result.outcome).toEqual({
        kind: 'failure',
        detail: '42501: permission denied for table t',
      })
      expect((await run('drop table t', {write: true})).result.outcome).toEqual({
        kind: 'failure',
        detail: '42501: must be owner of table t',
      })
    }, 60_000)

    test('databases of other encodings: what they can hold is read and written, what they cannot is their error', async () => {
      for (const encoding of ['LATIN1', 'SQL_ASCII'])
        await server.ask(`create database ${encoding} encoding '${encoding}' template template0 locale 'C'`)
      const latin = drive(server, 'latin1')
      await latin(['create table t (name text)'], {write: true})
      const insert = [{text: 'insert into t values ($1)', values: ['Zoë ½']}]
      expect((await latin(insert as never, {write: true})).result.outcome.kind).toBe('success')
      expect((await latin(`select name || ' ' || octet_length(name) from t`)).result.value).toBe('Zoë ½ 5')
      const euro = [{text: 'insert into t values ($1)', values: ['€']}]
      expect((await latin(euro as never, {write: true})).result.outcome).toMatchObject({
        detail: expect.stringMatching(
          /^22P05: character with byte sequence .* has no equivalent in encoding "LATIN1"/,
        ),
      })
      const bytes = drive(server, 'sql_ascii')
      // nobody has said what these bytes mean
      expect((await bytes('select chr(255)')).result.outcome).toMatchObject({
        detail: '22021: invalid byte sequence for encoding "UTF8": 0xff',
      })
      expect((await bytes('select chr(255)::bytea')).result.value).toBe('\\xff')
    }, 60_000)

    test('that crashes in the middle of a change leaves nothing of it; after its restart a new session goes on', async () => {
      const {name, ask} = await newDatabase(server)
      const run = drive(server, name)
      await ask('create table t (id int)')
      expect((await run('select 1')).result.outcome.kind).toBe('success')
      const block = run(['insert into t values (1)', 'select pg_sleep(60)'], {write: true})
      await holds(server, `like '%pg_sleep(60)%'`, '1')
      await server.stop('immediate')
      expect((await block).result.outcome).toEqual({
        kind: 'failure',
        detail: expect.stringMatching(/the transaction was rolled back by the server$/),
      })
      const away = await run('select 1')
      expect(away.result.outcome).toEqual({
        kind: 'error',
        code: 'database-unreachable',
        detail: expect.stringMatching(/ECONNREFUSED.*then retry$/),
      })
      await server.start()
      const {result, stderr} = await run('select count(*) from t')
      expect({value: result.value, stderr}).toEqual({
        value: '0',
        stderr: 'The connection was lost; this is a new session: what earlier blocks set in it is gone.\n',
      })
    }, 60_000)

    test('that crashes during the commit leaves a doubt', async () => {
      const {name, ask} = await newDatabase(server)
      const run = drive(server, name)
      await ask(`create table t (id int);
      create function slow() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return null; end $$;
      create constraint trigger late after insert on t deferrable initially deferred for each row execute function slow()`)
      const block = run('insert into t values (1)', {write: true})
      await holds(server, `= 'COMMIT'`, '1')
      await server.stop('immediate')
      expect((await block).result.outcome).toEqual({
        kind: 'unknown',
        detail: expect.stringMatching(/^the connection was lost while the change was being made/),
      })
      await server.start()
    }, 60_000)
  },
)

const [mine, theirs] = await Promise.all([ownPostgres(), ownPostgres()])

test('a session that was lost and is answered by another server changes nothing there', async () => {
  let now = mine
  const driver = driverOn(() => now.url())
  afterwards(() => driver.close())
  const {io} = listen()
  const write = sqlSpec('create table t ()', {write: true})
  const identified = await driver.identify('main', io)
  expect(identified.ok).toBe(true)
  await mine.stop('immediate')
  now = theirs
  await driver.run(sqlSpec('select 1'), io) // notices that the session is gone
  const script = sqlSpec([], {write: true, psql: {script: 'create table t ();', variables: {}}})
  for (const spec of onPath('psql') ? [write, script] : [write]) {
    await theirs.ask(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name like '${application}%'`,
    )
    const {outcome} = await driver.run(spec, io)
    expect(outcome).toEqual({
      kind: 'error',
      code: 'database-changed',
      detail: expect.stringMatching(
        /^the session was lost, and another server answers now: .*; nothing was run$/,
      ),
    })
  }
  expect(await theirs.ask(`select to_regclass('t') is null`)).toEqual(['true'])
  await mine.start()
}, 60_000)

const bySocket = ({socket, port}: OwnPostgres, user = 'postgres') =>
  `postgres://${user}:${user}@/postgres?host=${encodeURIComponent(socket)}&port=${port}`

test('another cluster at the same address is told apart by its system identifier, also where a new session has asked who it is', async () => {
  let now = mine
  const driver = driverOn(() => bySocket(now))
  afterwards(() => driver.close())
  const {io} = listen()
  const write = sqlSpec('create table t ()', {write: true})
  expect(await driver.identify('main', io)).toMatchObject({
    identity: {server: 'local socket', cluster: expect.stringMatching(/^\d{10,}$/), timeline: '00000001'},
  })
  await mine.stop('immediate')
  now = theirs
  await driver.run(sqlSpec('select 1'), io) // notices that the session is gone
  const changed = {
    kind: 'error',
    code: 'database-changed',
    detail: expect.stringMatching(
      /^the session was lost, and another server answers now: postgres at local socket as postgres, primary as before, but of another cluster \(system identifier \d+ instead of \d+\); nothing was run$/,
    ),
  }
  expect((await driver.run(write, io)).outcome).toEqual(changed)
  expect(await theirs.ask(`select to_regclass('t') is null`)).toEqual(['true'])
  // whoever is told of it decides
  expect(await driver.identify('main', io)).toMatchObject({ok: true, fresh: true, changed})
  const known = await driver.identify('main', io)
  expect(known).toMatchObject({ok: true, fresh: false})
  expect(known).not.toHaveProperty('changed')
  expect((await driver.run(write, io)).outcome).toEqual({kind: 'success'})
  await mine.start()
}, 60_000)

test('a server that keeps its system identifier to itself is taken for the same by what it tells, and that is said', async () => {
  await mine.ask(`create role guest login password 'guest'; grant create on schema public to guest;
    revoke execute on function pg_control_system() from public`)
  const driver = driverOn(() => bySocket(mine, 'guest'))
  afterwards(() => driver.close())
  const listener = listen()
  const first = await driver.identify('main', listener.io)
  expect(first.ok && first.identity).not.toHaveProperty('cluster')
  await mine.ask('select pg_terminate_backend(pid) from pg_stat_activity where usename = $$guest$$')
  await driver.run(sqlSpec('select 1'), listener.io) // notices that the session is gone
  expect((await driver.identify('main', listener.io)).ok).toBe(true)
  const {outcome} = await driver.run(sqlSpec('create table t ()', {write: true}), listener.io)
  expect(outcome).toEqual({kind: 'success'})
  expect(listener.stderr()).toContain('The connection was lost; this is a new session')
  expect(listener.stderr()).toContain(
    'Its server does not tell its system identifier; its address, database, user and role are those of the one before.\n',
  )
}, 60_000)
