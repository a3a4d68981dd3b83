import {expect, test} from 'vitest'
import type {Block, Content} from '../../src/model/runbook.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

const blocksOf = (content: readonly Content[]): Block[] =>
  content.flatMap(item =>
    item.type === 'section' ? blocksOf(item.content) : item.type === 'block' ? [item.block] : [],
  )

test('fences behind more lines than a runbook holds are shown, with the reason, and run nothing', async () => {
  const fence = `\`\`\`bash\n${'ls\n'.repeat(8000)}\`\`\`\n\n`
  const {runbook} = await parseRunbook('a.md', `# A\n\n${fence.repeat(5)}`)
  const blocks = blocksOf(runbook.section.content)
  expect(blocks.map(({kind, broken}) => [kind, broken])).toEqual([
    ['shell', false],
    ['shell', false],
    ['shell', false],
    ['show', true],
    ['show', true],
  ])
  expect(blocks[4]!.kindReason).toContain('more than 30000 lines and operators')
})
