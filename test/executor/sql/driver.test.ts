import {expect, test} from 'vitest'
import {listen} from '../listener.ts'
import {benches} from './bench.ts'

const openBench = await benches()

test('rows come as text, numbers marked, null as null, in the order of the statements', async () => {
  const {run} = await openBench()
  const {result, tables} = await run([
    `select 9007199254740993::bigint as id, 0.10::numeric as price, null as gap, 'x' as name, true as yes`,
    'select 1 where false',
    `select * from (values ('2026-01-02 03:04:05+00'::timestamptz)) t(at)`,
  ])
  const numeric = {id: true, price: true, gap: false, name: false, yes: false}
  expect(tables.slice(0, 2)).toEqual([
    {
      columns: Object.entries(numeric).map(([name, numeric]) => ({name, numeric})),
      rows: [['9007199254740993', '0.10', null, 'x', 't']],
      total: 1,
      command: 'SELECT',
    },
    {columns: [{name: '?column?', numeric: true}], rows: [], total: 0, command: 'SELECT'},
  ])
  expect(result).toEqual({outcome: {kind: 'success'}, rows: 1, value: tables[2]!.rows[0]![0]})
})

test.each([
  ['select 42', {rows: 1, value: '42'}],
  ['select null', {rows: 1}],
  ['select 1, 2', {rows: 1}],
  ['select 1 union select 2', {rows: 2}],
  ['select 1 where false', {rows: 0}],
  ['set local work_mem = 1024', {}],
])('%s gives %j as facts', async (statement, facts) => {
  const {run} = await openBench()
  expect((await run(statement)).result).toEqual({outcome: {kind: 'success'}, ...facts})
})

test('a value is a parameter, whatever it holds', async () => {
  const {run} = await openBench()
  const value = `'; drop table t; -- \\ "$1" ü`
  const {result} = await run([{text: 'select $1::text || $2', values: [value, '!']}])
  expect(result).toEqual({outcome: {kind: 'success'}, rows: 1, value: `${value}!`})
})

test('a block that writes commits everything, and counts what it touched', async () => {
  const {run, ask} = await openBench()
  const {result, stdout} = await run(
    [
      'create table t (id int)',
      'insert into t values (1), (2)',
      'update t set id = id + 10 returning id',
      'delete from t where id = 11',
    ],
    {write: true},
  )
  expect({result, stdout}).toEqual({
    result: {outcome: {kind: 'success'}, rows: 2, affected: 5},
    stdout: 'CREATE TABLE\nINSERT: 2 rows\n11\n12\nUPDATE: 2 rows\nDELETE: 1 row\n',
  })
  expect(await ask('select id from t')).toEqual(['12'])
})

test('a failure rolls back everything, and points at the place', async () => {
  const {run, ask} = await openBench()
  await ask('create table t (id int)')
  const {result, stderr} = await run(
    ['insert into t values (1)', 'select\n  nme from t', 'insert into t values (2)'],
    {write: true},
  )
  expect({result, stderr}).toEqual({
    result: {
      outcome: {kind: 'failure', detail: '42703: column "nme" does not exist'},
      statusCode: '42703',
    },
    stderr: 'ERROR 42703: column "nme" does not exist\nLINE 2:   nme from t\n          ^\n',
  })
  expect(await ask('select count(*) from t')).toEqual(['0'])
})

test('a constraint that fails at the commit is a failure and not a doubt', async () => {
  const {run, ask} = await openBench()
  await ask('create table t (id int unique deferrable initially deferred)')
  const {result} = await run(['insert into t values (1), (1)'], {write: true})
  expect(result.outcome).toEqual({
    kind: 'failure',
    detail: '23505: duplicate key value violates unique constraint "t_id_key"',
  })
  expect(await ask('select count(*) from t')).toEqual(['0'])
})

