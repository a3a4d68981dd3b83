import {statSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {listen} from '../listener.ts'
import {hasSqlite, openSqlite, type SqliteBench} from './sqlite-bench.ts'

function withUsers(options?: Parameters<typeof openSqlite>[0]): SqliteBench {
  const bench = openSqlite(options)
  bench.ask('CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)')
  for (let id = 1; id <= 8; id++) bench.ask(`INSERT INTO users VALUES (${id}, 'user ${id}')`)
  return bench
}

const count = ({ask}: SqliteBench) => ask('SELECT count(*) FROM users')
const insert = `INSERT INTO users VALUES (9, 'nine')`

/** Ways out of the transaction that guards a block. */
const escapes: readonly (readonly string[])[] = [
  [insert],
  ['COMMIT', insert],
  ['END', insert],
  ['SELECT 1; COMMIT'],
  ['/* so */ ROLLBACK', insert],
  ['SAVEPOINT x', insert, 'RELEASE x'],
  ['PRAGMA query_only = OFF', insert],
  ['PRAGMA writable_schema = ON'],
  ['PRAGMA user_version = 5'],
  ['PRAGMA user_version(5)'],
  ['PRAGMA journal_mode = WAL'],
  [`ATTACH 'other.db' AS other`],
  ['VACUUM'],
  [`VACUUM INTO '/tmp/runbook-test.db'`],
  ['WITH x AS (SELECT 1) DELETE FROM users'],
  ['CREATE TEMP TABLE z (a)'],
  [`SELECT load_extension('/tmp/x.so')`],
  [`SELECT writefile('/tmp/x', 'x')`],
  ['.shell true'],
  [`SELECT 1 -- \n; DELETE FROM users`],
]

describe.skipIf(!hasSqlite)('with SQLite', () => {
  test('a block that is not marked as writing has no way to write', async () => {
    const bench = withUsers()
    for (const statements of escapes) {
      const {result} = await bench.run(statements)
      expect({statements, kind: result.outcome.kind, rows: count(bench)}).toEqual({
        statements,
        kind: 'failure',
        rows: ['8'],
      })
      expect((await bench.run(insert)).result.outcome.kind, statements.join()).toBe('failure')
    }
    expect(bench.ask('PRAGMA user_version')).toEqual(['1'])
  })

  test('every type comes as text, and none is rounded', async () => {
    const {run} = openSqlite()
    const {tables} = await run(
      `SELECT 9007199254740993 AS a, -9223372036854775808 AS b, 0.1 AS c, 1e300 AS d, 2.0 AS e, X'00ff' AS f, 'é𝄞' AS g, NULL AS h, '' AS i`,
    )
    expect(tables[0]!.rows).toEqual([
      ['9007199254740993', '-9223372036854775808', '0.1', '1e+300', '2.0', `X'00FF'`, 'é𝄞', null, ''],
    ])
  })

  test('a value is a parameter, whatever it holds; a number outside of quotes is a number', async () => {
    const {run} = openSqlite()
    const value = `'; DROP TABLE users; -- ?1`
    expect((await run([{text: 'SELECT ?', values: [value], bare: [0]}])).result.value).toBe(value)
    expect(
      (await run([{text: 'SELECT typeof(?) || typeof(?)', values: ['9007199254740993', '1'], bare: [0]}]))
        .result.value,
    ).toBe('integertext')
    expect((await run([{text: 'SELECT typeof(?)', values: ['007'], bare: [0]}])).result.value).toBe('text')
  })

  test('before anything is kept, its rows are shown, and a no rolls it back, definitions too', async () => {
    const bench = withUsers()
    const change = [
      {text: `UPDATE users SET name = 'x' WHERE id < 8`, values: [], returns: true},
      'DROP TABLE users',
    ]
    const no = await bench.decide(change, 'roll-back')
    expect(no.changes[0]!.statements).toEqual([
      {
        command: 'UPDATE',
        affected: 7,
        sample: {
          columns: [
            {name: 'id', numeric: true},
            {name: 'name', numeric: false},
          ],
          rows: [1, 2, 3, 4, 5].map(id => [String(id), 'x']),
          total: 7,
          command: 'UPDATE',
        },
      },
      {command: 'DROP', affected: undefined, sample: undefined},
    ])
    expect(no.result.outcome).toEqual({
      kind: 'cancelled',
      detail: 'rolled back as answered: 7 rows would have changed',
    })
    expect(count(bench)).toEqual(['8'])
    const yes = await bench.decide('WITH few AS (SELECT 3 AS id) DELETE FROM users WHERE id IN few', 'commit')
    expect(yes.result).toEqual({outcome: {kind: 'success'}, affected: 1})
    expect(count(bench)).toEqual(['7'])
  })

  test('more rows than allowed are rolled back, also behind WITH', async () => {
    const bench = withUsers()
    for (const text of ['DELETE FROM users', 'WITH x AS (SELECT 1) DELETE FROM users RETURNING id'])
      expect((await bench.run(text, {write: true, maxAffected: 7})).result.outcome).toEqual({
        kind: 'failure',
        detail: '8 rows would be affected, 7 at most are allowed: rolled back',
      })
    expect(count(bench)).toEqual(['8'])
  })

  test('a cancel in the middle of a change leaves nothing of it, and the next block is told of the new session', async () => {
    const bench = withUsers()
    const endless =
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n WHERE i < 0'
    const listener = listen()
    void listener.heard('DELETE: 8 rows').then(listener.cancel)
    const {result} = await bench.run(['DELETE FROM users', endless], {write: true}, listener)
    expect(result.outcome).toEqual({kind: 'cancelled', detail: 'the server stopped the query'})
    expect(count(bench)).toEqual(['8'])
    expect((await bench.run('SELECT 1')).stderr).toMatch(/^The connection was lost/)
  })

  test('a lock that another connection holds is waited for as long as the block says, and then is a failure', async () => {
    const bench = withUsers()
    bench.ask('BEGIN IMMEDIATE')
    const {result} = await bench.run(insert, {write: true, lockTimeoutMs: 50})
    bench.ask('ROLLBACK')
    expect(result.outcome).toEqual({kind: 'failure', detail: 'SQLITE_BUSY: database is locked'})
    expect((await bench.run(insert, {write: true})).result.outcome).toEqual({kind: 'success'})
  })

  test('without an answer a change is not kept, and it is not called one', async () => {
    const bench = withUsers()
    expect((await bench.decide('DELETE FROM users', 'no-answer')).result.outcome).toEqual({
      kind: 'cancelled',
      detail: 'rolled back, since nobody decided: 8 rows would have changed',
    })
    expect(count(bench)).toEqual(['8'])
  })

  test('a change that nobody decides on in time is rolled back', async () => {
    const bench = withUsers({heldMs: 100})
    const {result} = await bench.decide('DELETE FROM users', async () => {
      bench.ask('PRAGMA busy_timeout = 100')
      for (;;) {
        try {
          bench.ask('BEGIN IMMEDIATE')
          bench.ask('ROLLBACK')
          return 'commit'
        } catch {
          await new Promise(resolve => setImmediate(resolve))
        }
      }
    })
    expect(result.outcome).toMatchObject({
      kind: 'failure',
      detail: expect.stringMatching(/^nobody decided within/),
    })
    expect(count(bench)).toEqual(['8'])
  })

  test('what cannot run in a transaction runs outside of one', async () => {
    const bench = withUsers()
    expect((await bench.run('VACUUM', {write: true})).result.outcome.kind).toBe('failure')
    expect((await bench.run('VACUUM', {write: true, autocommit: true})).result.outcome).toEqual({
      kind: 'success',
    })
  })

  test('a file that is only to be read is never written', async () => {
    const bench = withUsers({readOnly: true})
    const before = statSync(bench.path).mtimeMs
    expect((await bench.run(insert, {write: true})).result.outcome.kind).toBe('failure')
    expect((await bench.run('SELECT count(*) FROM users')).result.value).toBe('8')
    expect(statSync(bench.path).mtimeMs).toBe(before)
  })

  test('the database says who it is, and how it would carry a statement out', async () => {
    const {driver, path, spec} = withUsers()
    expect(await driver.identify('main', {signal: new AbortController().signal})).toMatchObject({
      ok: true,
      identity: {database: path, user: 'somebody', product: 'SQLite', recovery: false},
    })
    expect(await driver.explain(spec('DELETE FROM users WHERE id = 1', {write: true}), {})).toEqual({
      ok: true,
      lines: ['SEARCH users USING INTEGER PRIMARY KEY (rowid=?)'],
    })
    expect(await driver.explain(spec('DELETE FROM users', {write: true}), {})).toEqual({
      ok: true,
      lines: ['no plan'],
    })
  })
})
