import {expect, test} from 'vitest'
import type {Block, Content} from '../../src/model/runbook.ts'
import {mostSignsIn, signsOf} from '../../src/parser/fence-bound.ts'
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
