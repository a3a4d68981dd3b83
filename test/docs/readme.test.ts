import {existsSync, readdirSync} from 'node:fs'
import {dirname, join} from 'node:path'
import GithubSlugger from 'github-slugger'
import {expect, test} from 'vitest'
import {createProgram} from '../../src/cli/program/program.ts'
import {parseRunbook} from '../../src/parser/parse.ts'
import {fences, page, root} from './page.ts'

const pages = [
  'README.md',
  ...readdirSync(`${root}docs`)
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
]

const lines = fences(page('README.md'), 'bash').flatMap(block => block.trim().split('\n'))

test('the README shows commands', () => {
  expect(lines.length).toBeGreaterThan(5)
})

test.each(lines)('%s can be typed', line => {
  const {scripts} = JSON.parse(page('package.json')) as {scripts: Record<string, string>}
  const [program, word, name, ...args] = line.split(' ')
  if (program === 'npm' && word === 'run') return expect(scripts).toHaveProperty(name!)
  if (program === 'npm') return expect(['ci', 'test']).toContain(word)
  expect([program, word]).toEqual(['npx', 'runbook'])
  const command = createProgram(() => {}).commands.find(command => command.name() === name)
  expect(command, `runbook ${name}`).toBeDefined()
  const options = command!.options.flatMap(({long, short}) => [long, short])
  for (const option of args.filter(arg => arg.startsWith('-'))) expect(options).toContain(option)
  for (const path of args.filter(arg => /^(?:runbooks|sandbox)\//.test(arg)))
    expect(existsSync(root + path), path).toBe(true)
})

test.each(pages)('the links of %s lead somewhere', path => {
  const text = page(path).replaceAll(/^(`{3,}).*\n[\s\S]*?^\1$/gm, '')
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!)
  const broken = targets
    .filter(target => !/^[a-z]+:/.test(target))
    .filter(target => {
      const [file, anchor] = target.split('#')
      const to = file ? join(dirname(path), file) : path
      if (!existsSync(root + to)) return true
      return anchor !== undefined && !anchors(page(to)).includes(anchor)
    })
  expect(broken).toEqual([])
})

function anchors(text: string): string[] {
  const slugger = new GithubSlugger()
  return [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, title]) => slugger.slug(title!.replaceAll('`', '')))
}

test('the example runbook of the README parses without messages, and all of it is seen', async () => {
  const [example] = fences(page('README.md'), 'markdown')
  const {runbook, messages} = await parseRunbook('queue.md', example!)
  expect(messages.map(String)).toEqual([])
  const kinds = runbook.section.content.flatMap(function steps(item): string[] {
    if (item.type === 'section') return item.content.flatMap(steps)
    return item.type === 'prose' ? [] : [item.type === 'block' ? item.block.kind : item.type]
  })
  expect(kinds).toEqual(['sql', 'shell', 'checklist'])
})
