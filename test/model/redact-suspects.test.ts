import {expect, test} from 'vitest'
import {createRedactor} from '../../src/model/redact.ts'

const letters = 'aB3dE5gH7jK9mN1pQ4sT6vW8yZ0bC2eF5hJ7kL9nP1rS3tU5w'
const key = `-----BEGIN RSA PRIVATE KEY-----\n${letters}\n${letters}\n-----END RSA PRIVATE KEY-----`
const like = (what: string) => `‹redacted: looks like ${what}›`

/** The bytes through a stream, in these chunks. */
function streamed(chunks: readonly Uint8Array[], values: readonly string[] = []): string {
  const masker = createRedactor(values.map(value => ({name: 'TOKEN', value}))).stream()
  return Buffer.concat([...chunks.map(chunk => masker.push(chunk).log), masker.flush().log]).toString()
}

test.each([
  ['an AWS access key', 'id AKIAQ3EGT5M7N2P4R6S8 ok', `id ${like('an AWS access key')} ok`],
  ['a GitHub token', `token=ghp_${letters.slice(0, 36)};`, `token=${like('a GitHub token')};`],
  ['a newer GitHub token', `github_pat_${letters}\n`, `${like('a GitHub token')}\n`],
  ['a Slack token', 'xoxb-123456789012-abcDEF\n', `${like('a Slack token')}\n`],
  ['a Stripe key', `"sk_live_${letters.slice(0, 24)}"`, `"${like('a Stripe key')}"`],
  ['a Google API key', `AIza${letters.slice(0, 35)}`, like('a Google API key')],
  [
    'a JSON web token',
    `Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${letters} end`,
    `Bearer ${like('a JSON web token')} end`,
  ],
  ['a private key', `x\n${key}\ny`, `x\n${like('a private key')}\ny`],
  ['a private key in JSON', `{"k":"${key.replaceAll('\n', '\\n')}"}`, `{"k":"${like('a private key')}"}`],
  [
    'a password in an address',
    'postgres://app:s3cr3t-9@db:5432/x',
    `postgres://app:${like('a password in an address')}@db:5432/x`,
  ],
  [
    'a token in an address',
    'https://oauth2:zY9-xX@git.example.com/a.git',
    `https://oauth2:${like('a password in an address')}@git.example.com/a.git`,
  ],
])('%s is masked with a mark that says so, wherever its stream is cut in three', (_, text, expected) => {
  const bytes = Buffer.from(text)
  expect(createRedactor().text(text)).toBe(expected)
  for (let place = 0; place < 16; place++) {
    const room = Buffer.alloc(place + bytes.length + 32, ' ')
    room.set(bytes, place)
    expect(streamed([room]).trim()).toBe(expected.trim())
    expect(streamed([room.subarray(place)]).trimEnd()).toBe(expected.trimEnd())
  }
  for (let first = 0; first <= bytes.length; first++) {
    for (let second = first; second <= bytes.length; second += 1 + (bytes.length >> 5)) {
      const chunks = [bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second)]
      expect(streamed(chunks)).toBe(expected)
    }
  }
})

test.each([
  'BAKIAQ3EGT5M7N2P4R6S8',
  'AKIA is a prefix',
  'ghp_short',
  'eyJust a word',
  'https://example.com:8080/a@b',
  'see http://host/path:x@y',
  'postgres://$USER:$PASSWORD@$HOST/x',
  'postgres://user:<password>@host/x',
  'redis://:@host',
  '12:30://x',
  'a -----BEGIN PRIVATE KEY----- line tells it; no key follows here.',
  '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
])('%s is no secret', text => {
  expect(createRedactor().text(text)).toBe(text)
  expect(streamed([...Buffer.from(text)].map(byte => Uint8Array.of(byte)))).toBe(text)
})

test('a key that was cut off is masked as far as it goes', () => {
  const text = `${key.slice(0, 90)}`
  expect(createRedactor().text(text)).toBe(like('a private key'))
  expect(streamed([Buffer.from(text.slice(0, 40)), Buffer.from(text.slice(40))])).toBe(like('a private key'))
})

test('a value that is known is called so, also where it looks like a secret', () => {
  const token = `ghp_${letters.slice(0, 36)}`
  expect(streamed([Buffer.from(`a ${token} b`)], [token])).toBe('a ‹redacted› b')
})
