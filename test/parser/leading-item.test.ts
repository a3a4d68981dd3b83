import {expect, test} from 'vitest'
import type {Content} from '../../src/model/runbook.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

async function steps(markdown: string): Promise<string[]> {
  const {runbook} = await parseRunbook('a.md', markdown)
  const seen: string[] = []
  const go = (content: readonly Content[]) => {
    for (const item of content) {
      if (item.type === 'section') go(item.content)
      else if (item.type === 'prose') seen.push(`prose: ${item.text}`)
      else if (item.type === 'block') seen.push(`${item.block.kind}: ${item.title}`)
      else seen.push(`${item.type}: ${item.title}`)
    }
  }
  go(runbook.section.content)
  return seen
}

test('an item that leads to a block below its list is the title of that block, and is not asked about', async () => {
  const text =
    '1. Log in to the console\n2. Look at the `queue`:\n\n```bash\nuptime\n```\n\n3. Restart it:\n\n```\nsystemctl restart queue\n```\n'
  expect(await steps(text)).toEqual([
    'manual: Log in to the console',
    'prose: 2. Look at the `queue`:',
    'shell: Look at the queue',
    'prose: 3. Restart it:',
    'shell: Restart it',
  ])
})

test.each([
  ['what is to be written somewhere', '1. Edit the file:\n\n```yaml\na: 1\n```\n', 'manual: Edit the file:'],
  ['an item without a colon', '1. Edit the file\n\n```bash\nuptime\n```\n', 'manual: Edit the file'],
  ['a task', '- [ ] Run it:\n\n```bash\nuptime\n```\n', 'checklist: Run it:'],
  ['a wait', '1. Wait 5 minutes, then look:\n\n```bash\nuptime\n```\n', 'wait: Wait 5 minutes, then look:'],
])('%s is asked about all the same', async (_, text, step) => {
  expect((await steps(text))[0]).toBe(step)
})

test('the line that names the interpreter is no title', async () => {
  const text = '## Rotate\n\n```bash\n#!/usr/bin/env bash\n# Make a new key\nopenssl rand -hex 32\n```\n'
  expect(await steps(text)).toEqual(['shell: Make a new key'])
  expect(await steps(text.replace('# Make a new key\n', ''))).toEqual(['shell: Rotate'])
})
