import fc from 'fast-check'
import {expect, test} from 'vitest'
import {createRedactor} from '../../src/model/redact.ts'
import {rounds} from '../support/rounds.ts'

const mask = '‹redacted›'
const secret = (value: string, name = 'TOKEN') => ({name, value})

/** The bytes through a stream, in these chunks. */
function streamed(values: readonly string[], chunks: readonly (string | Uint8Array)[]): string {
  const masker = createRedactor(values.map(value => secret(value))).stream()
  const out = chunks.map(chunk => masker.push(Buffer.from(chunk)).log)
  return Buffer.concat([...out, masker.flush().log]).toString()
}

function* splits(text: string): Generator<Buffer[]> {
  const bytes = Buffer.from(text)
  for (let first = 0; first <= bytes.length; first++) {
    for (let second = first; second <= bytes.length; second++) {
      yield [bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second)]
    }
  }
}

test.each([
  ['a plain value', ['hunter2-hunter2'], 'a hunter2-hunter2 b', `a ${mask} b`],
  ['characters of several bytes', ['pässwörd🚀'], 'ä pässwörd🚀 é', `ä ${mask} é`],
  ['a value twice in a row', ['abcabc'], 'abcabcabcabc!', `${mask}!`],
  ['values that overlap', ['abcdefgh', 'efghijkl'], 'x abcdefghijkl y', `x ${mask} y`],
  ['a value inside another', ['hunter', 'a-hunter-b'], 'x a-hunter-b hunter y', `x ${mask} ${mask} y`],
  ['a value that another begins with', ['secret-long-one', 'secret'], 'secret-long-two', `${mask}-long-two`],
  ['a beginning that comes to nothing', ['aaaaab'], 'aaaaaaaac aaaaab', `aaaaaaaac ${mask}`],
  ['a value of several lines', ['line one\nline two'], 'line one\r\nline two\n', `${mask}\n`],
])('%s is masked wherever its stream is cut in three', (_, values, text, expected) => {
  for (const chunks of splits(text)) expect(streamed(values, chunks)).toBe(expected)
})

test('a stream of single bytes is masked like a text', () => {
  const text = 'a hunter2-hunter2 b'
  expect(
    streamed(
      ['hunter2-hunter2'],
      [...Buffer.from(text)].map(byte => Buffer.of(byte)),
    ),
  ).toBe(`a ${mask} b`)
})

