import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {beforeEach, expect, test} from 'vitest'
import {candidates} from '../../../src/cli/completion/candidates.ts'
import {createProgram} from '../../../src/cli/program/program.ts'
import {temporaryDirectory} from '../../support/temporary.ts'
import {writeFiles} from '../../support/workplace.ts'

const block = '```bash\ndate\n```\n'
let dir: string
beforeEach(() => {
  dir = temporaryDirectory()
  writeFiles(dir, {
    'runbooks/down.md': `# Down\n\n${block}`,
    'runbooks/all.md': `# Handbook\n\n## 1. Backend down (P0)\n\n${block}\n## 2. Slow (P1)\n\n${block}`,
    'runbooks/notes.txt': '',
    '.hidden/a.md': '',
    'incidents/20261122T031207Z-down-k3f9/journal.jsonl': '',
  })
  mkdirSync(join(dir, 'node_modules'))
})

const offered = async (...words: string[]) =>
  (
    await candidates(
      createProgram(() => {}),
      words,
    )
  ).map(({word}) => word.replace(`${dir}/`, ''))
const inDir = (path: string) => join(dir, path)

test('the first word is a command that a person may call', async () => {
  expect(await offered('re')).toEqual(['resume', 'redact'].filter(name => names().includes(name)))
  expect(await offered('__')).toEqual([])
  expect(await offered('--v')).toEqual(['--version'])
})

const names = () => createProgram(() => {}).commands.map(command => command.name())

test('after a command come its options, and the values that one may have', async () => {
  expect(await offered('run', 'a.md', '--dry')).toEqual(['--dry-run'])
  expect(await offered('lint', '--format', 's')).toEqual(['sarif'])
  expect(await offered('mark', 'ack')).toEqual(['acknowledged'])
  expect(await offered('mark', 'resolved', '')).toEqual([])
  expect(await offered('nothing', '')).toEqual([])
})

test('where a runbook goes, folders and markdown files are offered, and behind # its sections', async () => {
  expect(await offered('run', `${dir}/`)).toEqual(expect.arrayContaining(['runbooks/', 'incidents/']))
  expect(await offered('run', `${dir}/`)).not.toContain('node_modules/')
  expect(await offered('run', inDir('runbooks/'))).toEqual(['runbooks/all.md', 'runbooks/down.md'])
  expect(await offered('run', '--operator', 'ada', inDir('runbooks/d'))).toEqual(['runbooks/down.md'])
  expect(await offered('plan', inDir('runbooks/all.md#'))).toEqual([
    'runbooks/all.md#handbook',
    'runbooks/all.md#1-backend-down-p0',
    'runbooks/all.md#2-slow-p1',
  ])
  expect(await offered('plan', inDir('no-such.md#'))).toEqual([])
})

test('where a run goes, the runs of the log directory are offered', async () => {
  expect(await offered('status', '--log-dir', inDir('incidents'), '2026')).toEqual([
    '20261122T031207Z-down-k3f9',
  ])
  expect(await offered('status', '--log-dir', inDir('nowhere'), '')).toEqual([])
})
