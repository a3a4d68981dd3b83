import {expect, test} from 'vitest'
import {blocksOf} from '../../src/model/content.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

test.each([
  ['latin1', Buffer.from('# A\n\n```bash\nrm caf\u00e9\n```\n', 'latin1')],
  ['a sequence that is cut off', Buffer.from('# A\n\n```bash\nls \xf0\x9f\x98\n```\n', 'latin1')],
  ['a slash written too long', Buffer.from('# A\n\n```bash\nls \xc0\xaf\n```\n', 'latin1')],
])('a block of bytes that are no UTF-8 is shown and not run: %s', async (_, bytes) => {
  const {runbook, messages} = await parseRunbook('a.md', bytes.toString('utf8'))
  expect([...blocksOf(runbook.section)].map(({block}) => [block.kind, block.broken])).toEqual([
    ['show', true],
  ])
  expect(messages.map(String)).toEqual(['a.md:3:1-5:4: Unexpected U+FFFD in a block, expected text in UTF-8'])
})

test('bytes that are no UTF-8 around blocks keep none of them from being run', async () => {
  const bytes = Buffer.from('# Caf\xe9\n\n```bash\nls\n```\n', 'latin1')
  const {runbook, messages} = await parseRunbook('a.md', bytes.toString('utf8'))
  expect([...blocksOf(runbook.section)].map(({block}) => block.kind)).toEqual(['shell'])
  expect(messages).toEqual([])
})
