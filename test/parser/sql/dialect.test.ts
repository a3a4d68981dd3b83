import {expect, test} from 'vitest'
import {loadSql} from '../../../src/parser/sql/analyse.ts'
import {processorMs} from '../../support/processor-time.ts'

const analyseSql = await loadSql()

test.each([
  ['SHOW SLAVE STATUS', 'read'],
  // what PostgreSQL's grammar takes for settings of a session
  ['RESET MASTER', 'destroy'],
  ['reset slave', 'destroy'],
  ['RESET search_path', 'local'],
  ["SET PASSWORD = 'x'", 'destroy'],
  ["ALTER USER 'a'@'b' IDENTIFIED BY 'x'", 'destroy'],
  ["ALTER USER 'a'@'b' PASSWORD EXPIRE NEVER", 'change'],
  ["CREATE USER 'a'@'b' IDENTIFIED BY 'x'", 'change'],
  ["ALTER LOGIN app WITH PASSWORD = 'x'", 'destroy'],
  ['RESET PERSIST', 'change'],
  ["SET CLUSTER SETTING kv.rate = '64MiB'", 'change'],
  ['FLUSH BINARY LOGS', 'change'],
  ['FLUSH NO_WRITE_TO_BINLOG LOGS', 'change'],
  ['FLUSH TABLES', 'destroy'],
  ['LIST BACKUP SUMMARY', 'read'],
  ['ROLLFORWARD DATABASE shop TO END OF LOGS', 'destroy'],
  ['SHOW ENGINE INNODB STATUS\\G', 'read'],
  ['DESCRIBE users', 'read'],
  ['SELECT TOP 10 * FROM sys.dm_exec_requests WHERE session_id > 50', 'read'],
  ['SELECT `id`, IFNULL(`a`, 0) FROM `users` LIMIT 1, 2', 'read'],
  ['SELECT GROUP_CONCAT(name) FROM t', 'read'],
  ['USE app\nGO\nSELECT [name] FROM sys.databases\nGO', 'read'],
  ['EXEC sp_who2', 'read'],
  ['DBCC OPENTRAN', 'read'],
  ['SELECT `a` FROM t WHERE my_function(`a`)', 'unknown'],
  ['SELECT `a` INTO @x FROM t', 'unknown'],
  ['SELECT `a` FROM t FOR UPDATE', 'unknown'],
  ["SELECT `a` FROM t WHERE b = 'it\\'s'", 'unknown'],
  ['SELECT `a` /*! INTO OUTFILE x */ FROM t', 'unknown'],
  ['SELECT :danger FROM `t`', 'unknown'],
  ['EXEC my_procedure', 'unknown'],
  ['EXEC dbo.usp_PurgeLogs @days = 3', 'destroy'],
  ['CALL mysql.rds_kill(1)', 'destroy'],
  ['SELECT * FROM sys.dm_exec_input_buffer (66, 0)', 'read'],
  ['SELECT * FROM sys.purge_all(1)', 'destroy'],
  [
    "WITH a (id, b) AS (SELECT s.id, b = x.b FROM sys.dm_exec_sessions s CROSS APPLY (SELECT 1 FOR XML PATH('')) AS x (b)) SELECT id, y = b FROM a",
    'read',
  ],
  ['WITH a (id) AS (SELECT s.id, b = steal(x) FROM t s) SELECT id FROM a', 'unknown'],
  ['SET GLOBAL read_only = 1', 'change'],
  ['SET GLOBAL sql_slave_skip_counter = 1', 'destroy'],
  ["SET GLOBAL gtid_purged = 'a'", 'destroy'],
  ['PAUSE;', 'destroy'],
  ['RESUME;', 'change'],
  ['CANCEL JOB 1', 'destroy'],
  ['DBCC CHECKDB (x, REPAIR_ALLOW_DATA_LOSS)', 'destroy'],
  ['DBCC SQLPERF(LOGSPACE)', 'read'],
  ["DBCC SQLPERF('sys.dm_os_wait_stats', CLEAR)", 'unknown'],
  ["SELECT GTID_SUBTRACT(@@GLOBAL.gtid_executed, 'a')", 'read'],
  ["SELECT SYSTEM$CANCEL_QUERY('a')", 'destroy'],
  ['SET PERSIST max_connections = 1', 'change'],
  ['SET SESSION sql_log_bin = 0; SELECT `a` FROM t', 'local'],
  ['SWITCHOVER TO standby', 'destroy'],
  ['START SLAVE', 'change'],
  ['OPTIMIZE TABLE `t`', 'change'],
  ['UPDATE `t` SET a = 1 WHERE b = 2', 'change'],
  ['UPDATE `t` SET a = 1', 'destroy'],
  ['KILL 42', 'destroy'],
  ['DROP TABLE `t`', 'destroy'],
  ['DELETE FROM `t` WHERE a = 1', 'destroy'],
  ['STOP REPLICA', 'destroy'],
  ["PURGE BINARY LOGS BEFORE '2026-01-01'", 'destroy'],
  ['ALTER TABLE `t` DROP COLUMN a', 'destroy'],
  ["RESTORE DATABASE app FROM DISK = 'x.bak'", 'destroy'],
  ['SHUTDOWN IMMEDIATE', 'destroy'],
  ['SELECT [a] FROM t; KILL 42', 'destroy'],
  ['this is no SQL', 'unknown'],
  ['CREATE INDEX CONCURRENTLY ...', 'change'],
])('SQL of another database: %s → %s', (script, effect) => {
  expect(analyseSql(script).effect).toBe(effect)
})

test('what PostgreSQL refuses stays an error, whatever it would do elsewhere', () => {
  const {commands, syntaxError} = analyseSql('DESCRIBE users')
  expect({commands, error: syntaxError?.offset}).toEqual({commands: [], error: 0})
})

test.each(['(', '\n', ' GO\n', 'a', 'select a(', "'", 'ALTER x '])(
  'long text of %j is read in bounded time',
  async piece => {
    const text = piece.repeat(Math.ceil(19_000 / piece.length))
    expect(await processorMs(() => analyseSql(text))).toBeLessThan(2000)
  },
)
