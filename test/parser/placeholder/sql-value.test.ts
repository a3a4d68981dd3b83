import {expect, test} from 'vitest'
import {findBindNames, findGaps} from '../../../src/parser/placeholder.ts'

const gaps = (text: string) => findGaps(text, {language: 'sql'}).map(gap => gap.text)

test.each<[string, string[]]>([
  [
    "UPDATE invoice SET currency = 'new_currency' WHERE currency = 'old_currency';",
    ['new_currency', 'old_currency'],
  ],
  ["SELECT 1 FROM account WHERE owner <> 'account_id'", ['account_id']],
  ["SELECT 1 FROM account WHERE email = 'email'", ['email']],
  ["DELETE FROM login WHERE host = 'FAILED_HOSTNAME'", ['FAILED_HOSTNAME']],
  ['ALTER TABLE bar DROP CONSTRAINT bar_owner_fk', ['bar']],
  ['ALTER TABLE foo RENAME TO bar', ['foo', 'bar']],
  ['SELECT amount_column FROM invoice', ['amount_column']],
  ['put your statement here;', ['put your statement here']],
  ['explain (analyze) paste the slow query here', ['paste the slow query here']],
  ['INSERT INTO table VALUES (1)', ['table']],
  ['DELETE FROM tabla WHERE id = 1', ['tabla']],
  [
    'INSERT INTO table_name (column1, column2) VALUES (value1, 2)',
    ['table_name', 'column1', 'column2', 'value1'],
  ],
  [
    'UPDATE table_name SET column1 = value1 WHERE condition;',
    ['table_name', 'column1', 'value1', 'condition'],
  ],
  ['SELECT column1 FROM invoice WHERE condition = 1', []],
  ['SELECT old_name(1) FROM old_table', ['old_table']],
  ["CREATE USER 'usuario'@'%' IDENTIFIED BY 'nueva_clave'", ['usuario', 'nueva_clave']],
  [
    "ALTER USER 'nom_utilisateur'@'%' IDENTIFIED BY 'nouveau_mot_de_passe'",
    ['nom_utilisateur', 'nouveau_mot_de_passe'],
  ],
  ['USE nombre_bd', ['nombre_bd']],
  ["CREATE USER 'copy'@'%' IDENTIFIED BY *****;", ['*****']],
  ["ALTER USER copy PASSWORD '****'", ['****']],
  ['SELECT 2***3, a.* FROM a', []],
  ["DELETE FROM reading WHERE device = ? AND day = '2026-01-01'", ['?']],
  ['INSERT INTO reading (a, b) VALUES (?, ?) USING TTL 60', ['?', '?']],
  ["SELECT 1 FROM invoice WHERE doc ? 'key' AND doc ?| keys", []],
  ['SELECT 1 FROM invoice USE INDEX (by_day)', []],
  ["LOAD DATA INFILE '/tmp/x.csv' INTO TABLE invoice", []],
  ['SHOW RANGES FROM TABLE invoice', []],
  // a name, a state and a label are values too
  ["SELECT 1 FROM pg_attribute WHERE attname = 'account_id'", []],
  ["SELECT 1 FROM audit WHERE field = 'user_id'", []],
  ["SELECT 1 FROM flag WHERE key = 'TENANT_ID'", []],
  ["SELECT 1 FROM invoice WHERE state = 'new_customer'", []],
  ["SELECT 1 FROM invoice WHERE currency = 'eur'", []],
  ["SELECT doc->>'user_id' FROM invoice", []],
  ['SELECT * FROM (SELECT 1) AS foo', []],
  ['WITH foo AS (SELECT 1) SELECT * FROM foo', []],
])('what is missing in %j', (text, expected) => {
  expect(gaps(text)).toEqual(expected)
})

test('what SQL Server’s client is told is no gap', () => {
  const names = (text: string) => findBindNames(text, () => true).map(gap => gap.text)
  expect(names(':r ./check.sql')).toEqual([])
  expect(names(':setvar db sales\n:connect sql01')).toEqual([])
  expect(names('SELECT 1 WHERE a IN (\n:r,\n:out)')).toEqual([':r', ':out'])
})
