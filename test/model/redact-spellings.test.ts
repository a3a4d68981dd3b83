import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {spellingsOf} from '../../src/model/redact/spellings.ts'
import {createRedactor, type Redactor} from '../../src/model/redact.ts'
import {rounds} from '../support/rounds.ts'

const mask = '‹redacted›'
const value = 'k9#Lw2/qZ+v7 "Tü'
const door = (...values: string[]) => createRedactor(values.map(value => ({name: 'TOKEN', value})))

/** The bytes through a stream, in these chunks. */
function streamed(redactor: Redactor, chunks: readonly Uint8Array[]): string {
  const masker = redactor.stream()
  return Buffer.concat([...chunks.map(chunk => masker.push(chunk).log), masker.flush().log]).toString()
}

/** Expects the same from the text as a whole, cut at every byte in two, and byte by byte. */
function expectMasked(redactor: Redactor, text: string, expected: string) {
  expect(redactor.text(text)).toBe(expected)
  const bytes = Buffer.from(text)
  expect(
    streamed(
      redactor,
      [...bytes].map(byte => Uint8Array.of(byte)),
    ),
  ).toBe(expected)
  for (let at = 0; at <= bytes.length; at++) {
    expect(streamed(redactor, [bytes.subarray(0, at), bytes.subarray(at)])).toBe(expected)
  }
}

const lines = (text: string, width: number, end = '\n') =>
  text.match(new RegExp(`[^]{1,${width}}`, 'g'))!.join(end)
const hex = Buffer.from(value).toString('hex')
const pairs = hex.match(/../g)!

describe('a value is masked', () => {
  test.each([
    ['in JSON', JSON.stringify(value).slice(1, -1)],
    ['in JSON of ASCII only', 'k9#Lw2/qZ+v7 \\"T\\u00fc'],
    ['in JSON with escaped slashes', 'k9#Lw2\\/qZ+v7 \\"Tü'],
    ['in JSON inside JSON', 'k9#Lw2/qZ+v7 \\\\\\"Tü'],
    ['in a URL', encodeURIComponent(value)],
    ['in a URL of lower case', encodeURIComponent(value).replaceAll(/%../g, code => code.toLowerCase())],
    ['in a form', encodeURIComponent(value).replaceAll('%20', '+')],
    ['in XML', value.replaceAll('"', '&quot;')],
    ['in HTML of Go', value.replaceAll('"', '&#34;')],
    ['in double quotes of a shell', value.replaceAll('"', '\\"')],
    ['as printf %q writes it', 'k9\\#Lw2/qZ+v7\\ \\"Tü'],
    ['in hex', hex],
    ['in upper case hex', hex.toUpperCase()],
    ['in hex with colons', pairs.join(':')],
    ['in hex with blanks', pairs.join(' ')],
    ['in hex with colons on two lines', lines(pairs.join(':'), 24, '\n    ')],
    ['in hex with blanks on two lines', `${pairs.slice(0, 8).join(' ')} \n${pairs.slice(8).join(' ')}`],
    ['in escaped bytes', pairs.map(pair => `\\x${pair}`).join('')],
    ['in groups of xxd', hex.match(/.{1,4}/g)!.join(' ')],
    [
      'in groups of xxd after an odd byte',
      `${hex.slice(0, 2)} ${hex
        .slice(2)
        .match(/.{1,4}/g)!
        .join(' ')}`,
    ],
  ])('%s', (_, text) => expectMasked(door(value), `a ${text} b`, `a ${mask} b`))

  test.each(
    [64, 76].flatMap(width => (['base64', 'base64url'] as const).map(encoding => ({encoding, width}))),
  )('in $encoding wrapped at $width, wherever it stands', ({encoding, width}) => {
    const redactor = door(value)
    for (let before = 0; before < 60; before++) {
      const text = Buffer.from(`${'x'.repeat(before)}${value}~and some more of it`).toString(encoding)
      const first = Math.ceil((before * 8) / 6)
      const last = Math.floor(((before + Buffer.byteLength(value)) * 8) / 6)
      for (const end of ['\n', '\r\n', '\n      ']) {
        const out = redactor.text(lines(text, width, end))
        expect(out.replaceAll(/\s/g, '')).toBe(`${text.slice(0, first)}${mask}${text.slice(last)}`)
      }
    }
  })

  test.each([0, 1, 2])('in base64 after %i bytes at its end, with its padding and without', offset => {
    const text = Buffer.from(`${'u:x'.slice(0, offset)}${value}`).toString('base64')
    const kept = text.slice(0, Math.ceil((offset * 8) / 6))
    expectMasked(door(value), `a ${text} b`, `a ${kept}${mask} b`)
    expectMasked(door(value), `a ${text.replace(/=+$/, '')} b`, `a ${kept}${mask} b`)
  })

  test.each([
    ['', 'NB2W45DFOIZC22DVNZ2GK4RS'],
    ['u', 'OVUHK3TUMVZDELLIOVXHIZLSGI======'],
    ['u:x', 'OU5HQ2DVNZ2GK4RSFVUHK3TUMVZDE==='],
  ])('in base32 after %j', (before, text) => {
    const redactor = door('hunter2-hunter2')
    const kept = text.slice(0, Math.ceil((before.length * 8) / 5))
    expectMasked(redactor, `a ${text} b`, `a ${kept}${mask} b`)
    expectMasked(redactor, `a ${text.replace(/=+$/, '')} b`, `a ${kept}${mask} b`)
  })
})

