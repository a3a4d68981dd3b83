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
  'SELECT SUM(x) AS "5xx", arr[1:2] FROM t WHERE a < b AND c > d',
])('%s has none', text => {
  expect(texts(text)).toEqual([])
})
