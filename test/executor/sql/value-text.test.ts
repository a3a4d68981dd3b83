import {execa} from 'execa'
import {expect, test} from 'vitest'
import {onPath} from '../../support/installed.ts'
import {benches} from './bench.ts'

const openBench = await benches()

// expressions, each of a type of its own or a value that is easy to get wrong
const values =
  `1::smallint | (-2147483648)::int | 9223372036854775807::bigint | 0.10::numeric | 'NaN'::numeric | 'Infinity'::numeric
1e-400::numeric | 12345678901234567890.123456789012345678901234567890::numeric | 0.1::real | 1e23::float8 | '-0'::float8 | 'NaN'::float8
'-Infinity'::float8 | 5e-324::float8 | '12.30'::money | true | null::boolean | 'a'::char(3) | 'b'::varchar | E'x\\ty\\\\z'::text | ''::text
'ü€😀'::text | 'n'::name | 'c'::"char" | '\\x00ff10'::bytea | '2026-01-02 03:04:05.123456+00'::timestamptz | '0044-03-15 12:00 BC'::timestamp
'infinity'::timestamp | '-infinity'::date | '0001-01-01 BC'::date | '24:00'::time | '03:04:05+02'::timetz
'1 year 2 mons -3 days 04:05:06.789'::interval | '-1 day'::interval | '{"b": 1, "a": [null, 1.0]}'::json | '{"b": 1, "a": [null, 1.0]}'::jsonb
'$.a[*]'::jsonpath | array[1, null, 3] | array['a b', 'c"d', null, ''] | '{{1,2},{3,4}}'::int[] | '[0:1]={5,6}'::int[] | array[]::text[]
'6a204bd8-9c42-4d9e-8d4e-27f1e8d1a0f3'::uuid | '10.1.2.3/8'::inet | '::1'::inet | '10.0.0.0/8'::cidr | '08:00:2b:01:02:03'::macaddr
'08:00:2b:01:02:03:04:05'::macaddr8 | '[1,5)'::int4range | 'empty'::int8range | '(,2026-01-01)'::daterange | '{[1,2),[5,7)}'::int4multirange
'happy'::mood | row(1, 'a "b"', null)::pair | 5::positive | '<a b="1">x</a>'::xml | B'1010' | '101'::varbit | 'a fat cat'::tsvector
'fat & (rat|cat)'::tsquery | 1259::oid | 'pg_class'::regclass | 'integer'::regtype | 'now'::regproc | '0/16B3748'::pg_lsn | '(1,2)'::point
'[(0,0),(1,1)]'::lseg | '((0,0),(1,1))'::box | '<(0,0),2.5>'::circle | '((0,0),(1,1),(1,0))'::polygon | '{1,-1,0}'::line | '(0,1)'::tid
'10:20:10,14'::pg_snapshot | '7'::xid8 | row(1, array['x'])::text`
    .split(/ \| |\n/)
    .map(expression => expression.trim())

test.skipIf(!onPath('psql'))('every type comes as psql prints it', async () => {
  const {run, ask, url} = await openBench()
  await ask(`create type mood as enum ('sad', 'happy')`)
  await ask('create type pair as (n int, a text, b text)')
  await ask('create domain positive as int check (value > 0)')
  const query = `select ${values.map((value, index) => `${value} as c${index}`).join(', ')}`
  const {tables, result} = await run(query)
  expect(result.outcome).toEqual({kind: 'success'})
  const mark = {cell: '\u001f', null: '\u0001'}
  const {stdout} = await execa('psql', ['-X', '-A', '-t', '-F', mark.cell, '-P', `null=${mark.null}`, url], {
    input: `${query};`,
    env: {PGCLIENTENCODING: 'UTF8'},
  })
  const printed = stdout.split(mark.cell).map(cell => (cell === mark.null ? null : cell))
  const own = tables[0]!.rows[0]!
  expect(values.map((value, index) => [value, own[index]])).toEqual(
    values.map((value, index) => [value, printed[index]]),
  )
})

test('a value with a NUL is the server’s error, and the session goes on', async () => {
  const {run} = await openBench()
  const {result} = await run([{text: 'select $1::text', values: ['a\0b']}])
  expect(result.outcome).toEqual({
    kind: 'failure',
    detail: '22021: invalid byte sequence for encoding "UTF8": 0x00',
  })
  expect((await run('select 1')).result.value).toBe('1')
})

test('a cell of ten megabytes and bytes of any value come whole', async () => {
  const {run} = await openBench()
  const {tables} = await run([
    `select repeat('0123456789', 1048576) as text`,
    `select string_agg(set_byte('\\x00'::bytea, 0, n), '' order by n) as bytes from generate_series(0, 255) n`,
  ])
  expect(tables[0]!.rows[0]![0]).toHaveLength(10 << 20)
  const every = Buffer.from(Array.from({length: 256}, (_, n) => n)).toString('hex')
  expect(tables[1]!.rows[0]![0]).toBe(`\\x${every}`)
})
