import {expect, test} from 'vitest'
import {loadSql} from '../../../src/parser/sql/analyse.ts'

const analyseSql = await loadSql()

test.each([
  ['SELECT HERE', 'sql'],
  ["SELECT 'a HERE'", 'sql-string'],
  ["SELECT 'it''s HERE'", 'sql-string'],
  ["SELECT 'a\\' HERE", 'sql'],
  ["SELECT E'a\\' HERE'", 'sql-string'],
  ['SELECT "HERE"', 'sql-string'],
  ['SELECT "a""HERE"', 'sql-string'],
  ['SELECT $$ HERE $$', 'sql-string'],
  ["SELECT $a$ ' $$ HERE $a$", 'sql-string'],
  ['SELECT $a$ x $a$, HERE', 'sql'],
  ['SELECT a$b$ HERE a$b$', 'sql'],
  ['SELECT $1, HERE', 'sql'],
  ['SELECT 1 -- HERE', 'comment'],
  ['-- a\nSELECT HERE', 'sql'],
  ['/* a /* b */ HERE */ SELECT 1', 'comment'],
  ['/* a */ SELECT HERE', 'sql'],
  ["SELECT '-- ' HERE", 'sql'],
  ["SELECT '/*' HERE", 'sql'],
  ["-- it's\nSELECT HERE", 'sql'],
  ["SELECT 'never closed HERE", 'sql-string'],
])('in %s the place is %s', async (script, context) => {
  expect(analyseSql(script).contextAt(script.indexOf('HERE') + 1)).toBe(context)
})
