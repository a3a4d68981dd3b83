import {expect, test} from 'vitest'
import {blocksOf, stepsOf} from '../../src/model/content.ts'
import {refusalOf} from '../../src/model/refusal.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

const read = async (text: string) => (await parseRunbook('a.md', `# A\n\n${text}`)).runbook
const fence = (text: string) => `\`\`\`bash\n${text}\n\`\`\`\n`
const refusals = async (text: string) =>
  [...blocksOf((await read(text)).section)].map(({block}) => refusalOf(block, []))

test.each([
  ['a paragraph before it', `~~Then run:~~\n\n${fence('rm x')}`, 'Then run:'],
  ['a paragraph with its colon outside', `~~Then run~~:\n\n${fence('rm x')}`, 'Then run:'],
  ['a heading above it', `## ~~Old way~~\n\n### First\n\n${fence('rm x')}`, 'Old way'],
  [
    'the item that it stands in',
    `1. ~~Do this~~\n\n   ${fence('rm x').replaceAll('\n', '\n   ')}`,
    'Do this',
  ],
  ['a line of it', fence('ls\n~~rm x~~'), 'rm x'],
])('a block is not run where %s is struck out', async (_, text, words) => {
  expect(await refusals(text)).toEqual([`“${words}” is struck out, so it is not run`])
})

test.each([
  ['next paragraph', `~~Then run:~~\n\nRun:\n\n${fence('rm x')}`],
  ['next section', `## ~~Old way~~\n\nx\n\n## New way\n\n${fence('rm x')}`],
  ['next item', `1. ~~Do this~~\n2. Do that:\n\n   ${fence('rm x').replaceAll('\n', '\n   ')}`],
  ['other words of its paragraph', `~~Never run it.~~ Run it:\n\n${fence('rm x')}`],
  ['approximation', `It takes ~5 minutes, or ~10:\n\n${fence('rm x')}`],
])('what is struck out ends at the %s', async (_, text) => {
  expect(await refusals(text)).toEqual([undefined])
})

test('items that are struck out are no steps', async () => {
  const runbook = await read(
    '## Procedure\n\n1. ~~Stop the queue~~\n2. Look\n\n- [ ] ~~Tell them~~\n- [ ] Write it down\n',
  )
  expect([...stepsOf(runbook.section)].map(({title}) => title)).toEqual(['Look', 'Write it down'])
})
