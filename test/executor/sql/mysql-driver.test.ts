import {once} from 'node:events'
import {describe, expect, test} from 'vitest'
import {hasMariadb, mariadbClient} from '../../support/mariadb-server.ts'
import {listen} from '../listener.ts'
import {type MysqlBench, openMysql} from './mysql-bench.ts'

async function withUsers(options?: Parameters<typeof openMysql>[0]): Promise<MysqlBench> {
  const bench = await openMysql(options)
  await bench.ask(
    `CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(30)) ENGINE=InnoDB; INSERT INTO users SELECT seq, CONCAT('user ', seq) FROM seq_1_to_8`,
  )
  return bench
}

describe.skipIf(!hasMariadb)('with a MariaDB server', () => {
  test('closing while a statement runs that looks done when it is interrupted keeps nothing', async () => {
    const {run, running, driver, ask} = await withUsers()
    const block = run(['DELETE FROM users', 'SELECT SLEEP(60)', 'SELECT 1'], {write: true})
    await running('SELECT SLEEP(60)')
    await driver.close()
    expect((await block).result.outcome).toEqual({kind: 'cancelled', detail: 'the server stopped the query'})
    expect(await ask('SELECT COUNT(*) FROM users')).toEqual(['8'])
  })

  test('every type comes as the text that the server writes', async () => {
    const {run} = await openMysql()
    const texts: [sql: string, text: string | null][] = [
      ['9007199254740993', '9007199254740993'],
      ['CAST(18446744073709551615 AS UNSIGNED)', '18446744073709551615'],
      ['CAST(0.10 AS DECIMAL(30, 20))', '0.10000000000000000000'],
      ['0.1e0', '0.1'],
      ['CAST(3.4 AS FLOAT)', '3.4'],
      [`CAST('0000-00-00' AS DATE)`, '0000-00-00'],
      [`TIMESTAMP'2026-01-02 03:04:05.123456'`, '2026-01-02 03:04:05.123456'],
      [`CAST('-838:59:59' AS TIME)`, '-838:59:59'],
      [`X'00FF'`, '0x00FF'],
      [`CAST('ab' AS BINARY(4))`, '0x61620000'],
      [`b'101'`, '0x05'],
      [`'é€𝄞'`, 'é€𝄞'],
      [`CONVERT('é' USING latin1)`, 'é'],
      [`'a\\0b'`, 'a\0b'],
      [`JSON_OBJECT('a', 1)`, '{"a": 1}'],
      ['NULL', null],
      ['TRUE', '1'],
      [`''`, ''],
    ]
    const {tables, result} = await run([
      `SET @x = 1`,
      `SELECT ${texts.map(([sql], at) => `${sql} AS c${at}`).join(', ')}`,
    ])
    expect(result.outcome).toEqual({kind: 'success'})
    expect(tables[0]!.rows).toEqual([texts.map(([, text]) => text)])
    expect(tables[0]!.columns.slice(0, 6).map(({numeric}) => numeric)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
    ])
  })

  test('a value is a parameter, whatever it holds, and is compared as it is', async () => {
    const {run, ask} = await openMysql()
    const value = `'; DROP TABLE t; -- \\ "$1" ü ?`
    expect((await run([{text: 'SELECT CONCAT(?, ?)', values: [value, '!']}])).result.value).toBe(`${value}!`)
    await ask(
      'CREATE TABLE t (id BIGINT PRIMARY KEY, s VARCHAR(9) COLLATE utf8mb4_bin); INSERT INTO t VALUES (9007199254740992, "a"), (9007199254740993, "B")',
    )
    const {tables, result} = await run([
      {
        text: '# both\nSELECT * FROM t WHERE id = ? AND s = ? LIMIT ?',
        values: ['9007199254740993', 'B', '5'],
      },
    ])
    expect({rows: tables[0]?.rows, result}).toMatchObject({
      rows: [['9007199254740993', 'B']],
      result: {outcome: {kind: 'success'}},
    })
  })

  test('before anything is kept, its rows are counted and shown, and a no rolls it back', async () => {
    const bench = await withUsers()
    const change = ['UPDATE users SET name = "x" WHERE id < 8', 'DELETE FROM users WHERE id = 8']
    const no = await bench.decide(change, 'roll-back')
    expect(no.changes).toEqual([
      {
        statements: [
          {command: 'UPDATE', affected: 7, sample: undefined},
          {command: 'DELETE', affected: 1, sample: undefined},
        ],
        system: 'mysql',
        locks: [],
        waiting: [],
        elapsedMs: expect.any(Number),
        heldMs: 300_000,
      },
    ])
    expect(no.result).toEqual({
      outcome: {kind: 'cancelled', detail: 'rolled back as answered: 8 rows would have changed'},
    })
    expect(await bench.ask(`SELECT COUNT(*) FROM users WHERE name = 'x'`)).toEqual(['0'])
    expect((await bench.decide(change, 'commit')).result).toEqual({outcome: {kind: 'success'}, affected: 8})
    expect(await bench.ask(`SELECT COUNT(*) FROM users WHERE name = 'x'`)).toEqual(['7'])
  })

  test('who waits for the change is shown', async () => {
    const bench = await withUsers()
    const other = await mariadbClient(bench.url)
    const block = bench.decide(['UPDATE users SET name = "mine" WHERE id = 1', 'DO SLEEP(2)'], 'roll-back')
    await bench.running('DO SLEEP(2)')
    const theirs = other.ask('UPDATE users SET name = "theirs" WHERE id = 1')
    const [change] = (await block).changes
    expect(change!.waiting).toEqual([
      {
        pid: expect.any(Number),
        query: 'UPDATE users SET name = "theirs" WHERE id = 1',
        waitedMs: expect.any(Number),
      },
    ])
    await theirs
    other.end()
    expect(await bench.ask('SELECT name FROM users WHERE id = 1')).toEqual(['theirs'])
  })

  test('who begins to wait while somebody thinks is told', async () => {
    const bench = await withUsers()
    const other = await mariadbClient(bench.url)
    let theirs: Promise<unknown> | undefined
    const seen: unknown[] = []
    await bench.decide('UPDATE users SET name = "mine" WHERE id = 1', async held => {
      theirs = other.ask('DELETE FROM users WHERE id = 1')
      await new Promise<void>(resolve =>
        held.onWaiting(waiting => {
          seen.push(...waiting.map(({query}) => query))
          resolve()
        }),
      )
      return 'roll-back'
    })
    expect(seen).toEqual(['DELETE FROM users WHERE id = 1'])
    await theirs
    other.end()
  })

  test('tables that know no transactions are told of when a rollback leaves what was written', async () => {
    const bench = await openMysql()
    await bench.ask('CREATE TABLE old (id INT) ENGINE=MyISAM')
    const {result} = await bench.decide('INSERT INTO old VALUES (1)', 'roll-back')
    expect(result.outcome).toEqual({
      kind: 'failure',
      detail:
        'it was rolled back, but some of the tables know no transactions: what was written to them stands',
    })
  })

  test('more rows than allowed are rolled back, also behind WITH', async () => {
    const bench = await withUsers()
    expect((await bench.run('DELETE FROM users', {write: true, maxAffected: 7})).result.outcome).toEqual({
      kind: 'failure',
      detail: '8 rows would be affected, 7 at most are allowed: rolled back',
    })
    expect(await bench.ask('SELECT COUNT(*) FROM users')).toEqual(['8'])
  })

  test('without an answer a change is not kept, and it is not called one', async () => {
    const bench = await withUsers()
    expect((await bench.decide('DELETE FROM users', 'no-answer')).result.outcome).toEqual({
      kind: 'cancelled',
      detail: 'rolled back, since nobody decided: 8 rows would have changed',
    })
    expect(await bench.ask('SELECT COUNT(*) FROM users')).toEqual(['8'])
  })

  test('a change that nobody decides on in time is rolled back', async () => {
    const bench = await withUsers({heldMs: 200})
    const {result} = await bench.decide('DELETE FROM users', async ({over}) => {
      await bench.ask('SELECT COUNT(*) FROM users FOR UPDATE') // gets them when the rollback gives them back
      expect(over.aborted).toBe(true)
      return 'commit'
    })
    expect(result.outcome).toMatchObject({
      kind: 'failure',
      detail: expect.stringMatching(/^nobody decided within/),
    })
    expect(await bench.ask('SELECT COUNT(*) FROM users')).toEqual(['8'])
  })

  test('a lock that another session holds is waited for as long as the block says, and then is a failure', async () => {
    const bench = await withUsers()
    await bench.ask('BEGIN; UPDATE users SET name = "theirs" WHERE id = 1')
    const {result} = await bench.run('UPDATE users SET name = "mine" WHERE id = 1', {
      write: true,
      lockTimeoutMs: 900,
    })
    expect(result.outcome).toEqual({
      kind: 'failure',
      detail: 'ER_LOCK_WAIT_TIMEOUT: Lock wait timeout exceeded; try restarting transaction',
    })
    await bench.ask('ROLLBACK')
  })

  test('a lost session is opened again, with a note', async () => {
    const {run, kill} = await openMysql()
    const id = 'SELECT CONNECTION_ID()'
    const first = await run(id)
    await kill()
    await expect.poll(async () => (await run(id)).result.outcome.kind).toBe('success')
    expect((await run(id)).result.value).not.toBe(first.result.value)
  })

  test('a session that is ended in the middle of a change leaves nothing of it', async () => {
    const bench = await withUsers()
    const block = bench.run(['DELETE FROM users', 'SELECT SLEEP(60)'], {write: true})
    await bench.running('SELECT SLEEP(60)')
    await bench.kill()
    expect((await block).result.outcome).toEqual({
      kind: 'failure',
      detail: expect.stringMatching(
        /^the connection was lost \(.*\); the transaction was rolled back by the server$/,
      ),
    })
    expect(await bench.ask('SELECT COUNT(*) FROM users')).toEqual(['8'])
  })

  test('a session that is ended while somebody thinks leaves nothing of the change', async () => {
    const bench = await withUsers()
    const {result} = await bench.decide('DELETE FROM users', async ({over}) => {
      await bench.kill()
      if (!over.aborted) await once(over, 'abort')
      return 'commit'
    })
    expect(result).toEqual({
      outcome: {
        kind: 'failure',
        detail: 'the session was ended before anybody decided, and the change is rolled back',
      },
    })
    expect(await bench.ask('SELECT COUNT(*) FROM users')).toEqual(['8'])
  })

  test('a session that is ended during the commit leaves a doubt', async () => {
    const bench = await withUsers()
    const other = await mariadbClient(bench.url)
    const block = bench.decide('DELETE FROM users', async () => {
      await other.ask('FLUSH TABLES WITH READ LOCK')
      return 'commit'
    })
    await bench.running('COMMIT')
    await bench.kill()
    expect((await block).result.outcome).toEqual({
      kind: 'unknown',
      detail: expect.stringMatching(
        /^the connection was lost while the change was being made .*: check on the server whether it happened$/,
      ),
    })
    other.end()
  })

  test('a session that is ended while something runs outside of a transaction leaves a doubt', async () => {
    const {run, running, kill} = await openMysql()
    const block = run('SELECT SLEEP(60)', {write: true, autocommit: true})
    await running('SELECT SLEEP(60)')
    await kill()
    expect((await block).result.outcome.kind).toBe('unknown')
  })

  test('a server says who it is', async () => {
    const {driver, name} = await openMysql()
    expect(await driver.identify('main', {signal: new AbortController().signal})).toEqual({
      ok: true,
      fresh: true,
      identity: {
        database: name,
        user: expect.stringMatching(/^root@/),
        server: expect.stringMatching(/:\d+$/),
        version: expect.stringMatching(/^\d+\.\d+/),
        product: 'MariaDB',
        recovery: false,
      },
    })
  })

  test('a password that the address lacks is asked for, and asked for again when it was wrong', async () => {
    const {driver, spec, ask, name} = await openMysql({address: url => url.replace('root@', 'asked@')})
    await ask(
      `CREATE OR REPLACE USER asked@'%' IDENTIFIED BY 'let:me in'; GRANT SELECT ON ${name}.* TO asked@'%'`,
    )
    const asked: string[] = []
    const run = async (answer: string | undefined) => {
      const password = async (database: string) => {
        asked.push(database)
        return answer
      }
      return (await driver.run(spec('SELECT 1'), {...listen().io, password})).outcome
    }
    expect(await run(undefined)).toMatchObject({kind: 'error', code: 'database-unreachable'})
    expect(await run('not it')).toMatchObject({kind: 'error', code: 'database-unreachable'})
    expect(await run('let:me in')).toEqual({kind: 'success'})
    expect(await run('not asked')).toEqual({kind: 'success'})
    expect(asked).toEqual(['main', 'main', 'main'])
  })

  test('how the server would carry statements out is asked without running any', async () => {
    const bench = await withUsers()
    const ask = (text: string) => bench.driver.explain(bench.spec([{text, values: []}], {write: true}), {})
    expect(await ask('DELETE FROM users WHERE id = 1')).toEqual({
      ok: true,
      lines: [expect.stringContaining('table=users')],
    })
    expect(await ask('SELECT nme FROM users')).toEqual({
      ok: false,
      lines: [],
      problem: expect.stringMatching(/^ERROR ER_BAD_FIELD_ERROR: Unknown column 'nme' in /),
    })
    expect(await ask('SELECT 1; COMMIT')).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/nothing was run/),
    })
    expect(await bench.ask('SELECT COUNT(*) FROM users')).toEqual(['8'])
  })

  test.each([
    [
      'a wrong password',
      (url: string) => url.replace('root@', 'root:a-wrong-password@'),
      /check the user and password/,
    ],
    [
      'a database that is not there',
      (url: string) => url.replace(/\w+$/, 'nowhere'),
      /check the database name in its URL$/,
    ],
    [
      'a port where nobody listens',
      (url: string) => url.replace(/:\d+\//, ':1/'),
      /check that the server runs/,
    ],
  ])('%s is one clear line, without the password', async (_, address, line) => {
    const {run} = await openMysql({address})
    const {outcome} = (await run('SELECT 1')).result
    expect(outcome).toEqual({
      kind: 'error',
      code: 'database-unreachable',
      detail: expect.stringMatching(line),
    })
    expect(JSON.stringify(outcome)).not.toMatch(/a-wrong-password|\\n/)
  })

  test('of a million rows a few are shown, every one is handed on, and memory stays bounded', async () => {
    const {driver, spec} = await openMysql()
    const listener = listen()
    let rows = 0
    let most = 0
    const before = process.memoryUsage().rss
    const {outcome} = await driver.run(
      spec(`SELECT seq, REPEAT('x', 100) FROM seq_1_to_1000000`, {timeoutMs: 60_000}),
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
      },
    )
    expect({outcome, rows}).toEqual({outcome: {kind: 'success'}, rows: 1_000_000})
    expect((most - before) / 1024 / 1024).toBeLessThan(100)
  })
})
