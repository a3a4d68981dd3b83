import {fc, test} from '@fast-check/vitest'
import {expect} from 'vitest'
import {SourceText} from '../../src/parser/source-text.ts'

const text = fc.array(fc.constantFrom('a', 'bc', ' ', '\n', '\r', '\r\n', '\t', '😀'), {maxLength: 40})

test.prop([text, fc.nat(50), fc.nat(50)])(
  'a point counts lines from 1 after every ending, and columns in UTF-16 units',
  (parts, from, to) => {
    const whole = parts.join('')
    const source = new SourceText(whole)
    const expected = (offset: number) => {
      const at = Math.min(offset, whole.length)
      // between the two characters of an ending a line has not ended
      const before = whole.slice(0, at).split(/\r\n|\n|\r(?!$)/)
      const split = whole[at - 1] === '\r' && whole[at] !== '\n' ? [...before.slice(0, -1), '', ''] : before
      return {line: split.length, column: split.at(-1)!.length + 1, offset: at}
    }
    expect(source.place(from, to)).toEqual({start: expected(from), end: expected(to)})
  },
)

test('a script in a list and a quote stands where its lines end', () => {
  const source = new SourceText('- > ```\n  > ls\n  > id -u\n  > ```\n')
  const placeIn = source.map('ls\nid -u', 2)
  expect(placeIn(3, 8)).toEqual({
    start: {line: 3, column: 5, offset: 19},
    end: {line: 3, column: 10, offset: 24},
  })
})

test('a script of many lines is placed in time that grows with its length only', () => {
  const script = 'ls\n'.repeat(60_000)
  const placeIn = new SourceText(script).map(script, 1)
  const began = process.cpuUsage()
  for (let at = 0; at < script.length; at += 3) placeIn(at, at + 2)
  expect(process.cpuUsage(began).user).toBeLessThan(2e6)
})