const key = `-----BEGIN PRIVATE KEY-----\n${lines('MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKjMzEfYyjiWA4R4'.repeat(2), 64)}\n-----END PRIVATE KEY-----\n`

describe('a key of several lines is masked', () => {
  test.each([
    ['as it is', key.trim()],
    ['with Windows line ends', key.trim().replaceAll('\n', '\r\n')],
    ['with indentation', key.trim().replaceAll('\n', '\n        ')],
    ['with blanks at its line ends', key.trim().replaceAll('\n', '  \n\t')],
    ['with blanks for line ends', key.trim().replaceAll('\n', ' ')],
    ['on one line', key.trim().replaceAll('\n', '')],
    ['with escaped line ends', key.trim().replaceAll('\n', '\\n')],
    ['with escaped line ends in JSON in JSON', key.trim().replaceAll('\n', '\\\\n')],
    ['wrapped at 80 columns', lines(key.trim().replaceAll('\n', ''), 80)],
    ['with blanks for line ends, wrapped at 80 columns', lines(key.trim().replaceAll('\n', ' '), 80)],
    ['with colours between its lines', key.trim().replaceAll('\n', '\x1b[0m\n\x1b[36m')],
  ])('%s', (_, text) => expectMasked(door(key), `a: ${text}, b`, `a: ${mask}, b`))

  test('in base64, in lines of 76', () => {
    const text = Buffer.from(key).toString('base64')
    expectMasked(door(key), `a: ${lines(text, 76, '\n  ')}, b`, `a: ${mask}, b`)
  })

  test('and each long line of it alone', () => {
    const line = key.split('\n')[2]!
    expectMasked(door(key), `+ echo ${line}\n`, `+ echo ${mask}\n`)
    expect(door(key).text('-----BEGIN PUBLIC KEY-----')).toBe('-----BEGIN PUBLIC KEY-----')
  })
})

describe('a value with something inside is masked', () => {
  const secret = 'hunter2-hunter2'
  const inside = [
    '\x1b[31m',
    '\x1b[0m\x1b[1;32m',
    '\n',
    '\r\n    ',
    '\x1b[0m\n\x1b[2K',
    '\x1b]8;;http://a\x1b\\',
    '\x1b(B',
  ]
  test.each(inside)('%j at any place', gap => {
    for (let at = 1; at < secret.length; at++) {
      const text = `a ${secret.slice(0, at)}${gap}${secret.slice(at)} b`
      expect(door(secret).text(text)).toBe(`a ${mask} b`)
      const bytes = Buffer.from(text)
      for (let cut = 0; cut <= bytes.length; cut++)
        expect(streamed(door(secret), [bytes.subarray(0, cut), bytes.subarray(cut)])).toBe(`a ${mask} b`)
    }
  })

  test('a colour between any two letters', () => {
    expectMasked(door(secret), `a ${secret.split('').join('\x1b[35m')} b`, `a ${mask} b`)
  })

  test('a line end where the value has a blank', () => {
    expectMasked(door('correct horse battery'), 'a correct\n  horse battery b', `a ${mask} b`)
  })

  test.each([1, 2, 3, 7])('in lines of %i letters, by itself and in base64, hex and base32', width => {
    expectMasked(door(secret), `a ${lines(secret, width)} b`, `a ${mask} b`)
    expectMasked(door(secret), `a ${lines(secret, width, '\x1b[0m\r\n  ')} b`, `a ${mask} b`)
    const bytes = Buffer.from(secret)
    for (const text of [bytes.toString('base64'), bytes.toString('hex'), 'NB2W45DFOIZC22DVNZ2GK4RS'])
      expect(door(secret).text(`a ${lines(text, width)} b`)).toBe(`a ${mask} b`)
  })

  test('but not with blanks alone inside: that is another text', () => {
    expect(door('123456789').text('123 456 789')).toBe('123 456 789')
  })

  test('and without its own colours, as a terminal shows it', () => {
    const coloured = '\x1b[1;31mhunter2\x1b[0m-\x1b]8;;http://a\x1b\\hunter2\x1b]8;;\x1b\\'
    expectMasked(door(coloured), `a ${secret} b`, `a ${mask} b`)
    expect(door(coloured).text(`a ${coloured} b`)).not.toContain('hunter2')
  })
})

