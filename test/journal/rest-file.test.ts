import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {createOutputFile} from '../../src/journal/output-file.ts'
import {keepRest, mergeRest} from '../../src/journal/rest-file.ts'
import {createRunDirectory} from '../../src/journal/run-directory.ts'
import {temporaryDirectory} from '../support/temporary.ts'

test('wherever the writer is gone, what it had kept of the end stands behind what was written, once', () => {
  const dir = temporaryDirectory()
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(40), (before, rest, later) => {
      const path = join(dir, 'a.log')
      // of the end, some became certain before the writer was gone
      writeFileSync(path, before + rest.slice(0, later))
      keepRest(path, Buffer.byteLength(before), Buffer.from(rest))
      mergeRest(path)
      mergeRest(path)
      expect(readFileSync(path, 'utf8')).toBe(before + rest)
      expect(existsSync(`${path}.rest`)).toBe(false)
    }),
  )
})

test('what was written is never given up for an end that does not fit it', () => {
  const path = join(temporaryDirectory(), 'a.log')
  writeFileSync(path, 'one two three')
  keepRest(path, 4, Buffer.from('six seven eight nine ten'))
  mergeRest(path)
  expect(readFileSync(path, 'utf8')).toBe('one two three')
})

test('an output that ends leaves no other end behind', () => {
  const dir = createRunDirectory(temporaryDirectory(), 'run')
  const file = createOutputFile(dir, 'a.log')
  file.rest(Buffer.from('so far'))
  expect(readFileSync(join(dir, 'outputs/a.log.rest'), 'utf8')).toBe('0\nso far')
  file.write(Buffer.from('so far and on\n'))
  file.end()
  expect(existsSync(join(dir, 'outputs/a.log.rest'))).toBe(false)
})
