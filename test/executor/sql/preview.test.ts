import pg from 'pg'
import {expect, test} from 'vitest'
import {databaseAddress} from '../../../src/cli/databases/database-address.ts'
import {createSqlDriver} from '../../../src/executor/sql/driver.ts'
import type {HeldChange, PendingChange} from '../../../src/model/driver.ts'
import {afterwards} from '../../support/temporary.ts'
import {listen} from '../listener.ts'
import {type Bench, benches, driverOn, psqlHere, sqlSpec} from './bench.ts'

const openBench = await benches()

async function withUsers(): Promise<Bench> {
  const bench = await openBench()
  await bench.ask('create table users (id int primary key, name text)')
  await bench.ask(`insert into users select n, 'user ' || n from generate_series(1, 8) n`)
  return bench
}

type Decision = 'commit' | 'roll-back' | 'no-answer'

/** Runs statements that change something, and answers what is asked about them. */
async function decide(
  {driver}: Bench,
  statements: string | {text: string; values: string[]; returns?: boolean}[],
  answer: Decision | ((held: HeldChange) => Promise<Decision>),
) {
  const listener = listen()
  const changes: PendingChange[] = []
  const result = await driver.run(sqlSpec(statements, {write: true}), {
    ...listener.io,
    decide: async (change, held) => {
      changes.push(change)
      return typeof answer === 'string' ? answer : answer(held!)
    },
  })
  return {result, changes, stdout: listener.stdout(), stderr: listener.stderr()}
}

const returning = (text: string, values: string[] = []) => [{text, values, returns: true}]

test('before anything is kept, its rows, some of them, and its locks are shown', async () => {
  const bench = await withUsers()
  const text = `update users set name = $1 where id < 8 -- all but one`
  const {result, changes, stdout} = await decide(bench, returning(text, ['gone']), 'commit')
  expect(changes).toEqual([
    {
      statements: [
        {
          command: 'UPDATE',
          affected: 7,
          sample: {
            columns: [
              {name: 'id', numeric: true},
              {name: 'name', numeric: false},
            ],
            rows: [1, 2, 3, 4, 5].map(id => [String(id), 'gone']),
            total: 7,
            command: 'UPDATE',
          },
        },
      ],
      locks: [{relation: 'users', mode: 'RowExclusiveLock'}],
      waiting: [],
      elapsedMs: expect.any(Number),
      heldMs: 300_000,
    },
  ])
  expect({result, stdout}).toEqual({
    result: {outcome: {kind: 'success'}, affected: 7},
    stdout: 'UPDATE: 7 rows\n',
  })
  expect(await bench.ask(`select count(*) from users where name = 'gone'`)).toEqual(['7'])
})

test('what is not to be kept is rolled back, and counts as not done', async () => {
  const bench = await withUsers()
  const {result} = await decide(bench, returning('delete from users'), 'roll-back')
  expect(result).toEqual({
    outcome: {kind: 'cancelled', detail: 'rolled back as answered: 8 rows would have changed'},
  })
  expect(await bench.ask('select count(*) from users')).toEqual(['8'])
})

test('what nobody decides on is rolled back, and not said to be answered', async () => {
  const bench = await withUsers()
  const {result} = await decide(bench, returning('delete from users where id = 1'), 'no-answer')
  expect(result).toEqual({
    outcome: {kind: 'cancelled', detail: 'rolled back, since nobody decided: 1 row would have changed'},
  })
  expect(await bench.ask('select count(*) from users')).toEqual(['8'])
})

test('an interrupt while it is decided is told as that; the session is good for the next block', async () => {
  const bench = await withUsers()
  const listener = listen()
  const pid = await bench.run('select pg_backend_pid()')
  const result = await bench.driver.run(sqlSpec('delete from users where id = 1', {write: true}), {
    ...listener.io,
    decide: async () => {
      listener.cancel()
      return 'no-answer'
    },
  })
  expect(result.outcome).toEqual({
    kind: 'cancelled',
    detail: 'interrupted before it was decided, and rolled back: 1 row would have changed',
  })
  expect((await bench.run('select pg_backend_pid()')).result).toEqual(pid.result)
})

test('who begins to wait while it is decided is told once; the server keeps its limit all the same', async () => {
  const bench = await withUsers()
  const other = new pg.Client({connectionString: bench.url})
  await other.connect()
  try {
    let waits: Promise<unknown> | undefined
    const told: PendingChange['waiting'][] = []
    const {result} = await decide(
      bench,
      returning(`update users set name = 'x' where id = 1`),
      async held => {
        waits = other.query('select * from users where id = 1 for update')
        await new Promise<void>(resolve => {
          held.onWaiting(waiting => {
            told.push(waiting)
            resolve()
          })
        })
        // the limit that is left is on its way with each look
        await bench.holds(`select count(*) > 0 from pg_stat_activity where state = 'idle in transaction'
        and datname = current_database() and query like 'RELEASE%'`)
        return 'commit'
      },
    )
    await waits
    expect(told).toEqual([
      [
        {
          pid: expect.any(Number),
          query: 'select * from users where id = 1 for update',
          waitedMs: expect.any(Number),
        },
      ],
    ])
    expect(result.outcome).toEqual({kind: 'success'})
  } finally {
    await other.end()
  }
})