test('what a shell prints of a value is masked: set -x, declare -p, an error', () => {
  const secret = "it's a\nsecret ü"
  for (const text of [
    "+ echo 'it'\\''s a\nsecret ü'",
    "declare -- x=$'it\\'s a\\nsecret ü'",
    "+ x=$'it\\'s a\\nsecret \\303\\274'",
    "bash: line 1: it's a\nsecret ü: command not found",
    "{'x': 'it\\'s a\\nsecret ü'}",
    "\x1b]0;it's a\nsecret ü\x07",
  ])
    expect(door(secret).text(text), text).toContain(mask)
})

const spelled = fc.constantFrom(...spellingsOf('Zq7!x w/R4').map(bytes => bytes.toString()))
const gap = fc.constantFrom('', '', '', '\x1b[1m', '\n  ', '\r\n')
const filler = fc.oneof(
  fc.constantFrom(' ', '\n', '\x1b[0m', 'Zq7', '=', '%20', 'é'),
  fc.string({maxLength: 4}),
)

test('whatever is around and inside it, and however the stream is cut, a value does not come out', () => {
  const redactor = door('Zq7!x w/R4')
  const needles = spellingsOf('Zq7!x w/R4').map(bytes => bytes.toString())
  const part = fc.oneof(
    filler,
    fc.tuple(spelled, gap, fc.nat()).map(([text, gap, at]) => {
      const place = 1 + (at % (text.length - 1))
      return text.slice(0, place) + gap + text.slice(place)
    }),
  )
  fc.assert(
    fc.property(fc.array(part, {maxLength: 12}), fc.array(fc.nat(), {maxLength: 6}), (parts, places) => {
      const bytes = Buffer.from(parts.join(''))
      const cuts = [0, ...places.map(place => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
      const out = streamed(
        redactor,
        cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end)),
      )
      expect(out).toBe(redactor.text(bytes.toString()))
      for (const needle of needles) {
        for (const between of out.split(mask)) {
          expect(between).not.toContain(needle)
          expect(between.replaceAll(/\x1b\[\d*m|\r?\n */g, '')).not.toContain(needle.replaceAll(/\s/g, '\0'))
        }
      }
    }),
    {numRuns: rounds(400)},
  )
})

test('a text is masked as by looking for each spelling in the whole of it', () => {
  const letter = fc.constantFrom(...'abAB01+/=%\\"')
  const needle = fc.string({unit: letter, minLength: 6, maxLength: 9})
  fc.assert(
    fc.property(
      fc.array(needle, {minLength: 1, maxLength: 3}),
      fc.array(fc.oneof(letter, fc.nat(2)), {maxLength: 60}),
      (values, parts) => {
        const text = parts.map(part => (typeof part === 'number' ? (values[part] ?? '') : part)).join('')
        expect(door(...values).text(text)).toBe(naive(text, values))
      },
    ),
    {numRuns: rounds(300)},
  )
})

/** The plainest way: every spelling at every place, overlapping ones taken as one. ASCII only. */
function naive(text: string, values: readonly string[]): string {
  const needles = values.flatMap(value => spellingsOf(value)).map(bytes => bytes.toString())
  const spans = needles
    .flatMap(needle =>
      [...text].flatMap((_, at) => (text.startsWith(needle, at) ? [[at, at + needle.length]] : [])),
    )
    .sort((a, b) => a[0]! - b[0]!)
  let out = ''
  let from = 0
  for (const [start, end] of spans as [number, number][]) {
    if (start >= from) out += text.slice(from, start) + mask
    else if (end <= from) continue
    from = Math.max(from, end)
  }
  return out + text.slice(from)
}

test('the beginning of a long value is masked where a database cuts names and refused rows', () => {
  const long = Array.from({length: 40}, (_, at) => (at * 7919 + 1000).toString(16)).join('')
  expectMasked(door(long), `(null, ${long.slice(0, 64)}...)`, `(null, ${mask}...)`)
  expectMasked(door(long), `relation "${long.slice(0, 63)}"`, `relation "${mask}"`)
})
