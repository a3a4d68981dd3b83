import {describe, expect, test} from 'vitest'
import {cli} from '../support/cli.ts'

const commands = [
  'run',
  'resume',
  'plan',
  'list',
  'diff',
  'postmortem',
  'stats',
  'learn',
  'lint',
  'status',
  'watch',
  'note',
  'mark',
  'approve',
  'attach',
  'redact',
  'handoff',
  'timeline',
  'log',
  'completion',
  'test',
  'docs',
  'new',
  'split',
  'incident',
  'role',
  'amend',
  'pin',
  'hide',
  'seal',
]

test('the program says what each command is for, and where to start', async () => {
  const {stdout} = await cli('--help')
    .stdout(/^Usage: runbook \[options\] \[command\]\n/)
    .exits(0)
  const listed = [...stdout.matchAll(/^ {2}(\w+) .*? {2,}(\S.+)$/gm)].map(([, name]) => name)
  expect(listed.sort()).toEqual([...commands].sort())
  expect(stdout).toContain('Start with `runbook plan FILE`')
})

test('called with nothing it prints the same help', async () => {
  const {stdout} = await cli('--help').stdout(/./).exits(0)
  await cli().stdout(stdout).exits(0)
})

test('the version is that of the package', () =>
  cli('--version')
    .stdout(/^\d+\.\d+\.\d+\n$/)
    .exits(0))

describe.each(commands)('%s --help', command => {
  test('describes every option and argument, and gives examples that call it', async () => {
    const {stdout} = await cli(command, '--help')
      .stdout(new RegExp(`^Usage: runbook ${command} `))
      .exits(0)
    const described = /^ {2}(?:-\w, )?(--[\w-]+|-\w|<?\[?[\w#[\]./-]+\]?>?)(?: <.*?>)?\s{2,}\S/
    const lines = stdout.split('\n')
    const rows = lines
      .slice(
        lines.findIndex(line => /^(Arguments|Options):/.test(line)),
        lines.findIndex(line => /^Examples?:/.test(line)),
      )
      .filter(line => /^ {2}\S/.test(line))
    expect(rows.filter(line => !described.test(line))).toEqual([])
    expect(stdout).toMatch(new RegExp(`^Examples?:\\n {2}(?:.*[ (])?runbook ${command}\\b`, 'm'))
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(110)
  })
})
