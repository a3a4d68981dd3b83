import fc from 'fast-check'
import {expect, test} from 'vitest'
import {holdsElided, seenDifference} from '../../src/executor/elision.ts'
import {processorMs} from '../support/processor-time.ts'

test.each([
  ['200 OK', 'HTTP/1.1 200 OK\n'],
  ['HTTP/1.1 ... OK', 'x\nHTTP/1.1 200 OK\ny'],
  ['a...c', 'abc'],
  ['a...c', 'ac'],
  ['a...b...c', 'a a b a b c'],
  ['done...', 'done...\n'],
  ['...done', '...done'],
  ['a...c', 'a\na c'],
])('%j is in %j', (expected, text) => expect(holdsElided(text, expected)).toBe(true))

test.each([
  ['HTTP/1.1 ... OK', 'HTTP/1.1 503\nOK'],
  ['a...b', 'b a'],
  ['a...b...c', 'a c b'],
  ['done...', 'done'],
  ['done...', 'done, and failed'],
  ['...done', 'not done'],
  ['ok', 'OK'],
])('%j is not in %j', (expected, text) => expect(holdsElided(text, expected)).toBe(false))

test('an elision is found within one line exactly where an expression would find it', () => {
  const piece = fc.string({unit: fc.constantFrom('a', 'b', '\n'), maxLength: 8})
  const part = fc.string({unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 2})
  fc.assert(
    fc.property(piece, fc.array(part, {minLength: 2, maxLength: 4}), (text, parts) => {
      expect(holdsElided(text, parts.join('...'))).toBe(new RegExp(parts.join('.*')).test(text))
    }),
  )
})

test('a long output in which an elision is almost found takes no time', async () => {
  const look = () => {
    expect(holdsElided('a'.repeat(1 << 20), 'a...b')).toBe(false)
    expect(holdsElided('a\n'.repeat(1 << 19), 'a...b')).toBe(false)
  }
  expect(await processorMs(look)).toBeLessThan(5000)
})

test.each([
  ['a\nb', 'a\nb\n'],
  ['a  \n\n', '\na\n'],
  ['', '\n'],
  ['...', ''],
  ['...', 'a\nb'],
  ['a\n...\nd', 'a\nb\nc\nd'],
  ['a\n...\nb', 'a\nb'],
  ['...\nb\n...\nd\n...', 'a\nb\nc\nd\ne'],
  ['up ... days', 'up 12 days'],
  ['...%', '93%'],
  ['  ...', ' 1\n2'],
])('shown %j is what %j is', (shown, output) => expect(seenDifference(shown, output)).toBe(undefined))

test.each([
  ['a\nb', 'a\nc', 'line 2 is "c", not "b"'],
  ['a\nb', 'a', 'it ends before "b"'],
  ['a', 'a\nb', 'line 2 is "b", one too many'],
  ['', 'x', 'line 1 is "x", one too many'],
  ['a\n...\nd', 'a\nb\nc', 'line 3 is "c", not "d"'],
  ['a\n...\na', 'a', 'it ends before "a"'],
  ['...\nb\n...\nc', 'a\nc', 'behind line 0 there is no "b"'],
  ['up ... days', 'up 12 hours', 'line 1 is "up 12 hours", not "up ... days"'],
  ['ab...ba', 'aba', 'line 1 is "aba", not "ab...ba"'],
  [' a', 'a', 'line 1 is "a", not " a"'],
])('shown %j is not what %j is', (shown, output, where) => expect(seenDifference(shown, output)).toBe(where))
