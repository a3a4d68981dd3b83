import fc from 'fast-check'
import {expect, test} from 'vitest'
import {pad, pieces, width, wrap} from '../../src/report/width.ts'
import {hostile} from './hostile.ts'

test.each([
  ['', 0],
  ['plain', 5],
  ['é', 1],
  ['“à – ç…”', 8],
  ['e\u0301', 1],
  ['漢字', 4],
  ['ｱ', 1],
  ['Ａ', 2],
  ['한글', 4],
  ['👩‍🚒', 2],
  ['✅', 2],
  ['✓', 1],
  ['❤\ufe0f', 2],
  ['🇫🇷', 2],
  ['\u200b', 0],
])('%j takes %i columns', (text, columns) => expect(width(text)).toBe(columns))

test('padding counts columns', () =>
  expect([pad('漢', 4), pad('漢', 4, 'right'), pad('long', 2)]).toEqual(['漢  ', '  漢', 'long']))

test('pieces lose nothing and keep to the width', () => {
  fc.assert(
    fc.property(hostile, fc.integer({min: 2, max: 20}), (text, columns) => {
      const cut = pieces(text, columns)
      expect(cut.join('')).toBe(text)
      for (const piece of cut) expect(width(piece)).toBeLessThanOrEqual(columns)
    }),
  )
})

test('wrapping breaks between words and cuts a word that is too long', () => {
  expect(wrap('one two  three abcdefghij', 8)).toEqual(['one two', 'three', 'abcdefgh', 'ij'])
  expect(wrap('', 8)).toEqual([''])
})