test.each([
  [2, 'success', '0'],
  [1, 'failure', '2'],
])('with at most %i rows allowed, deleting two is a %s', async (maxAffected, kind, left) => {
  const {run, ask} = await openBench()
  await ask('create table t as select generate_series(1, 2) id')
  const {result} = await run('delete from t', {write: true, maxAffected})
  expect({kind: result.outcome.kind, left: await ask('select count(*) from t')}).toEqual({kind, left: [left]})
  if (kind === 'failure') {
    expect(result.outcome).toEqual({
      kind: 'failure',
      detail: '2 rows would be affected, 1 at most are allowed: rolled back',
    })
  }
})

test('a bound on rows outside a transaction cannot be kept, so nothing is run', async () => {
  const {run, ask} = await openBench()
  await ask('create table t as select generate_series(1, 2) id')
  const {result} = await run('delete from t', {write: true, autocommit: true, maxAffected: 1})
  expect({kind: result.outcome.kind, left: await ask('select count(*) from t')}).toEqual({
    kind: 'failure',
    left: ['2'],
  })
})

test('what cannot run in a transaction runs outside of one, and the session only reads again afterwards', async () => {
  const {run, ask} = await openBench()
  await ask('create table t (id int)')
  const {result} = await run('create index concurrently i on t (id)', {write: true, autocommit: true})
  expect(result.outcome).toEqual({kind: 'success'})
  expect(await ask(`select indisvalid from pg_index where indexrelid = 'i'::regclass`)).toEqual(['true'])
  const settings = `select current_setting('default_transaction_read_only') || ' ' || current_setting('transaction_read_only')`
  expect((await run(settings)).result.value).toBe('on on')
  expect((await run('show statement_timeout', {autocommit: true, timeoutMs: 1234})).result.value).toBe(
    '2234ms',
  )
})

test('outside of a transaction, a block that is not marked as writing only reads', async () => {
  const {run, ask} = await openBench()
  const {result} = await run('create table t (id int)', {autocommit: true})
  expect(result.outcome).toEqual({
    kind: 'failure',
    detail: '25006: cannot execute CREATE TABLE in a read-only transaction',
  })
  expect(await ask(`select to_regclass('t') is null`)).toEqual(['true'])
})

test('a failure outside of a transaction leaves a session that only reads', async () => {
  const {run} = await openBench()
  expect((await run('select 1 / 0', {write: true, autocommit: true})).result.outcome.kind).toBe('failure')
  expect((await run('create table t (id int)')).result.outcome.kind).toBe('failure')
  expect((await run('show default_transaction_read_only')).result.value).toBe('on')
})

test('notices are shown, and are there when the block has ended', async () => {
  const {run} = await openBench()
  const taken = listen(() => new Promise(resolve => setImmediate(resolve)))
  const {stderr} = await run(`do $$ begin raise notice 'first'; raise warning 'second'; end $$`, {}, taken)
  expect(stderr).toBe('NOTICE: first\nWARNING: second\n')
})

test('a notice that cannot be kept fails the run of the block', async () => {
  const {run} = await openBench()
  const full = listen(() => Promise.reject(new Error('disk full')))
  await expect(run(`do $$ begin raise notice 'first'; end $$`, {}, full)).rejects.toThrow('disk full')
})

test('a block whose output cannot be kept does not commit', async () => {
  const {run, ask} = await openBench()
  const full = listen(() => Promise.reject(new Error('disk full')))
  await expect(run('create table t (id int)', {write: true}, full)).rejects.toThrow('disk full')
  expect(await ask(`select to_regclass('t') is null`)).toEqual(['true'])
})

test('a block whose rows are not on disk does not commit', async () => {
  const {run, ask} = await openBench()
  await ask('create table t (id int)')
  const listener = listen()
  const rows = () => ({row: () => {}, end: () => Promise.reject(new Error('disk full'))})
  await run('insert into t values (1) returning id', {write: true}, {...listener, io: {...listener.io, rows}})
  expect(await ask('select count(*) from t')).toEqual(['0'])
})

test('a lock that another session holds is waited for five seconds, or as long as the block says, and then is a failure', async () => {
  const {run, ask} = await openBench()
  await ask('create table t (id int)')
  expect((await run('show lock_timeout')).result.value).toBe('5s')
  await ask('begin')
  await ask('lock table t in access exclusive mode')
  const {result} = await run(['set local lock_timeout = 20', 'select * from t'])
  await ask('rollback')
  expect(result.outcome).toEqual({kind: 'failure', detail: '55P03: canceling statement due to lock timeout'})
})

