import fc from 'fast-check'
import {expect, test} from 'vitest'
import {type Comparison, compare} from '../../src/model/attributes.ts'

const holds = (actual: string, operator: Comparison['operator'], value: string) =>
  compare(actual, {operator, value})

test.each([
  ['99', '<', '100'],
  ['9', '<', '10'],
  ['1.50', '=', '1.5'],
  [' 7 ', '=', '7'],
  ['1e3', '=', '1000'],
  ['-1', '<', '0'],
  ['.5', '<=', '0.5'],
  ['up', '=', 'up'],
  ['up', '!=', 'down'],
  ['9007199254740993', '!=', '9007199254740992'],
  ['9007199254740993', '>', '9007199254740992'],
  ['', '=', ''],
  ['', '!=', '0'],
] as const)('%j %s %j holds', (actual, operator, value) => expect(holds(actual, operator, value)).toBe(true))

test.each([
  ['100', '<', '100'],
  ['up', '=', 'Up'],
  ['up', '<', 'zz'],
  ['up', '>=', 'up'],
  ['', '<', '1'],
  ['', '=', '0'],
  ['0x10', '=', '16'],
  ['Infinity', '>', '1'],
  ['NaN', '<', '1'],
  ['12 rows', '=', '12'],
  ['1,000', '>', '1'],
  ['9007199254740993', '=', '9007199254740992'],
] as const)('%j %s %j does not hold', (actual, operator, value) =>
  expect(holds(actual, operator, value)).toBe(false),
)

test('whole numbers of any size compare as numbers', () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.bigInt(), (one, other) => {
      const [a, b] = [String(one), String(other)]
      expect([
        holds(a, '<', b),
        holds(a, '<=', b),
        holds(a, '>', b),
        holds(a, '>=', b),
        holds(a, '=', b),
        holds(a, '!=', b),
      ]).toEqual([one < other, one <= other, one > other, one >= other, one === other, one !== other])
    }),
  )
})
