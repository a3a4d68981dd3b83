import fc from 'fast-check'
import {expect, test} from 'vitest'
import {transactionControl} from '../../../src/executor/sql/transaction-control.ts'
import {type Bench, benches} from './bench.ts'

const openBench = await benches()

/** A bench with a table of two rows. */
async function withTable(): Promise<Bench> {
  const bench = await openBench()
  await bench.ask('create table t (id int primary key, name text)')
  await bench.ask(`insert into t values (1, 'one'), (2, 'two')`)
  return bench
}

const count = (bench: Bench) => bench.ask('select count(*) from t')

test('a block that is not marked as writing cannot write, in the words of the server', async () => {
  const bench = await withTable()
  const {result, stderr} = await bench.run(`insert into t values (3, 'three')`)
  expect({result, stderr}).toEqual({
    result: {
      outcome: {kind: 'failure', detail: '25006: cannot execute INSERT in a read-only transaction'},
      statusCode: '25006',
    },
    stderr: 'ERROR 25006: cannot execute INSERT in a read-only transaction\n',
  })
  expect(await count(bench)).toEqual(['2'])
})

/** Ways out of the transaction that guards a block. */
const escapes: readonly (readonly string[])[] = [
  ['commit', 'insert into t values (3)'],
  ['END', 'insert into t values (3)'],
  ['-- harmless\n/* /* very */ so */ COMMIT', 'insert into t values (3)'],
  ['commit and chain', 'insert into t values (3)'],
  ['rollback', 'begin read write', 'insert into t values (3)', 'commit'],
  ['set transaction read write', 'insert into t values (3)'],
  ['set/**/transaction read write', 'insert into t values (3)'],
  ['set local transaction_read_only = off', 'insert into t values (3)'],
  ['set session characteristics as transaction read write', 'commit', 'insert into t values (3)'],
  ['set default_transaction_read_only = off', 'commit', 'insert into t values (3)'],
  [`select set_config('transaction_read_only', 'off', false)`, 'insert into t values (3)'],
  [`do $$ begin perform set_config('transaction_read_only', 'off', true); insert into t values (3); end $$`],
  [`do $$ begin commit; insert into t values (3); commit; end $$`],
  [`do $$ begin set transaction read write; insert into t values (3); end $$`],
  ['select 1; commit; insert into t values (3)'],
  ['with x as (insert into t values (3) returning 1) select * from x'],
  [`explain analyze insert into t values (3)`],
]

test.each(escapes)('%s: a block that is not marked as writing has no way to write', async (...statements) => {
  const bench = await withTable()
  const {result} = await bench.run(statements)
  expect(result.outcome.kind).toBe('failure')
  expect(await count(bench)).toEqual(['2'])
  // nor where all of it was taken to be known only to read
  const reads = statements.map(text => ({text, values: [], reads: true}))
  expect((await bench.run(reads)).result.outcome.kind).toBe('failure')
  expect(await count(bench)).toEqual(['2'])
  // nor does it leave a way for the next one
  expect((await bench.run('insert into t values (4)')).result.outcome.kind).toBe('failure')
  expect(await count(bench)).toEqual(['2'])
})

test('a way to write that lasts for the session is none for the next block', async () => {
  const bench = await withTable()
  await bench.run(`select set_config('default_transaction_read_only', 'off', false)`)
  expect((await bench.run('insert into t values (4)')).result.outcome.kind).toBe('failure')
  expect(await count(bench)).toEqual(['2'])
})

test('options in the URL do not switch the guard off', async () => {
  const bench = await openBench(url => `${url}?options=-c%20default_transaction_read_only%3Doff`)
  expect((await bench.run('show default_transaction_read_only')).result.value).toBe('on')
})

test('a commit in a block that writes is refused before anything ran: it would take the rest out of the guard', async () => {
  const bench = await withTable()
  const {result} = await bench.run(['delete from t', 'commit'], {write: true, maxAffected: 1})
  expect(result).toEqual({
    outcome: {
      kind: 'failure',
      detail: '`COMMIT` would undo the transaction that guards the block: nothing was run',
    },
  })
  expect(await count(bench)).toEqual(['2'])
})

test.each([
  ['select 1', undefined],
  ['commitments', undefined],
  ['select commit from t', undefined],
  ['set statement_timeout = 1', undefined],
  ['prepare p as select 1', undefined],
  ['', undefined],
  ['-- only a comment', undefined],
  ['/* open', undefined],
  ['prepare transaction $$x$$', 'PREPARE'],
  [' ;; Begin', 'BEGIN'],
  ['START TRANSACTION', 'START'],
  ['reset all', 'RESET'],
  ["set client_encoding = 'SJIS'", 'SET'],
  ['set local "standard_conforming_strings" = off', 'SET'],
  ["set/**/names 'SJIS'", 'SET'],
  ['reset client_encoding', 'RESET'],
  ["select set_config('client_encoding', 'SJIS', false)", 'SELECT'],
  ["select set_config('a.b', 'c', false)", undefined],
  ['discard all', 'DISCARD'],
  ['/* a */-- b\r commit', 'COMMIT'],
])('%j: control of the transaction is seen by its verb: %s', (statement, verb) =>
  expect(transactionControl(statement)).toBe(verb),
)

test('no comment hides a commit', () => {
  const comment = fc.oneof(
    fc.constantFrom(' ', '\n', ';', '--\n', '-- /*\n', '/**/', '/*--*/', '/* /* */ */', "/*'*/", '/* */ '),
  )
  fc.assert(
    fc.property(fc.array(comment, {maxLength: 6}), parts => {
      expect(transactionControl(`${parts.join('')}commit`)).toBe('COMMIT')
    }),
  )
})
