import {expect, test} from 'vitest'
import {createProgram} from '../../src/cli/program.ts'
import {exitCodes} from '../../src/model/error.ts'
import {between, page, rows} from './page.ts'

const reference = page('docs/cli.md')

test('every command has its part in the reference', () => {
  const headings = [
    ...between(reference, '<!-- generated: help -->', '<!-- end: help -->').matchAll(/^### (.+)$/gm),
  ]
  const commands = createProgram(() => {}).commands.map(command => `runbook ${command.name()}`)
  expect(headings.map(([, title]) => title)).toEqual(['runbook', ...commands])
})

test('every exit code is in the table', () => {
  const listed = rows(between(`${reference}\n## End`, '## Exit codes', '\n## End')).flatMap(([codes]) =>
    codes!.split(', ').map(Number),
  )
  expect(listed).toEqual(expect.arrayContaining(Object.values(exitCodes)))
})
