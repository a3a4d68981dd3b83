import {expect, test} from 'vitest'
import {matchesWithin} from '../../src/executor/pattern.ts'

test.each([
  ['ready: \\d+', 'i', 'READY: 7', true],
  ['^b', 'm', 'a\nb', true],
  ['^b', '', 'a\nb', false],
  ['é$', 'u', 'café', true],
])('/%s/%s on %j is %s', (source, flags, text, found) => {
  expect(matchesWithin(source, flags, text)).toBe(found)
})

test('an expression that backtracks without end is given up', () => {
  expect(matchesWithin('^(a+)+$', '', `${'a'.repeat(40)}!`)).toBe(undefined)
})
