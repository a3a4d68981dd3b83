import {expect, test} from 'vitest'
import type {Effect} from '../../../src/model/effect.ts'
import {loadSql} from '../../../src/parser/sql/analyse.ts'

const analyseSql = await loadSql()

const cases: Record<Effect, string[]> = {
  read: [
    'SELECT 1',
    'select count(*), max(age) from users where id = $1',
    "SELECT now() - interval '5 minutes', current_user, coalesce(a, b) FROM t",
    'SELECT * FROM generate_series(1, 3) g, pg_stat_activity',
    'SELECT pg_size_pretty(pg_database_size(current_database()))',
    'SELECT pid, pg_blocking_pids(pid) FROM pg_stat_activity',
    'SELECT pg_catalog.count(*) FROM t',
    'WITH a AS (SELECT 1) SELECT * FROM a',
    'TABLE users',
    'VALUES (1)',
    'SHOW max_connections',
    'EXPLAIN DELETE FROM t',
    'EXPLAIN (ANALYZE false) DELETE FROM t',
    'EXPLAIN ANALYZE SELECT 1',
    'EXPLAIN (ANALYZE, BUFFERS) SELECT 1',
    'COPY t TO STDOUT',
    'COPY (SELECT 1) TO STDOUT',
    'BEGIN; SELECT 1; COMMIT',
    'PREPARE p AS SELECT 1',
    'DECLARE c CURSOR FOR SELECT 1',
    'FETCH 1 FROM c',
    "SELECT string_agg(x, ','), row_number() OVER () FROM t GROUP BY x",
    'SELECT pg_is_in_recovery(), pg_last_wal_replay_lsn()',
    'SELECT gen_random_uuid(), random(), clock_timestamp()',
  ],
  local: [
    'SET statement_timeout = 5000',
    'RESET ALL',
    'DEALLOCATE p',
    'DISCARD ALL',
    "SELECT set_config('a.b', 'c', true)",
  ],
  change: [
    'ALTER ROLE ada CREATEDB',
    'INSERT INTO t VALUES (1)',
    'INSERT INTO t VALUES (1) ON CONFLICT (id) DO UPDATE SET a = 1',
    'UPDATE t SET a = 1 WHERE id = 2',
    'CREATE TABLE t (a int)',
    'CREATE INDEX CONCURRENTLY i ON t (a)',
    'CREATE OR REPLACE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DELETE FROM t $$',
    'CREATE TABLE x AS SELECT 1',
    'SELECT 1 INTO x',
    'SELECT * FROM t FOR UPDATE',
    'SELECT * FROM t FOR SHARE SKIP LOCKED',
    'GRANT SELECT ON t TO bob',
    "COMMENT ON TABLE t IS 'x'",
    'ANALYZE t',
    'VACUUM FULL t',
    'REINDEX TABLE t',
    'REFRESH MATERIALIZED VIEW v',
    'ALTER TABLE t ADD COLUMN a int',
    'ALTER TABLE t ALTER COLUMN a DROP NOT NULL',
    'ALTER TABLE t ALTER a DROP DEFAULT',
    'COPY t FROM STDIN',
    'LISTEN c',
    "NOTIFY c, 'x'",
    'LOCK TABLE t',
    'SELECT pg_reload_conf()',
    "SELECT nextval('s')",
    'SELECT pg_advisory_lock(1)',
    'MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN UPDATE SET a = 1',
    'WITH x AS (INSERT INTO t VALUES (1) RETURNING *) SELECT * FROM x',
    'EXPLAIN ANALYZE INSERT INTO t VALUES (1)',
  ],
  unknown: [
    'SELECT my_function()',
    'SELECT app.lower(x) FROM t',
    'SELECT * FROM f(1)',
    'DO $$ BEGIN PERFORM 1; END $$',
    'CALL p()',
    'EXECUTE p',
    "COPY t FROM PROGRAM 'x'",
    "SELECT * FROM dblink('x', 'y') AS t(a int)",
    "LOAD 'x'",
    "SELECT query_to_xml('delete from t', true, true, '')",
    'SELECT 1 ORDER BY my_function()',
    'SELEC 1',
  ],
  destroy: [
    'ALTER ROLE ada NOCREATEDB',
    'ALTER ROLE ada WITH NOSUPERUSER NOREPLICATION',
    'DELETE FROM t',
    'DELETE FROM t WHERE id = 1',
    'UPDATE t SET a = 1',
    'TRUNCATE t',
    'SELECT 1\0; DROP TABLE t',
    'DROP TABLE t',
    'DROP INDEX CONCURRENTLY i',
    'DROP DATABASE x',
    'DROP ROLE r',
    'REVOKE SELECT ON t FROM bob',
    'REVOKE r FROM bob',
    'ALTER TABLE t DROP COLUMN a',
    'ALTER TABLE t ADD a int, DROP CONSTRAINT c',
    'ALTER TABLE t ALTER COLUMN a TYPE text',
    'ALTER TABLE p DETACH PARTITION q',
    'ALTER TABLE t DISABLE TRIGGER ALL',
    'ALTER SUBSCRIPTION s DISABLE',
    "ALTER SYSTEM SET x = '1'",
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity',
    'SELECT pg_cancel_backend(1)',
    'SELECT pg_promote()',
    "SELECT pg_drop_replication_slot('s')",
    'SELECT pg_stat_statements_reset()',
    'WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d',
    'EXPLAIN ANALYZE DELETE FROM t',
    'EXPLAIN (ANALYZE true) DELETE FROM t',
    'PREPARE p AS DELETE FROM t',
    'MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN DELETE',
    "COPY t TO PROGRAM 'sh'",
    "COPY t TO '/tmp/x'",
    'SELECT 1; DROP TABLE t; SELECT 2',
    'SELECT (SELECT pg_terminate_backend(1))',
    'SELECT * FROM t WHERE EXISTS (SELECT pg_cancel_backend(1))',
    'INSERT INTO t SELECT pg_terminate_backend(1)',
    'SELECT CASE WHEN true THEN pg_terminate_backend(1) END',
    'SELECT PG_TERMINATE_BACKEND(1)',
    'REASSIGN OWNED BY a TO b',
    "ROLLBACK PREPARED 'x'",
  ],
}

