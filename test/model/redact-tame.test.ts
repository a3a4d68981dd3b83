import {expect, test} from 'vitest'
import {createRedactor} from '../../src/model/redact.ts'
import {createScreenFilter} from '../../src/report/harmless.ts'

const bytes = Array.from({length: 256}, (_, byte) => byte)
const isControl = (byte: number) => (byte < 0x20 && ![0x08, 0x09, 0x0a, 0x0d].includes(byte)) || byte === 0x7f

/** A text of so many bytes with one of its own among them, which begins at an even or an odd place of its memory. */
function textWith(byte: number, at: number, length: number, odd: number): Buffer {
  const text = Buffer.alloc(length + odd, 'abcdefg hijklmn\n').subarray(odd)
  text[at] = byte
  return text
}

test.each([[[]], [[{name: 'TOKEN', value: 'correct-horse-battery'}]]])(
  'a text is tame where no control character stands in it, wherever that could be (%j)',
  secrets => {
    const redactor = createRedactor(secrets)
    for (const byte of bytes) {
      for (const odd of [0, 1]) {
        for (const length of [1, 2, 8, 19]) {
          for (let at = 0; at < length; at++) {
            const {log, tame} = redactor.stream().push(textWith(byte, at, length, odd))
            if (log.length === length)
              expect([byte, at, length, tame]).toEqual([byte, at, length, !isControl(byte)])
          }
        }
      }
    }
  },
)

test('what a program prints is tame only where it passes as it came', () => {
  const redactor = createRedactor([{name: 'TOKEN', value: 'correct-horse-battery'}])
  const line = Buffer.from(`${'a line of a log, like others\n'.repeat(200)}`)
  const masker = redactor.printed()
  expect(masker.push(line)).toMatchObject({log: line, tame: true})
  expect(masker.push(Buffer.from('correct-horse-battery and\n')).tame).not.toBe(true)
  expect(masker.push(Buffer.from('DB_PASSWORD=b2e8f00c99a1\n')).tame).not.toBe(true)
  expect(masker.push(Buffer.concat([line, Buffer.from('\u001b[6n')])).tame).not.toBe(true)
})

test('a filter that holds the beginning of a sequence looks at what goes on with it, tame or not', () => {
  const filter = createScreenFilter()
  expect(filter.push(Buffer.from('a\u001b['), false).toString()).toBe('a')
  expect(filter.push(Buffer.from('6n and more'), true).toString()).toBe(' and more')
})

test('tame bytes that are no UTF-8, or controls beyond ASCII, are made harmless as others are', () => {
  const filter = createScreenFilter()
  expect(filter.push(Buffer.from([0x61, 0xff, 0x62]), true).toString()).toBe('a\ufffdb')
  expect(filter.push(Buffer.from('a\u009b6nb'), true).toString()).toBe('a6nb')
})
