import {readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {writePrivate} from '../../../src/executor/shell/private-file.ts'
import {temporaryDirectory} from '../../support/temporary.ts'

test('a text is written whole in the place of the one before, for its owner alone', () => {
  const path = join(temporaryDirectory(), 'file')
  for (const text of ['Grüße 🚒\n'.repeat(1000), 'short\n', '']) {
    writePrivate(path, text)
    expect(readFileSync(path, 'utf8')).toBe(text)
  }
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test.skipIf(process.platform !== 'linux')('where there is no room, it is said why', () => {
  expect(() => writePrivate('/dev/full', 'text')).toThrow('ENOSPC')
})
