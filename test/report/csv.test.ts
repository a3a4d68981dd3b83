import {expect, test} from 'vitest'
import {csvLine} from '../../src/report/csv.ts'

test.each([
  [['a', '1'], 'a,1\n'],
  [[null, ''], ',""\n'],
  [['a,b', 'say "no"', 'two\nlines', ' blank', 'x\r'], '"a,b","say ""no""","two\nlines"," blank","x\r"\n'],
])('%j is %j', (values, line) => {
  expect(csvLine(values)).toBe(line)
})
