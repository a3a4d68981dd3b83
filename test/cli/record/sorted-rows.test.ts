import {readdirSync} from 'node:fs'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {sortLong} from '../../../src/cli/record/sorted-rows.ts'
import {temporaryDirectory} from '../../support/temporary.ts'

const byNumber = (a: {number: number}, b: {number: number}) => a.number - b.number

test('however much more than fits at once is added, it comes back in order, equals as they came, and no file is left', () => {
  const folder = temporaryDirectory()
  const item = fc.record({number: fc.integer({min: 0, max: 20}), text: fc.string({unit: 'binary'})})
  fc.assert(
    fc.property(fc.array(item, {maxLength: 60}), fc.integer({min: 1, max: 70}), (items, most) => {
      const sorted = sortLong<(typeof items)[number]>(byNumber, folder, most)
      for (const one of items) sorted.add(one)
      expect(readdirSync(folder)).toEqual([])
      expect([...sorted.inOrder()]).toEqual(JSON.parse(JSON.stringify(items.toSorted(byNumber))))
    }),
  )
})

test('a folder that takes no file is named', () => {
  const sorted = sortLong<{number: number}>(byNumber, '/proc/nothing', 1)
  expect(() => sorted.add({number: 1})).toThrow(/^\/proc\/nothing: .* \(ENOENT\); set TMPDIR/)
})

test('whoever stops early closes it', () => {
  const folder = temporaryDirectory()
  const sorted = sortLong<{number: number}>(byNumber, folder, 2)
  for (const number of [5, 3, 4, 1, 2]) sorted.add({number})
  for (const {number} of sorted.inOrder()) {
    expect(number).toBe(1)
    break
  }
  sorted.close()
  expect([...sorted.inOrder()]).toEqual([])
})
