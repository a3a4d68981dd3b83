import {expect, test} from 'vitest'
import {makePlan} from '../../../src/model/make-plan.ts'
import type {BlockAction} from '../../../src/model/plan.ts'
import {parseRunbook} from '../../../src/parser/parse.ts'
import {loadSql} from '../../../src/parser/sql/analyse.ts'

const analyseSql = await loadSql()

test.each([
  'users.id = id',
  'id >= id',
  'id IS NULL OR id IS NOT NULL',
  'active OR NOT active',
  'id > 5 OR users.id <= 5',
  'EXISTS (SELECT 1)',
  'EXISTS (SELECT 1 FROM users WHERE id = 5)',
  'id IN (SELECT id FROM users)',
  '(SELECT true)',
  '(SELECT count(*) FROM users) > 0',
  'id = id AND true',
  '1=1 AND id=id',
  'NOT (id <> id)',
  '(id = id) IS TRUE',
  '(id = id) = true',
  'id IS NOT DISTINCT FROM id',
  'id BETWEEN id AND id',
  'id IN (id)',
  'id = ANY (ARRAY[id, 1])',
  "length('x')=1",
  "now() > '2020-01-01'",
  'random() < 2',
  '$1',
  '$1 IS NULL OR id = $1',
  "name LIKE '%'",
  '((1=1))',
])('DELETE and UPDATE … WHERE %s are of every row', condition => {
  for (const [script, does] of [
    [`DELETE FROM users WHERE ${condition}`, '`DELETE` deletes every row'],
    [`UPDATE users SET a = 1 WHERE ${condition}`, '`UPDATE` changes every row'],
  ] as const) {
    const {commands, effect, reasons} = analyseSql(script)
    expect(commands.map(({everyRowOf}) => everyRowOf)).toEqual(['users'])
    expect(effect).toBe('destroy')
    expect(reasons.map(({text}) => text)).toContain(does)
  }
})

test.each([
  'id = 1',
  'id = 3 AND 1=1',
  'active',
  'id IS NOT NULL',
  'id = 3 OR false',
  'id < 5 OR id > 9',
  'NOT (id = 1)',
  'id IN (1, 2)',
  'id IN (SELECT id FROM users LIMIT 100)',
  'id IN (SELECT user_id FROM banned WHERE until > now())',
  'id = (SELECT max(id) FROM users)',
  'EXISTS (SELECT 1 FROM orders o WHERE o.user_id = users.id)',
  'EXISTS (SELECT 1 FROM orders WHERE user_id = id)',
  'created < now()',
  "name LIKE 'a%'",
  'CURRENT OF c',
])('UPDATE … WHERE %s picks among the rows', condition => {
  const {commands, effect} = analyseSql(`UPDATE users SET a = 1 WHERE ${condition}`)
  expect(commands.map(({everyRowOf}) => everyRowOf)).toEqual([undefined])
  expect(effect).toBe('change')
})

test.each([
  ['WITH d AS (DELETE FROM a.t RETURNING *) SELECT * FROM d', 'a.t'],
  ['WITH d AS (UPDATE t SET a = 1 RETURNING *) DELETE FROM u WHERE true', 'u, t'],
  ['PREPARE p AS DELETE FROM t', 't'],
  ['EXPLAIN ANALYZE UPDATE t SET a = 1 WHERE id = id', 't'],
  ['COPY (DELETE FROM t RETURNING *) TO STDOUT', 't'],
  ['TRUNCATE a, b.c', 'a, b.c'],
  ['MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE', 't'],
  ['MERGE INTO t USING s ON s.a = 1 WHEN MATCHED THEN UPDATE SET a = 1', 't'],
  ['MERGE INTO t USING s ON false WHEN NOT MATCHED BY SOURCE THEN DELETE', 't'],
  ['DELETE FROM t USING u WHERE u.a = 1', 't'],
  ['DELETE FROM t AS x WHERE x.id = id', 't'],
  ['EXPLAIN DELETE FROM t', undefined],
  ['CREATE RULE r AS ON INSERT TO t DO ALSO DELETE FROM u', undefined],
  ['MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN DELETE', undefined],
  ['MERGE INTO t USING s ON true WHEN MATCHED THEN DO NOTHING', undefined],
  ['MERGE INTO t USING s ON true WHEN MATCHED AND t.a = 1 THEN DELETE', undefined],
  ['DELETE FROM t USING u WHERE u.id = t.id', undefined],
])('%s: every row of %s', (script, table) => {
  const {commands, syntaxError} = analyseSql(script)
  expect(syntaxError).toBeUndefined()
  expect(commands.map(({everyRowOf}) => everyRowOf)).toEqual([table])
})

test.each([
  ['DELETE FROM users WHERE :flag', 'users'],
  ['DELETE FROM users WHERE :flag = 1', 'users'],
  ['DELETE FROM users WHERE <flag>', 'users'],
  ['DELETE FROM users WHERE id = :id', undefined],
  ['DELETE FROM users WHERE :column = 1 AND id = 2', undefined],
])('a value that is filled in is no column: %s', async (script, table) => {
  const {runbook} = await parseRunbook('a.md', `# A\n\n\`\`\`sql\n${script};\n\`\`\`\n`)
  const {steps} = makePlan(runbook, undefined, new Set(['DATABASE_URL']))
  const {commands} = steps[0]!.action as BlockAction
  expect(commands.map(({everyRowOf}) => everyRowOf)).toEqual([table])
})
