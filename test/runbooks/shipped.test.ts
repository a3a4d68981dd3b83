import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {execa} from 'execa'
import {expect, test} from 'vitest'
import {parse} from 'yaml'
import {bundledCli} from '../support/workplace.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'runbooks')
const names = readdirSync(folder)
  .filter(name => name.endsWith('.md') && name !== 'README.md')
  .map(name => name.replace(/\.md$/, ''))
const executable = names.filter(name => /^runbook:/m.test(readFileSync(join(folder, `${name}.md`), 'utf8')))

interface Scenario {
  name: string
  answers?: Record<string, unknown>
  expect?: {result?: string}
}

test('lint is silent on all of them', async () => {
  const {stdout, exitCode} = await execa(process.execPath, [bundledCli(), 'lint', 'runbooks'], {
    cwd: root,
    reject: false,
  })
  expect({stdout, exitCode}).toEqual({stdout: '', exitCode: 0})
})

test('their index page is what the tool would write', async () => {
  const {stdout, exitCode} = await execa(process.execPath, [bundledCli(), 'docs', 'runbooks', '--check'], {
    cwd: root,
    reject: false,
  })
  expect({stdout, exitCode}).toEqual({stdout: 'runbooks/README.md is up to date', exitCode: 0})
})

const rollsBack = ({answers}: Scenario) => JSON.stringify(answers ?? {}).includes('"rollback"')

test.each(executable)(
  '%s is practised: where all goes well, on the way back, and where something fails',
  name => {
    const file = join(folder, `${name}.test.yaml`)
    expect(existsSync(file)).toBe(true)
    const {scenarios} = parse(readFileSync(file, 'utf8')) as {scenarios: Scenario[]}
    const failing = scenarios.filter(({expect}) => (expect?.result ?? 'success') !== 'success')
    expect(scenarios.length - failing.length).toBeGreaterThan(0)
    if (!/^#+ Rollback$/m.test(readFileSync(join(folder, `${name}.md`), 'utf8'))) return
    expect(failing.filter(rollsBack)).not.toEqual([])
    expect(failing.filter(scenario => !rollsBack(scenario))).not.toEqual([])
  },
)
