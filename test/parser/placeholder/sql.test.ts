import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const texts = (text: string) => findGaps(text, {language: 'sql'}).map(gap => gap.text)

test.each<[string, string[]]>([
  [
    'ALTER TABLE table_name ALTER COLUMN column_name TYPE new_type;',
    ['table_name', 'column_name', 'new_type'],
  ],
  ['VACUUM FULL your_table', ['your_table']],
  ["SELECT 1 FROM jobs WHERE id = '[UUID]'", ['[UUID]']],
  ['TRUNCATE TABLE table_name CASCADE', ['table_name']],
  ["SELECT ... FROM table WHERE column_name = 'value'", ['...', 'table', 'column_name', 'value']],
  ["SELECT setval('sequence_name', 1)", ['sequence_name']],
  ["UPDATE users SET hash = 'your-hash' WHERE login = 'foo'", ['your-hash', 'foo']],
  ["CREATE ROLE app PASSWORD 'a-strong-password'", ['a-strong-password']],
  ['SELECT pg_cancel_backend(PID)', ['PID']],
  ['KILL <id>', ['<id>']],
  ["exec restore @db='DBNAME', @from='arn:aws:s3:::BUCKETNAME/x'", ['DBNAME', 'BUCKETNAME']],
  ['DELETE FROM jobs WHERE id IN (1234567890)', ['1234567890']],
  ["SELECT * FROM t WHERE day BETWEEN 'YYYY-MM-DD' AND 'YYYY-MM-DD'", ['YYYY-MM-DD', 'YYYY-MM-DD']],
  ["ALTER USER username WITH PASSWORD 'password'", ['username', 'password']],
  ["CREATE USER 'username'@'%' IDENTIFIED BY 'S3cret!'", ['username', 'S3cret!']],
  ["GRANT ALL ON *.* TO 'USUARIO_DEF'@'%'", ['USUARIO_DEF']],
  [
    "CHANGE MASTER TO MASTER_HOST='master_host', MASTER_PASSWORD='repl_password'",
    ['master_host', 'repl_password'],
  ],
  ['DROP DATABASE dbname; VACUUM FULL schemaname.tablename', ['dbname', 'schemaname', 'tablename']],
  ['CREATE DATABASE NOMBRE_BASE', ['NOMBRE_BASE']],
  ['SELECT pg_terminate_backend(4711); KILL 42;', ['4711', '42']],
  ['KILL process_id', ['process_id']],
  ["UPDATE mysql.user SET Password=PASSWORD('password')", ['password']],
  ["GRANT ALL ON *.* TO 'newuser'@'localhost'", ['newuser']],
  ['ALTER DATABASE [database_name] SET READ_ONLY', ['database_name']],
  ["ALTER SYSTEM KILL SESSION 'sid,serial#'", ['sid,serial#']],
])('%s', (text, expected) => {
  expect(texts(text)).toEqual(expected)
})

test.each([
  "SELECT table_name FROM information_schema.columns WHERE column_name = 'user_id'",
  'SELECT count(*) AS table_name FROM orders GROUP BY user_id',
  "SELECT to_char(now(), 'YYYY-MM-DD'), to_timestamp(a, 'YYYY-MM-DD HH24:MI')",
  'SELECT slot_name, application_name FROM pg_stat_replication -- your_slot',
  "SELECT * FROM hits WHERE code LIKE '5%' AND kind = 'ERROR' /* xxxx */",
  'SELECT a.ID FROM A a JOIN B b ON a.B_ID = b.ID WHERE STATUS = 3',
  'SELECT pg_terminate_backend(pid)\nFROM pg_stat_activity WHERE pid <> 7',
  "CREATE USER app IDENTIFIED BY 'Zk9-hunter'; GRANT SELECT ON shop.* TO 'app'@'%'",
  "UPDATE users SET username = 'ann' WHERE username = 'bob'",
  'DROP TABLE new_users; ALTER TABLE CUSTOMER_ACCOUNT ADD x int',
  "CHANGE MASTER TO MASTER_LOG_FILE='mysql-bin.000004', MASTER_LOG_POS=98",
  'SELECT SUM(x) AS "5xx", arr[1:2] FROM t WHERE a < b AND c > d',
])('%s has none', text => {
  expect(texts(text)).toEqual([])
})

test.each<[string, string[]]>([
  ['GRANT SELECT ON ALL TABLES IN SCHEMA public TO username;', ['username']],
  ['SELECT pg_cancel_backend(procpid);', ['procpid']],
  ["SHOW GRANTS FOR 'user'@'%';", ['user']],
  ["GRANT SELECT ON DATABASE.* TO 'ada'@'%';", ['DATABASE']],
  ['GRANT ALL ON DATABASE shop TO "username";', ['username']],
  ['ALTER DATABASE shop OWNER TO new_owner;', ['new_owner']],
  ['REASSIGN OWNED BY old_user TO new_user;', ['old_user', 'new_user']],
  ["COPY tablename TO '/srv/a.csv' CSV;", ['tablename']],
  ['ALTER LOGIN loginname DISABLE;', ['loginname']],
  ['DELETE FROM sessions WHERE user_id = USER_ID;', ['USER_ID']],
  ["DELETE FROM jobs WHERE id = 'job-id';", ['job-id']],
  ["SELECT * FROM orders WHERE order_id = 'ORDER_ID';", ['ORDER_ID']],
  ["SELECT pg_database_size('dbname');", ['dbname']],
  ["DBCC CHECKDB ('DatabaseName');", ['DatabaseName']],
  ["SELECT 1 FROM pg_stat_activity WHERE datname = 'dbname';", ['dbname']],
  ['CALL mysql.rds_kill(thread_id);', ['thread_id']],
])('%s: the name or number of what the statement is about', (text, expected) => {
  expect(texts(text)).toEqual(expected)
})

test.each([
  'SELECT table_name, count(*) FROM a GROUP BY table_name',
  "SELECT 1 FROM information_schema.columns WHERE column_name = 'username'",
  'SELECT schemaname, tablename FROM pg_stats ORDER BY schemaname',
  'SELECT "username" FROM people',
  'ROLLBACK TO before_import',
])('%s: a column or a name of its own', text => {
  expect(texts(text)).toEqual([])
})
