import {expect, test} from 'vitest'
import {benches} from './bench.ts'

const openBench = await benches()

const outside = {write: true, autocommit: true}
const uniqueness = '23505: could not create unique index'

async function withDuplicates() {
  const bench = await openBench()
  await bench.ask('create table accounts (id int, name text)')
  await bench.ask('insert into accounts values (1), (1)')
  return bench
}

test('an index that a failed CREATE INDEX CONCURRENTLY leaves is named, with how to drop it', async () => {
  const {run, ask} = await withDuplicates()
  const left =
    'accounts_key on accounts is INVALID: an index that is not used, but slows writing down. Drop it before another try: DROP INDEX CONCURRENTLY accounts_key;'
  const {result, stderr} = await run(
    'create unique index concurrently accounts_key on accounts (id)',
    outside,
  )
  expect(result.outcome).toEqual({
    kind: 'failure',
    detail: `${uniqueness} "accounts_key"; ${left}`,
  })
  expect(stderr).toContain(`\n${left}\n`)
  expect((await run('drop index concurrently accounts_key', outside)).result.outcome.kind).toBe('success')
  expect(await ask('select count(*) from pg_index where not indisvalid')).toEqual(['0'])
})

test('one whose name the server makes up is found by its table, and one that was there already is told after a success', async () => {
  const {run} = await withDuplicates()
  const failed = await run('create unique index concurrently on "accounts" (id)', outside)
  expect(failed.result.outcome).toMatchObject({
    detail: expect.stringMatching(/DROP INDEX CONCURRENTLY accounts_id_idx;$/),
  })
  const {result, stderr} = await run(
    'create unique index concurrently if not exists accounts_id_idx on accounts (id)',
    outside,
  )
  expect(result.outcome).toEqual({kind: 'success'})
  expect(stderr).toMatch(/WARNING: accounts_id_idx on accounts is INVALID/)
})

test('the copy that a failed REINDEX CONCURRENTLY leaves is named', async () => {
  const {run, ask} = await withDuplicates()
  await ask('delete from accounts')
  await ask('create unique index accounts_key on accounts (id)')
  // it no longer holds for what is there, as after a damage
  await ask(
    `update pg_index set indisunique = false, indisready = false where indexrelid = 'accounts_key'::regclass`,
  )
  await ask('insert into accounts values (1), (1)')
  await ask(
    `update pg_index set indisunique = true, indisready = true where indexrelid = 'accounts_key'::regclass`,
  )
  const {result} = await run('reindex index concurrently accounts_key', outside)
  expect(result.outcome).toEqual({
    kind: 'failure',
    detail: `${uniqueness} "accounts_key_ccnew"; accounts_key_ccnew on accounts is INVALID: a copy of an index that REINDEX left. Drop it before another try: DROP INDEX CONCURRENTLY accounts_key_ccnew;`,
  })
})

test('what ran before a statement that fails outside a transaction is said to stand; nothing is said of other indexes', async () => {
  const {run, ask} = await withDuplicates()
  await run('create unique index concurrently accounts_key on accounts (id)', outside)
  const {result, stderr} = await run(['create table made (id int)', 'vacuum nothing'], outside)
  expect(result.outcome).toEqual({
    kind: 'failure',
    detail: '42P01: relation "nothing" does not exist; the statements before it are done, and stand',
  })
  expect(stderr).not.toContain('INVALID')
  expect(await ask(`select to_regclass('made') is not null`)).toEqual(['true'])
})

test('where nobody knows how it ended, what to look for is said', async () => {
  const {run, ask, kill, holds} = await withDuplicates()
  await ask('begin')
  await ask('lock table accounts in share update exclusive mode')
  const block = run('create index concurrently on accounts (name)', outside)
  await holds(
    `select count(*) > 0 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())`,
  )
  await kill()
  await ask('rollback')
  expect((await block).result.outcome).toEqual({
    kind: 'unknown',
    detail: expect.stringMatching(
      /check on the server whether it happened, and whether an INVALID index is left: SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid$/,
    ),
  })
})
