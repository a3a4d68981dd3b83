import {chmodSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {filedPassword} from '../../../src/cli/databases/password-file.ts'
import {temporaryDirectory} from '../../support/temporary.ts'

const address = {host: 'db', port: 5432, database: 'app', user: 'ops'}
const file = (text: string, mode = 0o600) => {
  const PGPASSFILE = join(temporaryDirectory(), 'pgpass')
  writeFileSync(PGPASSFILE, text)
  chmodSync(PGPASSFILE, mode) // whatever the umask is
  return {PGPASSFILE}
}

test.each([
  ['db:5432:app:ops:secret', 'secret'],
  ['# db:5432:app:ops:no\nother:*:*:*:no\n*:*:app:ops:first\n*:*:*:*:second', 'first'],
  ['*:*:*:*:a\\:b\\\\c', 'a:b\\c'],
  ['*:*:*:*:a:b', 'a'],
  ['db:5433:app:ops:no', undefined],
  ['d\\b:5432:app:ops:yes', 'yes'],
  ['\\*:*:*:*:no', undefined],
  ['db:5432:app:ops:', undefined],
  ['db:5432', undefined],
  ['', undefined],
])('%j holds %j', (text, password) => expect(filedPassword(address, file(text))).toBe(password))

test('a file that others may read, or that is not there, holds nothing', () => {
  expect(filedPassword(address, file('*:*:*:*:secret', 0o640))).toBeUndefined()
  expect(filedPassword(address, {PGPASSFILE: '/nowhere/pgpass'})).toBeUndefined()
  expect(filedPassword(address, {HOME: '/nowhere'})).toBeUndefined()
})

test('the default folder of sockets is called localhost there', () => {
  const socket = {...address, host: '/var/run/postgresql'}
  expect(filedPassword(socket, file('localhost:*:*:*:secret'))).toBe('secret')
})
