import {expect, test} from 'vitest'
import {type Bench, benches, sqlSpec} from './bench.ts'

const openBench = await benches()

const says = (what: string) => `the catalog says of ${what}: volatile, it may change something`
const calls = (via: string, what: string) =>
  `${via} calls ${what}, which the catalog says is volatile: it may change something`

const acts = `create function acts(int) returns int language plpgsql as 'begin return 1; end'`
/** The second time, and from then on, the question is asked with the plan that the server made the first time. */
const found = async (bench: Bench, text: string, more = {}) => {
  const first = await bench.driver.volatile(sqlSpec(text, more), {})
  expect(await bench.driver.volatile(sqlSpec(text, more), {})).toEqual(first)
  return first
}

test('functions of the database that may change something are told by its catalog', async () => {
  const bench = await openBench()
  await bench.ask(`create function steady(int) returns int language sql immutable as 'select 1'`)
  await bench.ask(`create function "Odd one"() returns int language sql as 'select 1'`)
  await bench.ask(`create function moves(int, text) returns int language plpgsql as 'begin return 1; end'`)
  const text = `select steady(1), MOVES (2, 'a'), "Odd one"(), count(*), now() from pg_class`
  expect(await found(bench, text)).toEqual([says('"Odd one"()'), says('moves(integer,text)')])
  expect(await found(bench, 'select 1')).toEqual([])
})

const terminates = 'pg_terminate_backend(integer,bigint)'

test.each([
  [
    'a view',
    ['create view v as select pg_terminate_backend(0) as gone'],
    'select * from v',
    [calls('v', terminates)],
  ],
  [
    'a view of a view, in another schema and by another spelling',
    [
      'create schema s',
      'create view s."V one" as select pg_terminate_backend(0) as gone',
      'create view s.w as select (select gone from s."V one") as x',
    ],
    'table S.W',
    [calls('s."V one"', terminates)],
  ],
  [
    'an operator',
    [acts, 'create operator #> (rightarg = int, function = acts)'],
    'select #>1',
    [says('acts(integer)')],
  ],
  [
    'an operator in a view',
    [acts, 'create operator #>+ (rightarg = int, function = acts)', 'create view v as select #>+1 as x'],
    'select x from v',
    [calls('v', 'acts(integer)')],
  ],
  [
    'a row policy',
    [
      acts,
      'create table t (id int)',
      'create policy p on t using (acts(id) = 1)',
      'alter table t enable row level security',
    ],
    'select count(*) from t',
    [calls('t', 'acts(integer)')],
  ],
  [
    'a function that is written as a column',
    [
      'create table t (id int)',
      `create function gone(t) returns int language plpgsql as 'begin return 1; end'`,
    ],
    'select t.gone from t',
    [says('gone(t)')],
  ],
  [
    'a domain',
    [acts, 'create domain d as int check (acts(value) = 1)'],
    'select 1::d',
    [calls('d', 'acts(integer)')],
  ],
  [
    'a cast',
    [
      "create type k as enum ('a')",
      `create function made(k) returns int language plpgsql as 'begin return 1; end'`,
      'create cast (k as int) with function made(k)',
    ],
    `select 'a'::k::int`,
    [says('made(k)')],
  ],
  [
    'an aggregate with the name of one that only reads',
    [
      `create type k as enum ('a')`,
      `create function adds(k, k) returns k language plpgsql as 'begin return $1; end'`,
      'create aggregate max(k) (sfunc = adds, stype = k)',
    ],
    `select max('a'::k)`,
    [says('max(k)')],
  ],
  [
    'somebody’s function with the name of one that only reads',
    [`create function crypt(int) returns int language plpgsql as 'begin return 1; end'`],
    'select crypt(1)',
    [says('crypt(integer)')],
  ],
  [
    'a partition on another server',
    [
      'create foreign data wrapper nothing',
      'create server far foreign data wrapper nothing',
      'create table t (id int) partition by list (id)',
      'create foreign table part partition of t for values in (1) server far',
    ],
    'select * from t',
    ['part is a foreign table: what its server does is not known here'],
  ],
  [
    'a name that hides its letters',
    [],
    String.raw`select * from u&"\0076"`,
    ['a name is written as U&"…", which is not looked up in the catalog'],
  ],
] as const)('what %s calls is told', async (_, made, text, told) => {
  const bench = await openBench()
  for (const one of made) await bench.ask(one)
  expect(await found(bench, text)).toEqual(told)
  // the same question of a script, which another program would run
  expect(await found(bench, '', {statements: [], psql: {script: text, variables: {}}})).toEqual(told)
  await bench.ask('drop foreign data wrapper if exists nothing cascade')
  await bench.ask('drop schema if exists s cascade')
})

