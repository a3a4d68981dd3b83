import {readdirSync, readFileSync} from 'node:fs'
import {test as always, expect} from 'vitest'
import type {SqlSpec} from '../../../src/model/driver.ts'
import {onPath} from '../../support/installed.ts'
import {type Listener, listen} from '../listener.ts'
import {application, type Bench, benches} from './bench.ts'

const openBench = await benches()

const test = always.skipIf(!onPath('psql'))

const script = (
  {run}: Bench,
  text: string,
  more: Partial<SqlSpec> & {variables?: Record<string, string>} = {},
  listener?: Listener,
) => run([], {psql: {script: text, variables: more.variables ?? {}}, ...more}, listener)

const psqlRuns = `select count(*) = 1 from pg_stat_activity where datname = current_database()
  and application_name = '${application}/block' and state = 'active' and query like '%pg_sleep%'`

test('psql’s own commands run, and its output and exit code are handed over', async () => {
  const bench = await openBench()
  await bench.ask('create table users (id int)')
  const {result, stdout, stderr} = await script(bench, '\\dt\n\\x\nselect 1 as one;')
  expect({result, stderr}).toEqual({result: {outcome: {kind: 'success'}, exitCode: 0}, stderr: ''})
  expect(stdout).toContain(' public | users | table | postgres')
  expect(stdout).toContain('Expanded display is on.\n-[ RECORD 1 ]\none | 1\n')
})

test('an error stops it, with psql’s exit code, the line of the block and a caret', async () => {
  const bench = await openBench()
  const {result, stdout, stderr} = await script(bench, 'select 1 as a;\n\\x\nselect nme;\nselect 2;')
  expect(result).toEqual({
    outcome: {kind: 'failure', detail: 'a statement or command failed (psql: exit 3)'},
    exitCode: 3,
  })
  expect(stderr).toBe(
    'psql:<stdin>:3: ERROR:  column "nme" does not exist\nLINE 1: select nme;\n               ^\n',
  )
  expect(stdout).not.toContain('2')
})

test.each([
  'create table t (id int)',
  'set transaction_read_only = off;\ncreate table t (id int)',
  "select set_config('transaction_read_only', 'off', false);\ncreate table t (id int)",
  "do $$ begin perform set_config('default_transaction_read_only', 'off', false); end $$;\ncreate table t (id int)",
])('a block that is not marked as writing cannot: %j', async text => {
  const bench = await openBench()
  const {result} = await script(bench, `${text};`)
  expect(result.exitCode).toBe(3)
  expect(await bench.ask(`select to_regclass('t') is null`)).toEqual(['true'])
})

test('a block that is marked as writing keeps each statement as it goes', async () => {
  const bench = await openBench()
  const {result, stdout} = await script(
    bench,
    'create table t (id int);\n\\copy t from stdin\n1\n2\n\\.\nbegin;\ndelete from t;\nrollback;\nselect 1 / 0;',
    {write: true},
  )
  expect(result.outcome).toEqual({
    kind: 'failure',
    detail: 'a statement or command failed (psql: exit 3); what was committed before it stands',
  })
  expect(stdout).toBe('CREATE TABLE\nCOPY 2\nBEGIN\nDELETE 2\nROLLBACK\n')
  expect(await bench.ask('select count(*) from t')).toEqual(['2'])
})

test('a value is psql’s variable, whatever it holds, and never in the arguments', async () => {
  const bench = await openBench()
  const value = `'; drop table t; -- \\ "$1" ü \\! :x \`id\`\n\\q\r\\x`
  const listener = listen()
  const block = script(
    bench,
    `select :'v' || '!' as text;\nselect pg_sleep(60);`,
    {variables: {v: value}},
    listener,
  )
  await bench.holds(psqlRuns)
  const seen = readdirSync('/proc')
    .filter(pid => /^\d+$/.test(pid))
    .flatMap(pid => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
        return /(?:^|\/)psql$/.test(words[0]!) ? words : []
      } catch {
        return []
      }
    })
  expect(seen).toContain('ON_ERROR_STOP=1')
  expect(seen.join(' ')).not.toMatch(/drop table|postgres:/)
  listener.cancel()
  await block
  const {stdout} = await script(bench, `\\a\n\\t\nselect :'v' || '!';`, {variables: {v: value}})
  expect(stdout).toContain(`${value}!\n`)
})

test('it runs as the run and the step, with limits on statements and locks', async () => {
  const bench = await openBench()
  const {stdout} = await script(
    bench,
    '\\t\n\\a\nshow application_name;\nshow statement_timeout;\nshow lock_timeout;\nshow client_encoding;',
    {timeoutMs: 1234, lockTimeoutMs: 77},
  )
  expect(stdout).toMatch(/runbook\/test\/block\n2234ms\n77ms\nUTF8\n$/)
})

