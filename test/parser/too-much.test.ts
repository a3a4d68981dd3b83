import {expect, test} from 'vitest'
import type {Block, Content} from '../../src/model/runbook.ts'
import {mostSignsIn, signsOf} from '../../src/parser/fence-bound.ts'
import {parseMarkdown} from '../../src/parser/markdown.ts'
import {parseRunbook} from '../../src/parser/parse.ts'
import {handbook} from './handbook.ts'

const blocksOf = (content: readonly Content[]): Block[] =>
  content.flatMap(item =>
    item.type === 'section' ? blocksOf(item.content) : item.type === 'block' ? [item.block] : [],
  )

test('fences behind more lines than a runbook holds are shown, with the reason, and run nothing', async () => {
  const fence = `\`\`\`bash\n${'ls\n'.repeat(10_000)}\`\`\`\n\n`
  const {runbook} = await parseRunbook('a.md', `# A\n\n${fence.repeat(8)}`)
  const blocks = blocksOf(runbook.section.content)
  expect(blocks.map(({kind, broken}) => [kind, broken])).toEqual([
    ...Array.from({length: 6}, () => ['shell', false]),
    ['show', true],
    ['show', true],
  ])
  expect(blocks[7]!.kindReason).toContain('more than 70000 lines and operators')
})

test('what is not read is complained about: each long block that would be run, and the first behind too many lines', async () => {
  const long = (language: string) => `\`\`\`${language}\n${'ls -l\n'.repeat(6000)}\`\`\`\n\n`
  const many = `\`\`\`bash\n${'ls\n'.repeat(10_000)}\`\`\`\n\n`.repeat(8)
  const told = async (text: string) =>
    (await parseRunbook('a.md', text)).messages
      .filter(({ruleId}) => ruleId === 'unread')
      .map(({line, reason}) => [line, reason.split(',')[0]])
  expect(await told(`${long('bash')}${long('json')}${long('sql')}`)).toEqual([
    [1, 'Unexpected block of more than 32 KiB'],
    [12_007, 'Unexpected block of more than 32 KiB'],
  ])
  expect(await told(many)).toEqual([
    [60_019, 'Unexpected amount of text in fences: more than 70000 lines and operators'],
  ])
})

test.each([1e6, 5e6])(
  'the fences of an ordinary handbook of %d characters are half of what is read',
  length => {
    const text = handbook(length)
    const fences = [...text.matchAll(/^```\w+\n([^`]*)\n```$/gm)].map(([, body]) => body!)
    const signs = fences.reduce((sum, fence) => sum + signsOf(fence), 0)
    expect(fences.length).toBeGreaterThan(length / 300)
    expect(signs * 2).toBeLessThan(mostSignsIn(text.length))
  },
)

test('a fence of expansions in one another is shown, with the reason, and runs nothing', async () => {
  const nested = `${'$(echo '.repeat(4300)}${')'.repeat(2500)}`
  const {runbook} = await parseRunbook('a.md', `# A\n\n\`\`\`bash\n${nested.slice(0, 32_000)}\n\`\`\`\n`)
  expect(blocksOf(runbook.section.content)).toMatchObject([{kind: 'show', broken: true}])
})

test('a script that is full of expansions is read', async () => {
  const lines = 'kubectl get pod "$(cat name)" -n "${NAMESPACE}"\n'.repeat(500)
  const {runbook} = await parseRunbook('a.md', `# A\n\n\`\`\`bash\n${lines}\`\`\`\n`)
  expect(blocksOf(runbook.section.content)).toMatchObject([{kind: 'shell', broken: false}])
})

test('headings behind more than a document holds stay text, with a fatal complaint', () => {
  const complaints: [string, boolean | undefined][] = []
  const {children} = parseMarkdown('# a\n'.repeat(100_000), (_, text, __, {fatal} = {}) =>
    complaints.push([text, fatal]),
  )
  expect(children.slice(0, 50_000).every(({type}) => type === 'heading')).toBe(true)
  expect(children.at(-1)!.type).toBe('paragraph')
  expect(complaints).toEqual([[expect.stringContaining('amount of markup in one document'), true]])
})
