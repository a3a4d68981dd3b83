import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {execa} from 'execa'
import {expect, test} from 'vitest'
import {parse} from 'yaml'
import {stepsOf} from '../../src/model/content.ts'
import {parseMarkdown} from '../../src/parser/markdown.ts'
import {parseRunbook} from '../../src/parser/parse.ts'
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

test.each([...names, 'fr/backend-down'])(
  '%s reads like a document where nobody runs it: words stand before each block, and no line of one is cut off',
  name => {
    const {children} = parseMarkdown(readFileSync(join(folder, `${name}.md`), 'utf8'))
    const bare = children.flatMap((node, at) =>
      node.type === 'code' &&
      !/^\s*#/.test(node.value) &&
      !/^(?:paragraph|list)$/.test(children[at - 1]!.type)
        ? [node.value]
        : [],
    )
    expect(bare).toEqual([])
    const long = children.flatMap(node =>
      node.type === 'code' && node.lang === 'bash'
        ? node.value.split('\n').filter(line => line.length > 110)
        : [],
    )
    expect(long).toEqual([])
  },
)

/** Those that change nothing themselves, so that there is nothing to take back, and why nothing can fail where that is so. */
const withoutWayBack: Record<string, {nothingFails: boolean}> = {
  incident: {nothingFails: false}, // it leads to the runbooks that change something
  'quick-commands': {nothingFails: true}, // a menu of single looks
}
const changes = async (name: string) => {
  const path = join(folder, `${name}.md`)
  const {runbook} = await parseRunbook(path, readFileSync(path, 'utf8'))
  return [...stepsOf(runbook.section)].flatMap(step =>
    step.type === 'block' && !['read', 'local'].includes(step.block.effect) ? [step.id] : [],
  )
}

const rollsBack = ({answers}: Scenario) => JSON.stringify(answers ?? {}).includes('"rollback"')

test.each(executable)(
  '%s is practised: where all goes well, on the way back, and where something fails',
  async name => {
    const file = join(folder, `${name}.test.yaml`)
    expect(existsSync(file)).toBe(true)
    const {scenarios} = parse(readFileSync(file, 'utf8')) as {scenarios: Scenario[]}
    const failing = scenarios.filter(({expect}) => (expect?.result ?? 'success') !== 'success')
    expect(scenarios.length - failing.length).toBeGreaterThan(0)
    const excused = withoutWayBack[name]
    if (excused) expect(await changes(name)).toEqual([])
    else expect(failing.filter(rollsBack)).not.toEqual([])
    if (!excused?.nothingFails) expect(failing.filter(scenario => !rollsBack(scenario))).not.toEqual([])
  },
)
