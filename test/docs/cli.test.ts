import {fileURLToPath} from 'node:url'
import {execa} from 'execa'
import {expect, test} from 'vitest'
import {createProgram} from '../../src/cli/program/program.ts'
import {exitCodes} from '../../src/model/error.ts'
import {onPath} from '../support/installed.ts'
import {between, page, rows} from './page.ts'

const reference = page('docs/cli.md')

test('every command has its part in the reference', () => {
  const headings = [
    ...between(reference, '<!-- generated: help -->', '<!-- end: help -->').matchAll(/^### (.+)$/gm),
  ]
  const commands = createProgram(() => {})
    .commands.map(command => `runbook ${command.name()}`)
    .filter(name => !name.includes('__'))
  expect(headings.map(([, title]) => title)).toEqual(['runbook', ...commands])
})

test.skipIf(!onPath('man'))(
  'the manual page has every command, and man has nothing to complain of',
  async () => {
    const {stdout, stderr} = await execa('man', ['--warnings=w', '-l', '-Tutf8', 'man/runbook.1'], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: {MANWIDTH: '100', LC_ALL: 'C.UTF-8'},
    })
    expect(stderr).toBe('')
    const text = stdout.replaceAll(/.\x08/g, '')
    for (const command of createProgram(() => {}).commands.filter(one => !one.name().startsWith('__')))
      expect(text).toContain(`runbook ${command.name()} `)
  },
)

test('every exit code is in the table', () => {
  const listed = rows(between(`${reference}\n## End`, '## Exit codes', '\n## End')).flatMap(([codes]) =>
    codes!.split(', ').map(Number),
  )
  expect(listed).toEqual(expect.arrayContaining(Object.values(exitCodes)))
})