test.each([
  ['a time limit', (_: Listener) => {}, 400, {kind: 'timeout', afterMs: 400}],
  ['a cancel', ({cancel}: Listener) => cancel(), 20_000, {kind: 'cancelled', detail: 'psql was stopped'}],
] as const)(
  '%s stops the query on the server, and what stands behind it',
  async (_, act, timeoutMs, outcome) => {
    const bench = await openBench()
    const listener = listen()
    const block = script(bench, 'select pg_sleep(60);\nselect 2;', {timeoutMs}, listener)
    if (timeoutMs > 1000) await bench.holds(psqlRuns)
    act(listener)
    const {result, stdout} = await block
    expect({result, stdout}).toEqual({result: {outcome}, stdout: ''})
    await bench.holds(psqlRuns.replace('= 1', '= 0'))
  },
)

test('a cancel also ends a program that the script waits for, and the statements behind it are not run', async () => {
  const bench = await openBench()
  await bench.ask('create table t (id int)')
  const listener = listen()
  const block = script(
    bench,
    '\\! echo begun; sleep 60\nselect pg_sleep(60);\ninsert into t values (1);',
    {write: true},
    listener,
  )
  await listener.heard('begun\n')
  listener.cancel()
  expect((await block).result.outcome).toEqual({
    kind: 'cancelled',
    detail: 'psql was stopped; what it had committed before stands',
  })
  expect(await bench.ask('select count(*) from t')).toEqual(['0'])
})

test.each([
  [true, 'unknown'],
  [false, 'failure'],
])('a connection that is lost while write is %s is a %s', async (write, kind) => {
  const bench = await openBench()
  const block = script(bench, 'select pg_sleep(60);', {write})
  await bench.holds(psqlRuns)
  await bench.kill()
  const {result} = await block
  expect(result).toMatchObject({outcome: {kind}, exitCode: 2})
})

test('another server than the one that was checked is not touched', async () => {
  const bench = await openBench()
  let times = 0
  // what the driver asks is answered as ever; psql is led elsewhere
  const led = await openBench(url => {
    times++
    return times < 2 ? url : Object.assign(new URL(url), {pathname: '/postgres'}).href
  })
  const {result, stderr} = await script(led, 'create table astray (id int);', {write: true})
  expect(result.outcome.kind).toBe('failure')
  expect(stderr).toContain('psql reached another server than the one that was checked: nothing was run')
  expect(await bench.ask(`select to_regclass('astray') is null`)).toEqual(['true'])
})

test('without psql that is said, and what to do', async () => {
  const bench = await openBench(undefined, {program: 'no-such-psql'})
  const {result} = await script(bench, '\\dt')
  expect(result.outcome).toEqual({
    kind: 'error',
    code: 'psql-missing',
    detail: 'psql could not be started (ENOENT): install the PostgreSQL client or put it on PATH',
  })
})

test('output that cannot be kept ends psql', async () => {
  const bench = await openBench()
  const full = listen(() => Promise.reject(new Error('disk full')))
  await expect(script(bench, 'select 1;\nselect pg_sleep(60);', {}, full)).rejects.toThrow('disk full')
  await bench.holds(psqlRuns.replace('= 1', '= 0'))
})

test('a cancel before psql was started is one, and the session stays', async () => {
  const bench = await openBench()
  const backend = async () => (await bench.run('select pg_backend_pid()')).result.value
  const before = await backend()
  const listener = listen()
  listener.cancel()
  expect((await script(bench, 'select 1;', {}, listener)).result.outcome).toEqual({
    kind: 'cancelled',
    detail: 'before it began',
  })
  expect(await backend()).toBe(before)
})

test('closing the driver before psql was started is a cancel', async () => {
  const bench = await openBench()
  await bench.run('select 1')
  const block = script(bench, 'select 1;')
  await bench.driver.close()
  expect((await block).result.outcome.kind).toBe('cancelled')
})

test('closing the driver ends a psql that runs', async () => {
  const bench = await openBench()
  const block = script(bench, 'select pg_sleep(60);')
  await bench.holds(psqlRuns)
  await bench.driver.close()
  expect((await block).result.outcome.kind).toBe('cancelled')
  await bench.holds(psqlRuns.replace('= 1', '= 0'))
})

test('pieces that psql cuts out of a value are not shown, whole values are', async () => {
  const bench = await openBench()
  const value = Array.from({length: 40}, (_, index) => `p${index}ü`).join('-')
  const {stderr} = await script(bench, `select :'v' || nme || 'after';`, {variables: {v: value}})
  expect(stderr).toMatch(
    /^psql:<stdin>:1: ERROR: {2}column "nme" does not exist\nLINE 1: \.{3}…' \|\| nme \|\| '.*\.{3}\n +\^\n$/,
  )
  const whole = await script(bench, String.raw`\warn :v`, {variables: {v: value}})
  expect(whole.stderr).toBe(`${value}\n`)
  const bytes = await script(
    bench,
    String.raw`\setenv T :v
\! printf 'a\377%s\nb\377%.20s\n' "$T" "$T" >&2`,
    {variables: {v: value}},
  )
  expect(bytes.stderr).toBe(`a\uFFFD${value}\nb\uFFFD…\n`)
})