for (const [effect, scripts] of Object.entries(cases)) {
  test.each(scripts)(`%s → ${effect}`, async script => {
    const found = analyseSql(script)
    expect({effect: found.effect, why: found.reasons}).toMatchObject({effect})
  })
}

test('statements have their kind, and offsets of UTF-16 without comments and semicolons', async () => {
  const script =
    "-- é 🙂\n/* x /* y */ z */ SELECT 'é🙂;' ;\n\n  create unique index concurrently i on t (a); -- end\nWITH x AS (SELECT 1) UPDATE t SET a = 1 WHERE b"
  const {commands} = analyseSql(script)
  expect(commands.map(({text, name}) => [text, name])).toEqual([
    ["SELECT 'é🙂;'", 'SELECT'],
    ['create unique index concurrently i on t (a)', 'CREATE INDEX'],
    ['WITH x AS (SELECT 1) UPDATE t SET a = 1 WHERE b', 'UPDATE'],
  ])
  for (const {text, start, end} of commands) expect(script.slice(start, end)).toBe(text)
})

test.each(['', '  \n', '-- only a comment', '/* x */', ';;'])(
  '%j runs nothing and is no error',
  async script => {
    expect(analyseSql(script)).toMatchObject({
      commands: [],
      effect: 'read',
      reasons: [{effect: 'read', text: 'nothing runs'}],
      syntaxError: undefined,
    })
  },
)

test('a syntax error stands at the word, in UTF-16', async () => {
  const script = "SELECT '🙂é' x y z"
  expect(analyseSql(script).syntaxError).toEqual({
    message: 'syntax error at or near "y"',
    offset: script.indexOf('y z'),
  })
  expect(analyseSql('SELECT 1\0; DROP TABLE t').syntaxError).toEqual({
    message: 'there is a NUL byte in the script',
    offset: 8,
  })
})

