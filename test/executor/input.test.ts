import {expect, test} from 'vitest'
import {inputProblem} from '../../src/executor/input.ts'
import type {InputType} from '../../src/model/settings.ts'

const problem = (type: InputType, value: string) => inputProblem({name: 'x', type}, value)

test.each<[InputType, string[], string[]]>([
  ['string', ['anything at all', '$(date)'], []],
  ['integer', ['0', '42', '-7', '+3', '9007199254740993'], ['4.2', '1e3', ' 1', '0x10', 'four', '1;2']],
  ['duration', ['90s', '10m', '1h30m', '2 min'], ['90', 'soon', '0s', '-5m']],
  [
    'url',
    ['https://example.com/a?b=c', 'postgres://db:5432/app'],
    ['example.com', 'https://', 'javascript:alert(1)', 'https://a b.example.com'],
  ],
  [
    'date',
    ['2026-02-16', '2024-02-29'],
    ['2026-02-29', '2026-2-1', '16/02/2026', '2026-02-16T00:00', '2026-13-01'],
  ],
  ['identifier', ['users', 'app.users'], ['app.users; drop', 'a-b', '"x"']],
])('an input of the type %s takes %j and not %j', (type, taken, refused) => {
  expect(taken.filter(value => problem(type, value) !== undefined)).toEqual([])
  expect(refused.filter(value => problem(type, value) === undefined)).toEqual([])
})

test('the complaint shows what would be taken', () => {
  expect(problem('integer', 'four')).toBe('x must be a whole number such as 42')
  expect(problem('date', '2026-02-30')).toBe('x must be a date such as 2026-02-16')
})
