import {cpSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {temporaryDirectory} from '../support/temporary.ts'

/** A run directory as the first version wrote it: before there were waits, choices and what they record. */
const kept = join(import.meta.dirname, '../fixtures/journal/first-version')

function copy(): string {
  const dir = temporaryDirectory()
  cpSync(kept, join(dir, 'run'), {recursive: true})
  return dir
}

test('a journal of the first version verifies', () =>
  cli('log', '--verify', 'run').dir(copy()).stdout(['verified: 16 records']).exits(0))

test('its incident log is made anew as it was; since it has no digest, the old one is kept beside it', async () => {
  const dir = copy()
  await cli('log', 'run')
    .dir(dir)
    .stdout(/./)
    .stderr(/The file as it was is now incident\.edited-1\.md/)
    .exits(0)
  const old = readFileSync(join(kept, 'incident.md'), 'utf8')
  expect(readFileSync(join(dir, 'run/incident.edited-1.md'), 'utf8')).toBe(old)
  const now = readFileSync(join(dir, 'run/incident.md'), 'utf8')
  expect(now.replace(/ digest=\w+/, '').replace(/^- What was generated had been edited.*\n/m, '')).toBe(old)
})

test('its timeline can be printed', () =>
  cli('timeline', '--level', 'all', 'run')
    .dir(copy())
    .stdout(['# Timeline: Restart', 'output contains up'])
    .exits(0))
