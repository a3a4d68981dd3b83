import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Table} from '../../src/model/driver.ts'
import {renderTable} from '../../src/report/table.ts'
import {width} from '../../src/report/width.ts'
import {hostile} from './hostile.ts'

const table = (names: string[], rows: Table['rows'], more: Partial<Table> = {}): Table => ({
  columns: names.map(name => ({name, numeric: name === 'id'})),
  rows,
  total: rows.length,
  command: 'SELECT',
  ...more,
})
const people = table(
  ['id', 'name', 'note'],
  [
    ['1', 'alice', null],
    ['200', '漢字', 'NULL'],
    ['3', '👩‍🚒', 'a\n\u001b[31mb\tc'],
  ],
)

test('numbers stand right, wide characters are measured, a null differs from the word, lines of a cell go on below', () =>
  expect(renderTable(people, {columns: 80})).toBe(
    [
      '  id │ name  │ note',
      '─────┼───────┼────────',
      '   1 │ alice │ NULL',
      " 200 │ 漢字  │ 'NULL'",
      '   3 │ 👩‍🚒    │ a     ↵',
      '     │       │ b    c',
      '(3 rows)',
      '',
    ].join('\n'),
  ))

test('what is cut to fit goes on below with a mark', () =>
  expect(renderTable(table(['id', 'text'], [['1', 'x'.repeat(30)]]), {columns: 30})).toBe(
    [
      ' id │ text',
      '────┼─────────────────────────',
      `  1 │ ${'x'.repeat(23)}…`,
      `    │ ${'x'.repeat(7)}`,
      '(1 row)',
      '',
    ].join('\n'),
  ))

test('a table too wide for the screen has a field a line', () =>
  expect(renderTable(people, {columns: 16})).toBe(
    [
      '─ row 1 ────────',
      'id   │ 1',
      'name │ alice',
      'note │ NULL',
      '─ row 2 ────────',
      'id   │ 200',
      'name │ 漢字',
      "note │ 'NULL'",
      '─ row 3 ────────',
      'id   │ 3',
      'name │ 👩‍🚒',
      'note │ a↵',
      '     │ b    c',
      '(3 rows)',
      '',
    ].join('\n'),
  ))

test('the true total is told when rows were left out', () =>
  expect(renderTable(table(['id'], [['1']], {total: 2345}), {columns: 80})).toBe(
    ' id\n────\n  1\n(2345 rows, the first 1 shown)\n',
  ))

test('a statement without columns tells its command and count', () =>
  expect(renderTable(table([], [], {command: 'UPDATE', total: 3}), {columns: 80})).toBe('UPDATE 3\n'))

test('no rows are a head and a count', () =>
  expect(renderTable(table(['id'], []), {columns: 80})).toBe(' id\n────\n(0 rows)\n'))

test('no line is wider than the screen whatever is in the cells', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(hostile, hostile, fc.option(hostile)), {maxLength: 3}),
      fc.integer({min: 20, max: 90}),
      (rows, columns) => {
        const lines = renderTable(table(['one', 'two', 'three'], rows), {columns}).split('\n')
        for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns)
      },
    ),
  )
})
