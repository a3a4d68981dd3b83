import fc from 'fast-check'
import {expect, test} from 'vitest'
import {pointsOf} from '../../src/model/place.ts'

test('a point has the line and column that counting gives, and offsets outside are the nearest inside', () => {
  fc.assert(
    fc.property(
      fc.string({unit: fc.constantFrom('a', '\n', 'ü', '🚀')}),
      fc.integer({min: -3, max: 40}),
      (text, offset) => {
        const at = Math.min(Math.max(offset, 0), text.length)
        const before = text.slice(0, at).split('\n')
        expect(pointsOf(text)(offset)).toEqual({
          line: before.length,
          column: before.at(-1)!.length + 1,
          offset: at,
        })
      },
    ),
  )
})
