import {execa} from 'execa'
import {expect, test} from 'vitest'
import {built} from '../../sandbox/places.ts'

test('a demo whose run fails early says so, and leaves no sandbox behind', async () => {
  const {stdout, exitCode} = await execa(process.execPath, [built('demo'), '--no-such-option'], {
    reject: false,
    stdin: 'ignore',
  })
  expect(stdout).toContain('/health answers 503.\n')
  expect(stdout).toMatch(
    /The run ended with exit code (\d+); \/health answers 503\.\nExpected one new run in incidents\/, found 0\./,
  )
  expect(exitCode).toBeGreaterThan(0)
  const api = /The API is at (\S+);/.exec(stdout)![1]!
  await expect(fetch(api)).rejects.toThrow('fetch failed')
})
