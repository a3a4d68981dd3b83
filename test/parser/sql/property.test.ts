import fc from 'fast-check'
import {expect, test} from 'vitest'
import {effects} from '../../../src/model/effect.ts'
import {loadSql} from '../../../src/parser/sql/analyse.ts'
import {processorMs} from '../../support/processor-time.ts'
import {rounds} from '../../support/rounds.ts'

const analyse = await loadSql()
const pieces = fc.constantFrom(
  ...[
    'SELECT',
    '1',
    'FROM',
    't',
    'DELETE',
    'WHERE',
    ';',
    ',',
    '(',
    ')',
    "'",
    '"',
    '$$',
    '$a$',
    '--',
    '/*',
    '*/',
    '\n',
    'é',
    '🙂',
    '\0',
    '::',
    '$1',
    'WITH',
    'AS',
    'UPDATE',
    'SET',
    '=',
    'EXPLAIN',
    '\\',
  ],
)
const scripts = fc.oneof(
  fc.string({unit: 'binary', maxLength: 200}),
  fc.array(pieces, {maxLength: 40}).map(parts => parts.join(' ')),
  fc
    .array(
      fc.constantFrom("SELECT 'é🙂';", ' DELETE FROM t ; ', '-- 🙂\n', '/* é */', ' TABLE "🙂";\n', 'BEGIN;'),
      {maxLength: 10},
    )
    .map(parts => parts.join('')),
)

test('whatever the text, it is read without failing, and every offset lies inside it', () => {
  fc.assert(
    fc.property(scripts, script => {
      const found = analyse(script)
      expect(effects).toContain(found.effect)
      let from = 0
      for (const {text, start, end} of found.commands) {
        expect(start).toBeGreaterThanOrEqual(from)
        expect(end).toBeGreaterThanOrEqual(start)
        expect(end).toBeLessThanOrEqual(script.length)
        expect(script.slice(start, end)).toBe(text)
        expect(text).not.toMatch(/^[\s;]|^--|[\s;]$/)
        from = end
      }
      if (found.syntaxError) {
        expect(found.syntaxError.offset).toBeGreaterThanOrEqual(0)
        expect(found.syntaxError.offset).toBeLessThanOrEqual(script.length)
      }
      for (let i = -1; i <= script.length; i++) found.contextAt(i)
    }),
    {numRuns: rounds(1500)},
  )
})

test('a call that destroys is found wherever it stands', () => {
  const around = fc.constantFrom<(inner: string) => string>(
    inner => `(SELECT ${inner})`,
    inner => `coalesce(${inner}, 1)`,
    inner => `(CASE WHEN true THEN ${inner} END)`,
    inner => `ARRAY[${inner}]`,
    inner => `(${inner})::text`,
    inner => `(SELECT max(${inner}) OVER ())`,
    inner => `(SELECT 1 FROM generate_series(1, ${inner}))`,
    inner => `(SELECT 1 WHERE ${inner} GROUP BY 1 HAVING true)`,
    inner => `(WITH a AS (SELECT ${inner}) SELECT 1 FROM a)`,
    inner => `EXISTS (SELECT 1 ORDER BY ${inner} LIMIT 1)`,
    inner => `(VALUES (${inner}))`,
    inner => `count(*) FILTER (WHERE ${inner})`,
    inner => `ROW(1, ${inner})`,
    inner => `(SELECT 1 UNION SELECT ${inner})`,
  )
  fc.assert(
    fc.property(fc.array(around, {maxLength: 4}), layers => {
      const script = `SELECT ${layers.reduce((inner, layer) => layer(inner), 'pg_terminate_backend(1)')} FROM t`
      expect({script, effect: analyse(script).effect}).toEqual({script, effect: 'destroy'})
    }),
    {numRuns: rounds(300)},
  )
})

test.each([
  ['parentheses', `SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)}`],
  ['operators', `SELECT ${'1+'.repeat(20_000)}1`],
  ['minus signs', `SELECT ${'- '.repeat(20_000)}1`],
  ['negations', `SELECT ${'NOT '.repeat(20_000)}true`],
  ['cases', `SELECT ${'CASE WHEN '.repeat(3000)}true`],
  ['statements', 'SELECT 1;'.repeat(20_000)],
  ['quotes', "'".repeat(99_999)],
  ['comments', '/*'.repeat(50_000)],
])('many %s are read in bounded time, and what comes after is read too', async (_, script) => {
  expect(await processorMs(() => analyse(script))).toBeLessThan(5000)
  expect(analyse('SELECT 1').effect).toBe('read')
})
