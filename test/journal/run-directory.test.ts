import {existsSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {createRunDirectory} from '../../src/journal/run-directory.ts'
import {RunbookError} from '../../src/model/error.ts'
import {temporaryDirectory} from '../support/temporary.ts'

test('the folders on the way to a run directory are made', () => {
  const logDir = join(temporaryDirectory(), 'a', 'b')
  const dir = createRunDirectory(logDir, 'run')
  expect(existsSync(join(dir, 'outputs'))).toBe(true)
  expect(createRunDirectory(logDir, 'next')).toBe(join(logDir, 'next'))
})

describe('a folder in which no run directory can be made is an error of the call that says why, at once', () => {
  const root = temporaryDirectory()
  writeFileSync(join(root, 'file'), '')
  symlinkSync('circle', join(root, 'circle'))
  const long = 'a'.repeat(300)
  test.each<readonly [what: string, logDir: string, shown: string, why: string]>([
    ['a file', join(root, 'file'), join(root, 'file'), 'a part of it is no folder'],
    ['below a file', join(root, 'file', 'x'), join(root, 'file', 'x'), 'a part of it is no folder'],
    ['a circle of links', join(root, 'circle'), join(root, 'circle'), 'its links lead in a circle'],
    ['a name that is too long', long, `${'a'.repeat(200)}…`, 'the name is too long'],
    ['a path that is too long', 'a/'.repeat(3000), `${'a/'.repeat(100)}…`, 'the name is too long'],
    ['no name', '', '', 'no folder can be made there'],
    ...(existsSync('/proc/self')
      ? [
          ['a system of files that takes none', '/proc/x', '/proc/x', 'no folder can be made there'] as const,
          ['below such a one', '/proc/x/y', '/proc/x/y', 'no folder can be made there'] as const,
        ]
      : []),
  ])('%s', (_, logDir, shown, why) => {
    const message = `${shown}: the run directory cannot be made there: ${why}; choose another with --log-dir`
    let thrown: unknown
    try {
      createRunDirectory(logDir, 'run')
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(RunbookError)
    expect(thrown).toMatchObject({message, exitCode: 2})
  })
})
