import {expect, test} from 'vitest'
import {isSecretName, secretsOf} from '../../src/model/secret.ts'

test.each([
  'JWT_SECRET',
  'API_KEY',
  'token',
  'GITHUB_TOKEN',
  'DB_PASSWORD',
  'PGPASSWORD',
  'db-password',
  'AWS_CREDENTIALS',
  'APIKEY',
  'PASSPHRASE',
])('%s is the name of a secret', name => expect(isSecretName(name)).toBe(true))

test.each(['KEYBOARD', 'TOKENIZER', 'MONKEY', 'SECRETARY', 'PATH', 'REGION', 'KEY_COUNT', ''])(
  '%s is not the name of a secret',
  name => expect(isSecretName(name)).toBe(false),
)

test('secrets are the values of secret names, of declared ones and of URLs with a password', () => {
  const env = {
    API_TOKEN: 'tok-123456',
    HARMLESS: 'x',
    OPAQUE: 'opaque-value',
    EMPTY_SECRET: '',
    UNSET_SECRET: undefined,
    DATABASE_URL: 'postgres://app:s3cret%2Fpw@db/app',
    PLAIN_URL: 'https://example.org/a@b:c',
  }
  expect(secretsOf(env, ['OPAQUE'])).toEqual([
    {name: 'API_TOKEN', value: 'tok-123456'},
    {name: 'OPAQUE', value: 'opaque-value'},
    {name: 'DATABASE_URL', value: 'postgres://app:s3cret%2Fpw@db/app'},
    {name: 'DATABASE_URL', value: 's3cret%2Fpw'},
    {name: 'DATABASE_URL', value: 's3cret/pw'},
  ])
})

test.each([
  ['postgres://app:p@ss:w@rd@db/app', 'p@ss:w@rd'],
  ['redis://:only-a-password@cache', 'only-a-password'],
  ['amqp://a:b%zz%20c@mq', 'b%zz%20c'],
])('the password of %s is %s, and is told once', (url, password) =>
  expect(secretsOf({URL: url}).map(({value}) => value)).toEqual([url, password]),
)