const value = `p&ss "w'rd/+ ü`
const spellings: readonly (readonly [how: string, text: string])[] = [
  ['as it is', value],
  ['for a URL', encodeURIComponent(value)],
  ['in JSON', JSON.stringify({a: value})],
  ['quoted for a shell', `'${value.replaceAll("'", "'\\''")}'`],
  ['in HTML', value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
  ['in hex', Buffer.from(value).toString('hex')],
  ['in upper case hex', Buffer.from(value).toString('hex').toUpperCase()],
  ...[0, 1, 2].flatMap(offset =>
    (['base64', 'base64url'] as const).map(
      encoding =>
        [
          `in ${encoding} after ${offset} bytes`,
          Buffer.from(`${'u:'.slice(0, offset)}${value}:x`).toString(encoding),
        ] as const,
    ),
  ),
  ['with its line end gone', 'key-with-line-end'],
]

test.each(spellings)('a value %s is masked', (_, text) => {
  const redactor = createRedactor([secret(value), secret('key-with-line-end\n')])
  const out = redactor.text(`before ${text} after`)
  expect(out).toContain(mask)
  expect(out).not.toContain(text)
  expect(out).toMatch(/^before .*after$/s)
  const masker = redactor.stream()
  expect(
    Buffer.concat([masker.push(Buffer.from(`before ${text} after`)).log, masker.flush().log]).toString(),
  ).toBe(out)
})

test('a value that is too short is not masked, and its name is told; an empty one is nothing', () => {
  const told: string[] = []
  const redactor = createRedactor(
    [secret('', 'EMPTY'), secret('12345', 'PIN'), secret('üüü', 'SIX_BYTES')],
    name => told.push(name),
  )
  expect(told).toEqual(['PIN'])
  expect(redactor.text('12345 üüü')).toBe(`12345 ${mask}`)
  expect([redactor.add(secret('1', 'LATE')), redactor.add(secret('123456', 'OK'))]).toEqual([false, true])
  expect(told).toEqual(['PIN', 'LATE'])
})

test('a secret that is learnt later is masked from then on, in streams that are open too', () => {
  const redactor = createRedactor()
  const masker = redactor.stream()
  const before = masker.push(Buffer.from('hunter2 ')).log
  redactor.add(secret('hunter2'))
  expect(
    Buffer.concat([before, masker.push(Buffer.from('hunter2')).log, masker.flush().log]).toString(),
  ).toBe(`hunter2 ${mask}`)
})

test('a short text that was said before a secret in it is learnt is masked when it is said again', () => {
  const redactor = createRedactor([secret('sunflower')])
  const [text, cell] = ['the word is hunter2', 'hunter2']
  const say = () => [redactor.text(text), redactor.said(text), redactor.cell('word', cell)]
  for (let time = 0; time < 2; time++) expect(say()).toEqual([text, text, cell])
  expect(redactor.said('api_key=hunter2')).not.toContain('hunter2')
  redactor.add(secret('hunter2'))
  expect(say()).toEqual([`the word is ${mask}`, `the word is ${mask}`, mask])
})

test('every text in a value is masked, but not names of fields, nor what stands under a name that is left out', () => {
  const {value} = createRedactor([secret('hunter2')])
  const input = {
    a: ['x hunter2', 1, null, true],
    hunter2: {b: undefined, c: 'y'},
    id: 'hunter2',
    in: {id: ['hunter2']},
  }
  expect(value(input, new Set(['id']))).toEqual({
    ...input,
    a: [`x ${mask}`, 1, null, true],
    in: {id: [mask]},
  })
})

test('a secret with half a character is no error', () => {
  const redactor = createRedactor([secret('abcdef\ud83d')])
  expect(redactor.text('abcdef\ufffd')).toBe(mask)
})

test('only what may be the beginning of a secret is held back', () => {
  const masker = createRedactor([secret('hunter2')]).stream()
  expect(
    ['password? ', 'hun', 'dred', ' hunter'].map(chunk => masker.push(Buffer.from(chunk)).log.toString()),
  ).toEqual(['password? ', '', 'hundred', ' '])
  expect(masker.flush().log.toString()).toBe('hunter')
  expect(masker.flush().log.toString()).toBe('')
})

const letter = fc.constantFrom(...'abcABC01+/=%\\"\'&\n ü')
const needle = fc
  .string({unit: letter, minLength: 6, maxLength: 14})
  .filter(text => Buffer.byteLength(text.trim()) >= 6)
const chunked = (bytes: Buffer, places: readonly number[]) => {
  const sorted = [0, ...places.map(place => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end))
}

test('whatever the secrets and however a stream is cut, no secret comes out, and it is what one whole text gives', () => {
  fc.assert(
    fc.property(
      fc.array(needle, {minLength: 1, maxLength: 4}),
      fc.array(fc.oneof(letter, fc.nat(3)), {maxLength: 60}),
      fc.array(fc.nat(), {maxLength: 10}),
      (values, parts, places) => {
        const text = parts.map(part => (typeof part === 'number' ? (values[part] ?? '') : part)).join('')
        const redactor = createRedactor(values.map(value => secret(value)))
        const masker = redactor.stream()
        const out = Buffer.concat([
          ...chunked(Buffer.from(text), places).map(chunk => masker.push(chunk).log),
          masker.flush().log,
        ]).toString()
        expect(out).toBe(redactor.text(text))
        for (const value of values)
          expect(out.split(mask).some(between => between.includes(value))).toBe(false)
      },
    ),
    {numRuns: rounds(300)},
  )
})

test('bytes without a secret pass unchanged, also those that are no text', () => {
  fc.assert(
    fc.property(fc.uint8Array({maxLength: 200}), fc.array(fc.nat(), {maxLength: 6}), (bytes, places) => {
      const masker = createRedactor([secret('never-in-random-bytes')]).stream()
      const out = Buffer.concat([
        ...chunked(Buffer.from(bytes), places).map(chunk => masker.push(chunk).log),
        masker.flush().log,
      ])
      expect(out.equals(Buffer.from(bytes))).toBe(true)
    }),
  )
})
