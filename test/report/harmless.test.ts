import fc from 'fast-check'
import {expect, test} from 'vitest'
import {createRedactor} from '../../src/model/redact.ts'
import {createScreenFilter} from '../../src/report/harmless.ts'
import {rounds} from '../support/rounds.ts'

/** What a screen gets of these chunks. */
function shown(chunks: readonly (string | Uint8Array)[]): Buffer {
  const filter = createScreenFilter()
  return Buffer.concat([...chunks.map(chunk => filter.push(Buffer.from(chunk))), filter.flush()])
}

test.each([
  [
    'colours and the erasing of a line pass',
    '\x1b[1;38:5:2mok\x1b[0m\x1b[K\r\n',
    '\x1b[1;38:5:2mok\x1b[0m\x1b[K\r\n',
  ],
  ['tabs, returns and backspaces pass', 'a\tb\r50%\b\b9%\n', 'a\tb\r50%\b\b9%\n'],
  ['characters of several bytes pass', 'é漢🚀\u00a0', 'é漢🚀\u00a0'],
  ['a title is left out', 'a\x1b]0;x\x07b\x1b]2;y\x1b\\c', 'abc'],
  ['the clipboard is left alone', '\x1b]52;c;aGFja2Vk\x07a', 'a'],
  ['a link is only its text', '\x1b]8;;http://x\x1b\\text\x1b]8;;\x1b\\', 'text'],
  ['queries are left out', 'a\x1b[c\x1b[6n\x1b[>0q\x1b[?1$p\x05\x1bZ\x1bP$qm\x1b\\b', 'ab'],
  ['the cursor is not moved', 'a\x1b[2J\x1b[H\x1b[3A\x1b[1;1fb\x1b7\x1b8\x1bc', 'ab'],
  ['modes are not changed', 'a\x1b[?1049h\x1b[?1000h\x1b[?2004h\x1b[4h\x1b[>4;1mb', 'ab'],
  ['character sets are not changed', 'a\x1b(0\x0eq\x0f\x1b%@b', 'aqb'],
  ['keyboard strings are not defined', '\x1b_x\x1b\\\x1b^y\x1b\\\x1bXz\x1b\\a', 'a'],
  ['control bytes and bells are left out', 'a\0\x07\x7f\x0b\x0cb', 'ab'],
  ['controls of two bytes are left out', 'a\u009b31m\u0085b', 'a31mb'],
  ['an unfinished sequence shows nothing at the end', 'a\x1b]0;x', 'a'],
])('%s', (_, bytes, screen) => {
  expect(shown([bytes]).toString()).toBe(screen)
  expect(shown([...Buffer.from(bytes)].map(byte => Uint8Array.of(byte))).toString()).toBe(screen)
})

test('what is no UTF-8 becomes a replacement character', () => {
  const bytes = Buffer.from([0x61, 0xff, 0x9b, 0x32, 0x4a, 0xc3, 0x62, 0xe2, 0x82])
  expect(shown([bytes]).toString()).toBe('a\ufffd\ufffd2J\ufffdb\ufffd\ufffd')
})

test('text passes as it is, and nothing but colours escapes, however a stream is cut', () => {
  const part = fc.oneof(
    fc.constantFrom('\x1b', '\x1b[', '\x1b]', '\x1b\\', '31m', '2J', '\x07', 'é', '漢', '\n', '\x1b[1m', 'a'),
    fc.string({maxLength: 4}),
  )
  fc.assert(
    fc.property(fc.array(part), fc.array(fc.nat(), {maxLength: 5}), (parts, places) => {
      const bytes = Buffer.from(parts.join(''))
      const cuts = [0, ...places.map(place => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
      const whole = shown([bytes])
      expect(shown(cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end)))).toEqual(whole)
      expect(whole.toString().replaceAll(/\x1b\[[\d;:]*[mK]/g, '')).not.toMatch(
        /[\0-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f]/,
      )
    }),
    {numRuns: rounds(400)},
  )
  fc.assert(
    fc.property(fc.string({unit: 'grapheme'}), text => {
      fc.pre(!/[\0-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f\p{Surrogate}]/u.test(text))
      expect(shown([text]).toString()).toBe(text)
    }),
  )
})

test('what masking says of bytes changes nothing that a screen gets', () => {
  const line = 'An ordinary line of a log, with words in it that say nothing.\n'
  const piece = fc.oneof(
    fc.constantFrom(
      '\x1b',
      '\x1b[',
      '\x1b[31m',
      '2J',
      '\x9b',
      '\x7f',
      '\0',
      'é',
      '漢',
      'DB_PASSWORD=',
      'hunter22',
      '\r',
      '\t',
    ),
    fc.nat(80).map(lines => line.repeat(lines)),
  )
  const chunk = fc.array(piece, {maxLength: 4}).map(pieces => Buffer.from(pieces.join('')))
  fc.assert(
    fc.property(fc.array(chunk, {maxLength: 6}), fc.nat(3), (chunks, cut) => {
      const masker = createRedactor([{name: 'A', value: 'hunter22'}]).printed()
      const [told, untold] = [createScreenFilter(), createScreenFilter()]
      for (const bytes of chunks) {
        const {screen, plain} = masker.push(bytes.subarray(0, bytes.length - cut))
        expect(told.push(screen, plain).equals(untold.push(screen))).toBe(true)
      }
      expect(told.flush()).toEqual(untold.flush())
    }),
    {numRuns: rounds(100)},
  )
})

test('what was held back is looked at with what follows it, wherever both lie in memory', () => {
  const pool = Buffer.from('\x1b[6n6nhello') // one piece of memory, in which a joined copy may lie too
  const filter = createScreenFilter()
  expect(filter.push(pool.subarray(0, 2)).toString()).toBe('')
  expect(filter.push(pool.subarray(4), true).toString()).toBe('hello')
})