test('definitions are put to the decision too, rows or not', async () => {
  const bench = await withUsers()
  const {changes} = await decide(bench, 'alter table users add age int', 'roll-back')
  expect(changes[0]!.statements).toEqual([{command: 'ALTER TABLE', affected: undefined, sample: undefined}])
  expect(changes[0]!.locks).toEqual([{relation: 'users', mode: 'AccessExclusiveLock'}])
  expect(
    await bench.ask(`select count(*) from information_schema.columns where column_name = 'age'`),
  ).toEqual(['0'])
})

test('a block that only looks is not asked about', async () => {
  const bench = await withUsers()
  const {changes, result} = await decide(bench, 'select count(*) from users', 'roll-back')
  expect({changes, value: result.value}).toEqual({changes: [], value: '8'})
})

test('who waits for the change is shown, and gets the row when it is rolled back', async () => {
  const bench = await withUsers()
  const other = new pg.Client({connectionString: bench.url})
  await other.connect()
  try {
    let waiting: Promise<unknown> | undefined
    const held = await decide(
      bench,
      [
        {text: 'update users set name = $1 where id = 1', values: ['mine']},
        // what a statement of the block sees is what happened before it: the other session must stand in line by then
        {text: `do $$ begin perform pg_notify('held', ''); end $$`, values: []},
      ],
      async () => {
        waiting = other.query(`update users set name = 'theirs' where id = 1`)
        await bench.holds(
          `select count(*) = 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        )
        return 'commit'
      },
    )
    expect(held.result.outcome).toEqual({kind: 'success'})
    await waiting
    const again = await decide(
      bench,
      [
        {text: 'lock table users in exclusive mode', values: []},
        {text: 'update users set name = $1 where id = 2', values: ['mine']},
        {text: 'select pg_sleep(0.05)', values: []},
      ],
      'roll-back',
    )
    expect(again.changes[0]!.locks).toEqual([{relation: 'users', mode: 'ExclusiveLock, RowExclusiveLock'}])
  } finally {
    await other.end()
  }
})

test('rows that may be changed but not read are counted, without a sample', async () => {
  const bench = await withUsers()
  await bench.ask('create role blind login')
  await bench.ask('grant usage on schema public to blind')
  await bench.ask('grant update on users to blind')
  try {
    const {changes, result} = await decide(
      bench,
      [{text: 'set local role blind', values: []}, ...returning(`update users set name = 'x'`)],
      'commit',
    )
    expect(changes[0]!.statements.at(-1)).toEqual({command: 'UPDATE', affected: 8, sample: undefined})
    expect(result.affected).toBe(8)
  } finally {
    await bench.ask('drop owned by blind')
    await bench.ask('drop role blind')
  }
})

test('a change that the server rolled back while somebody thought is a failure, and never said to be kept', async () => {
  const bench = await withUsers()
  const {result} = await decide(bench, returning('delete from users'), async ({over}) => {
    await bench.kill()
    if (!over.aborted) await new Promise(resolve => over.addEventListener('abort', resolve))
    return 'commit'
  })
  expect(result.outcome).toEqual({
    kind: 'failure',
    detail:
      'the server ended the session before anybody decided (57P01: terminating connection due to administrator command), and the change is rolled back',
  })
  expect(await bench.ask('select count(*) from users')).toEqual(['8'])
})

test('a change is held no longer than its limit, whoever looks and whatever the block sets; it is told as what it is', async () => {
  const bench = await withUsers()
  const driver = driverOn(() => bench.url, {}, {}, {heldMs: 1300})
  afterwards(() => driver.close())
  const statements = ['delete from users', 'set idle_in_transaction_session_timeout = 0']
  const {result} = await decide(
    {...bench, driver},
    statements.map(text => ({text, values: []})),
    async ({over}) => {
      if (!over.aborted) await new Promise(resolve => over.addEventListener('abort', resolve))
      return 'no-answer'
    },
  )
  expect(result.outcome).toEqual({
    kind: 'failure',
    detail:
      'nobody decided in time: the limit on an idle transaction, which was set for that, ended the session (25P03: terminating connection due to idle-in-transaction timeout), and the change is rolled back',
  })
})

test('a server says who it is, once a session', async () => {
  const {driver, url} = await openBench()
  const io = {signal: new AbortController().signal}
  const first = await driver.identify('main', io)
  expect(first).toEqual({
    ok: true,
    fresh: true,
    identity: {
      database: new URL(url).pathname.slice(1),
      user: 'postgres',
      server: expect.stringMatching(/^(127\.0\.0\.1|::1):\d+$/),
      version: expect.stringMatching(/^\d+\.\d+/),
      recovery: false,
      cluster: expect.stringMatching(/^\d+$/),
      timeline: '00000001',
    },
  })
  expect(await driver.identify('main', io)).toEqual({...first, fresh: false})
  expect(await driver.identify('other', io)).toMatchObject({ok: false, outcome: {code: 'database-unset'}})
})

test('a password that the address lacks is asked for, and asked for again when it was wrong', async () => {
  const {url} = await openBench()
  const bare = new URL(url)
  const {password} = bare
  bare.password = ''
  const driver = createSqlDriver({
    address: () => databaseAddress(bare.href, {}, () => undefined),
    application: 'runbook/test',
    connectMs: 5000,
    psql: psqlHere,
    now: () => performance.now(),
  })
  const asked: string[] = []
  const listener = listen()
  const run = (answer: string | undefined) =>
    driver.run(sqlSpec('select 1'), {
      ...listener.io,
      password: async name => {
        asked.push(name)
        return answer
      },
    })
  try {
    expect((await run(undefined)).outcome).toMatchObject({kind: 'error', code: 'database-unreachable'})
    expect((await run('not it')).outcome).toMatchObject({
      kind: 'error',
      detail: expect.stringContaining('password'),
    })
    expect((await run(decodeURIComponent(password))).outcome).toEqual({kind: 'success'})
    expect((await run('not asked')).outcome).toEqual({kind: 'success'})
    expect(asked).toEqual(['main', 'main', 'main'])
  } finally {
    await driver.close()
  }
})

test('of a million rows a few are shown, every one is handed on, and memory stays bounded', async () => {
  const {driver} = await openBench()
  const listener = listen()
  let rows = 0
  let shown = 0
  const before = process.memoryUsage().rss
  let most = before
  const result = await driver.run(
    sqlSpec(`select n, repeat('x', 100) from generate_series(1, 1000000) n`, {timeoutMs: 25_000}),
    {
      ...listener.io,
      rows: () => ({
        row: () => {
          rows++
          if (rows % 50_000 === 0) most = Math.max(most, process.memoryUsage().rss)
          return rows % 1000 === 0 ? new Promise(resolve => setImmediate(resolve)) : undefined
        },
        end: () => {},
      }),
      table: table => {
        shown = table.rows.length
      },
    },
  )
  expect({rows, shown, total: result.rows}).toEqual({rows: 1_000_000, shown: 100, total: 1_000_000})
  expect((most - before) / 1024 / 1024).toBeLessThan(100) // all rows together are 300 MiB and more
})

test('how the server would carry statements out is asked without running any', async () => {
  const bench = await withUsers()
  const ask = (statements: Parameters<typeof sqlSpec>[0]) =>
    bench.driver.explain(sqlSpec(statements, {write: true}), {})
  expect(
    await ask([
      {text: '-- all of them\ndelete from users where id > $1', values: ['3']},
      'alter table users add x int',
    ]),
  ).toEqual({
    ok: true,
    lines: expect.arrayContaining([
      expect.stringMatching(/^Delete on users/),
      expect.stringContaining('(id > 3)'),
      'alter table: no plan',
    ]),
  })
  expect(await ask('select nme from users')).toEqual({
    ok: false,
    lines: [],
    problem: expect.stringMatching(
      /^ERROR 42703: column "nme" does not exist\nLINE 1: select nme from users\n {15}\^/,
    ),
  })
  expect(await bench.ask('select count(*) from users')).toEqual(['8'])
})

test.each([
  ['a CTE', 'with gone as (delete from users where id > 5 returning *) select count(*) from gone'],
  ['EXPLAIN ANALYZE', 'explain analyze delete from users'],
  ['a function', 'select forget()'],
])('what %s changes is put to the decision too', async (_, text) => {
  const bench = await withUsers()
  await bench.ask(`create function forget() returns void language sql as 'delete from users'`)
  const {changes, result} = await decide(bench, text, 'roll-back')
  expect(changes).toHaveLength(1)
  expect(result.outcome).toMatchObject({kind: 'cancelled'})
  expect(await bench.ask('select count(*) from users')).toEqual(['8'])
})

test('a bound on rows that nobody counts is refused before anything runs', async () => {
  const bench = await withUsers()
  const text = 'with gone as (delete from users returning *) select count(*) from gone'
  const {result} = await bench.run([{text, values: [], uncounted: true}] as never, {
    write: true,
    maxAffected: 1,
  })
  expect(result.outcome).toEqual({
    kind: 'failure',
    detail:
      '`max-affected` cannot be kept for `with gone as …`, of which nobody counts the rows: nothing was run',
  })
  expect(await bench.ask('select count(*) from users')).toEqual(['8'])
})

test('what only reads leaves nothing behind, not even where the server lets it', async () => {
  const bench = await withUsers()
  await bench.driver.run(
    sqlSpec([{text: 'select lo_create(4711)', values: [], reads: true}] as never),
    listen().io,
  )
  expect(await bench.ask('select count(*) from pg_largeobject_metadata where oid = 4711')).toEqual(['0'])
})

test('what was decided to be kept is kept, also where it looked as if it only read', async () => {
  const bench = await withUsers()
  const looks = [{text: 'select lo_create(4712)', values: [], reads: true}]
  const {changes, result} = await decide(bench, looks, 'commit')
  expect({asked: changes.length, outcome: result.outcome}).toEqual({asked: 1, outcome: {kind: 'success'}})
  expect(await bench.ask('select lo_unlink(4712)')).toEqual(['1'])
})
