import {expect, test} from 'vitest'
import type {Content} from '../../../src/model/runbook.ts'
import {parseRunbook} from '../../../src/parser/parse.ts'

const gapsIn = (content: readonly Content[]): string[] =>
  content.flatMap(item => {
    if (item.type === 'section') return gapsIn(item.content)
    return item.type === 'block' ? item.block.placeholders.map(({text}) => text) : []
  })

async function gaps(...lines: string[]): Promise<string[]> {
  const {runbook} = await parseRunbook('a.md', ['# A', '', ...lines].join('\n'))
  return gapsIn(runbook.section.content)
}

const block = ['```sh', 'ssh vm17 uptime', '```']

test.each([
  'Assume that the failed machine is called `vm17`.',
  'Let’s say the failed machine is vm17.',
  'Suppose we want to remove `vm17` from the pool.',
  'Change `vm17` to match the machine.',
  'Run this, replacing `vm17` as needed.',
  'Don’t forget to replace `vm17`.',
  '`vm17` must match the name of your machine.',
  '`vm17` will be different for you.',
  '`vm17` is just an example.',
  'Use the name of your own machine in place of `vm17`.',
  'We use `vm17` as an example.',
  'Yours will differ from `vm17`.',
  'With `vm17` being the name of the machine:',
])('%s: an example wherever the document takes it', async said => {
  expect(await gaps(said, '', '## Later', '', ...block)).toEqual(['vm17'])
})

test.each([
  'Log in to the machine (here `vm17`):',
  'Log in to the machine, e.g. vm17:',
  'Log in to a machine such as `vm17`:',
  'In this example we restart `vm17`:',
  'The name is vm17 in this example.',
  'Par exemple `vm17` :',
])('%s: an example in the block beside it', async said => {
  expect(await gaps(said, '', ...block)).toEqual(['vm17'])
  expect(await gaps(...block, '', said.replace(/:$/, '.'))).toEqual(['vm17'])
  expect(await gaps(said, '', '## Later', '', ...block)).toEqual([])
})

test.each([
  'Assuming that `vm17` is up, run:',
  'Make sure to update `vm17` as shown below:',
  'Examples assume that your machine is named `vm17`.',
  'In this example we use `ssh`:',
  'Log in to `vm17`:',
  'We replaced `vm17` last year.',
])('%s: speaks of the thing itself', async said => {
  expect(await gaps(said, '', ...block)).toEqual([])
})