test('views of what only reads are not told, nor what nobody names', async () => {
  const bench = await openBench()
  await bench.ask('create table t (id int)')
  await bench.ask(
    'create view fine as select id, random(), clock_timestamp(), pg_table_size(1) from t, pg_stat_activity, pg_locks',
  )
  await bench.ask('create view v as select nextval(1)')
  await bench.ask('create materialized view kept as select pg_terminate_backend(0) with no data')
  await bench.ask('create schema elsewhere')
  await bench.ask('create view elsewhere.t as select pg_terminate_backend(0)')
  const text = 'select * from fine, t, kept, pg_stat_activity, information_schema.columns'
  expect(await found(bench, text)).toEqual([])
  expect(await found(bench, `set search_path = elsewhere; ${text}`)).toEqual([
    calls('elsewhere.t', terminates),
  ])
  await bench.ask('drop schema elsewhere cascade')
})

test('what is made after the question was planned is told', async () => {
  const bench = await openBench()
  expect(await found(bench, 'select acts(1), 1 #> 2')).toEqual([])
  await bench.ask(acts)
  expect(await found(bench, 'select acts(1)')).toEqual([says('acts(integer)')])
  await bench.ask('create operator #> (rightarg = int, function = acts)')
  expect(await found(bench, 'select #>2')).toEqual([says('acts(integer)')])
})

test('how the question is planned changes nothing for blocks', async () => {
  const bench = await openBench()
  await found(bench, 'select count(*) from pg_class')
  expect((await bench.run('show plan_cache_mode')).stdout).toBe('auto\n')
})

test('of a bare number nothing is asked, but of an operator in the same place', async () => {
  const bench = await openBench()
  expect(await found(bench, 'SELECT 1')).toEqual([])
  await bench.ask(`create function same(int) returns int language sql as 'select 1'`)
  await bench.ask('create operator !! (rightarg = int, function = same)')
  expect(await found(bench, 'select !!1')).toEqual([says('same(integer)')])
  await bench.ask(`create function selects(int) returns int language sql as 'select 1'`)
  expect(await found(bench, 'select selects(1)')).toEqual([says('selects(integer)')])
})

test('what a session has set or forgotten keeps nothing from being told', async () => {
  const bench = await openBench()
  await bench.ask('create view v as select pg_terminate_backend(0) as gone')
  const told = [calls('v', terminates)]
  expect(await found(bench, 'select * from v')).toEqual(told)
  const outside = {write: true, autocommit: true}
  expect((await bench.run('deallocate all', outside)).result.outcome).toEqual({kind: 'success'})
  expect(await found(bench, 'select * from v')).toEqual(told)
  await bench.kill()
  await bench.ask(
    `do $$ begin execute format('alter database %I set standard_conforming_strings = off', current_database()); end $$`,
  )
  expect(await found(bench, 'select * from v')).toEqual(told)
  await bench.ask(
    `do $$ begin execute format('alter database %I reset standard_conforming_strings', current_database()); end $$`,
  )
})

test('a block that was asked about in a session that is lost is looked up again before it runs in the next', async () => {
  const bench = await openBench()
  await bench.ask('create view v as select 1 as id')
  const reads = {acts: false}
  expect(await found(bench, 'select * from v', reads)).toEqual([])
  expect((await bench.run('select * from v', reads)).result.outcome).toEqual({kind: 'success'})
  await bench.kill()
  await bench.ask('drop view v')
  await bench.ask('create view v as select pg_cancel_backend(0) as id')
  const {result} = await bench.run('select * from v', reads)
  expect(result.outcome).toEqual({
    kind: 'failure',
    detail: `it may do more than read: ${calls('v', 'pg_cancel_backend(integer)')}; nothing was run`,
  })
})
