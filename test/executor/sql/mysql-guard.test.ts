import {describe, expect, test} from 'vitest'
import {hasMariadb} from '../../support/mariadb-server.ts'
import {type MysqlBench, openMysql} from './mysql-bench.ts'

async function withTable(): Promise<MysqlBench> {
  const bench = await openMysql()
  await bench.ask(`CREATE TABLE t (id INT PRIMARY KEY, name TEXT) ENGINE=InnoDB; INSERT INTO t VALUES (1, 'one'), (2, 'two');
    CREATE FUNCTION writing() RETURNS INT BEGIN INSERT INTO t VALUES (30, 'f'); RETURN 1; END;
    CREATE PROCEDURE leaving() BEGIN COMMIT; SET SESSION TRANSACTION READ WRITE; INSERT INTO t VALUES (31, 'p'); COMMIT; END`)
  return bench
}

const count = (bench: MysqlBench) => bench.ask('SELECT COUNT(*) FROM t')
const insert = 'INSERT INTO t VALUES (3, 0)'

/** Ways out of the transaction that guards a block. */
const escapes: readonly (readonly string[])[] = [
  [insert],
  ['COMMIT', insert],
  ['SELECT 1; COMMIT', insert],
  ['/*!50000 COMMIT */', insert],
  ['/*M! COMMIT */', insert],
  ['SELECT 1 /*! INTO OUTFILE "/tmp/runbook-test" */'],
  ['# harmless\nCOMMIT', insert],
  ['-- harmless\n/* so */ ROLLBACK AND CHAIN', insert],
  ['START TRANSACTION READ WRITE', insert, 'COMMIT'],
  ['BEGIN NOT ATOMIC COMMIT; INSERT INTO t VALUES (3, 0); END'],
  ['SET autocommit = 0', insert],
  ['SET @a = 1, autocommit = 1', insert],
  ['SET @a = 1, SESSION transaction_read_only = 0', 'SELECT 1'],
  ['SET SESSION transaction_read_only = 0', insert],
  ['SET @@session.tx_read_only = 0', insert],
  ['SET SESSION TRANSACTION READ WRITE', insert],
  ['SET STATEMENT tx_read_only = 0 FOR INSERT INTO t VALUES (3, 0)'],
  ['SET sql_mode = NO_BACKSLASH_ESCAPES'],
  ['PREPARE p FROM "COMMIT"', 'EXECUTE p', insert],
  ['EXECUTE IMMEDIATE "INSERT INTO t VALUES (3, 0)"'],
  ['HANDLER t OPEN'],
  ['LOAD DATA INFILE "/etc/passwd" INTO TABLE t'],
  ['LOAD DATA LOCAL INFILE "/etc/passwd" INTO TABLE t'],
  ['SELECT * FROM t INTO OUTFILE "/tmp/runbook-test"'],
  ['SELECT "x" INTO DUMPFILE "/tmp/runbook-test"'],
  ['CALL leaving()'],
  ['SELECT writing()'],
  ['CREATE TABLE z (a INT)'],
  ['TRUNCATE TABLE t'],
  ['UNLOCK TABLES', insert],
  ['XA START "x"', insert],
  ['USE mysql'],
  ['KILL 1'],
  ['FLUSH TABLES'],
  ['SET GLOBAL read_only = 0'],
  ['WITH x AS (SELECT 1) DELETE FROM t'],
  ['ANALYZE DELETE FROM t'],
]

describe.skipIf(!hasMariadb)('with a MariaDB server', () => {
  test('a block that is not marked as writing has no way to write', async () => {
    const bench = await withTable()
    for (const statements of escapes) {
      const {result} = await bench.run(statements)
      expect({statements, kind: result.outcome.kind, rows: await count(bench)}).toEqual({
        statements,
        kind: 'failure',
        rows: ['2'],
      })
      // nor does it leave a way for the next one
      expect((await bench.run(insert)).result.outcome.kind, statements.join()).toBe('failure')
    }
    expect(await bench.ask(`SHOW TABLES LIKE 'z'`)).toEqual([])
  })

  test('the server itself refuses to write in such a block', async () => {
    const {run} = await withTable()
    expect((await run('SELECT writing()')).result.outcome).toEqual({
      kind: 'failure',
      detail: 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION: Cannot execute statement in a READ ONLY transaction',
    })
  })

  test('what a function writes is decided on too, although no count tells', async () => {
    const bench = await withTable()
    const {changes, result} = await bench.decide('SELECT writing()', 'roll-back')
    expect(changes).toMatchObject([{statements: [{command: 'SELECT', affected: undefined}]}])
    expect(result.outcome.kind).toBe('cancelled')
    expect(await count(bench)).toEqual(['2'])
  })

  test('outside of a transaction, a block that is not marked as writing only reads', async () => {
    const bench = await withTable()
    for (const statement of [insert, 'SELECT writing()', 'CALL leaving()', 'CREATE TABLE z (a INT)'])
      expect((await bench.run(statement, {autocommit: true})).result.outcome.kind, statement).toBe('failure')
    expect(await count(bench)).toEqual(['2'])
  })

  test('what commits by itself is refused in a block that could be rolled back, and runs outside of a transaction', async () => {
    const bench = await withTable()
    const create = 'CREATE TABLE z (a INT)'
    expect((await bench.run(['DELETE FROM t', create], {write: true})).result.outcome).toEqual({
      kind: 'failure',
      detail:
        '`CREATE` cannot be rolled back, or is not known: only a block marked `write autocommit` may run it; nothing was run',
    })
    expect(await count(bench)).toEqual(['2'])
    expect((await bench.run(create, {write: true, autocommit: true})).result.outcome).toEqual({
      kind: 'success',
    })
    expect((await bench.run('SELECT @@tx_read_only, @@in_transaction')).tables[0]!.rows).toEqual([['1', '1']])
    expect((await bench.run(insert)).result.outcome.kind).toBe('failure')
  })
})