test('a database without an address is an error with the reason', async () => {
  const {run} = await openBench()
  expect((await run('select 1', {database: 'other'})).result).toEqual({
    outcome: {kind: 'error', code: 'database-unset', detail: 'no database other'},
  })
})

const password = 'a-wrong-password'
const change = (url: string, what: Partial<Pick<URL, 'password' | 'pathname' | 'port' | 'host'>>) =>
  Object.assign(new URL(url), what).href

test.each([
  [
    'a wrong password',
    (url: string) => change(url, {password}),
    /28P01|password authentication failed.*check the user and password in its URL/,
  ],
  [
    'a database that is not there',
    (url: string) => change(url, {pathname: '/nowhere', password: 'postgres'}),
    /database "nowhere" does not exist; check the database name in its URL$/,
  ],
  [
    'a port where nobody listens',
    (url: string) => change(url, {port: '1', password}),
    /ECONNREFUSED.*; check that the server runs and can be reached from here, then retry$/,
  ],
])('%s is one clear line, without the password', async (_, address, line) => {
  const {run} = await openBench(address)
  const {outcome} = (await run('select 1')).result
  expect(outcome).toEqual({kind: 'error', code: 'database-unreachable', detail: expect.stringMatching(line)})
  const {detail} = outcome as {detail: string}
  expect(detail.includes(password) || detail.includes('\n')).toBe(false)
})

test('a notice tells its details, such as what else is dropped', async () => {
  const {run, ask} = await openBench()
  await ask('create table t (id int)')
  await ask('create view a as select * from t')
  await ask('create view b as select * from t')
  const {stderr} = await run('drop table t cascade', {write: true})
  expect(stderr).toBe(
    'NOTICE: drop cascades to 2 other objects\nDETAIL: drop cascades to view a\ndrop cascades to view b\n',
  )
})

test('an error inside a function is told with the query of the function and where it stands', async () => {
  const {run, ask} = await openBench()
  await ask(
    'create function f() returns int language plpgsql as $$ begin return (select nme from pg_class); end $$',
  )
  const {stderr} = await run('select f()', {acts: true})
  expect(stderr).toBe(
    `ERROR 42703: column "nme" does not exist\nQUERY of a function:\nLINE 1: (select nme from pg_class)\n                ^\nCONTEXT: PL/pgSQL function f() line 1 at RETURN\n`,
  )
})

test('of a long line the part around the place of an error is shown, and a tab takes one place', async () => {
  const {run} = await openBench()
  const words = Array.from({length: 60}, (_, n) => `${n} as c${n}`).join(',\t')
  const {stderr} = await run(`select ${words}, nme, ${words}`)
  const [, line, caret] = stderr.split('\n')
  expect(line).toMatch(/^LINE 1: ….{120}…$/)
  expect(line!.slice(caret!.indexOf('^'))).toMatch(/^nme, 0 as c0, /)
})

test('pieces that the server cuts out of a value are not told, whole values are', async () => {
  const {ask, run} = await openBench()
  await ask('create table t (id int not null, token text)')
  const token = Array.from({length: 40}, (_, at) => (at * 7919 + 1000).toString(16)).join('')
  const values = [token]
  const of = async (text: string, more = {}) => (await run([{text, values}], more)).stderr
  expect(await of('insert into t values (null, $1)', {write: true})).toContain(
    'Failing row contains (null, ….',
  )
  expect(await of(`select ('{"a": ' || $1)::json`)).toMatch(/line 1: \.\.\.…$/m)
  expect(await of('select $1::regclass')).toContain('relation "…" does not exist')
  expect(await of('select $1::int')).toContain(`type integer: "${token}"`)
  const {result} = await run([{text: 'select $1::regclass', values}])
  expect(result.outcome).toEqual({kind: 'failure', detail: '42P01: relation "…" does not exist'})
})