test.each([
  ['BEGIN', true],
  ['COMMIT', true],
  ['ROLLBACK', true],
  ['SAVEPOINT a', true],
  ['SET TRANSACTION READ WRITE', true],
  ['SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE', true],
  ['SET transaction_read_only = off', true],
  ['SET default_transaction_read_only = off', true],
  ['RESET transaction_read_only', true],
  ['RESET ALL', true],
  ['SET ROLE x', true],
  ['RESET ROLE', true],
  ['SET SESSION AUTHORIZATION x', true],
  ['DISCARD ALL', true],
  ["SELECT set_config('transaction_read_only', 'off', false)", true],
  ["SELECT set_config(x, 'off', false) FROM t", true],
  ["SELECT set_config('a.b', 'c', false)", false],
  ['SET statement_timeout = 1', false],
  ['SELECT 1', false],
  ['SHOW transaction_read_only', false],
])('%s controls the transaction: %s', async (script, expected) => {
  expect(analyseSql(script).commands.map(({transactionControl}) => transactionControl)).toEqual([expected])
})

test.each([
  ['CREATE INDEX CONCURRENTLY i ON t (a)', true],
  ['CREATE INDEX i ON t (a)', false],
  ['DROP INDEX CONCURRENTLY i', true],
  ['REINDEX TABLE CONCURRENTLY t', true],
  ['REINDEX (CONCURRENTLY) TABLE t', true],
  ['REINDEX TABLE t', false],
  ['REINDEX DATABASE x', true],
  ['VACUUM t', true],
  ['ANALYZE t', false],
  ['CREATE DATABASE x', true],
  ['DROP DATABASE x', true],
  ['ALTER SYSTEM SET a = 1', true],
  ["CREATE TABLESPACE x LOCATION '/x'", true],
  ['ALTER TABLE p DETACH PARTITION q CONCURRENTLY', true],
  ['CLUSTER', true],
  ['UPDATE t SET a = 1', false],
])('%s needs to run outside of a transaction: %s', async (script, expected) => {
  expect(analyseSql(script).commands.map(({needsAutocommit}) => needsAutocommit)).toEqual([expected])
})

test.each([
  ['PREPARE runbook_catalog AS SELECT 1', 'unknown'],
  ['DEALLOCATE runbook_catalog', 'unknown'],
  ['DEALLOCATE p', 'local'],
  ['SELECT 1 OPERATOR(evil.+) 2', 'unknown'],
  ["SELECT 'x'::evil.type", 'unknown'],
  ["SELECT CAST('x' AS evil.type)", 'unknown'],
  ['SELECT a FROM t ORDER BY a USING OPERATOR(evil.<)', 'unknown'],
  ['SELECT 1 = OPERATOR(evil.=) ANY (SELECT 2)', 'unknown'],
  ['SELECT 1 OPERATOR(evil.=) ANY (SELECT 2)', 'unknown'],
  ['SELECT 1 OPERATOR(pg_catalog.+) 2', 'read'],
  ["SELECT 'x'::pg_catalog.text, 1::int, '2020-01-01'::timestamptz, 'a'::regclass", 'read'],
])('operators and types of other schemas may run code: %s → %s', async (script, effect) => {
  expect(analyseSql(script).effect).toBe(effect)
})

test.each(['dblink', 'dblink_exec', 'dblink_send_query'])('no rollback undoes what %s() did', name => {
  const {effect, reasons} = analyseSql(`SELECT ${name}('x', 'y')`)
  expect(effect).toBe('unknown')
  expect(reasons.map(({text}) => text)).toEqual([
    `\`${name}()\` runs SQL on another server, which no rollback undoes`,
  ])
})

test.each([1900, 10_000])(
  'a statement of %i joins does not throw, nor is the next one read otherwise',
  joins => {
    const {effect} = analyseSql(`DELETE FROM t USING a ${'JOIN b USING (c) '.repeat(joins)}`)
    expect(effect).not.toBe('read')
    expect(analyseSql('SELECT 1').effect).toBe('read')
    expect(analyseSql(`DELETE FROM t WHERE id = ${joins}`).effect).toBe('destroy')
  },
)
