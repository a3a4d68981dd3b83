import {expect, test} from 'vitest'
import {blocksOf} from '../../src/model/content.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

async function blocksIn(text: string) {
  const {runbook} = await parseRunbook('a.md', text)
  return [...blocksOf(runbook.section)].map(({place, block: {kind, text}}) => ({place, kind, text}))
}

const note = `!!! warning "Careful"

    Look first:

    \`\`\`bash
    uptime

      df -h
    \`\`\`

    Then this, which
    takes a while:

    ~~~sql
    SELECT 1;
    ~~~
`

test.each([
  ['LF', note],
  ['CRLF', note.replaceAll('\n', '\r\n')],
  ['in a list', `1. Do it.\n\n${note.replaceAll(/^(?=.)/gm, '    ')}`],
])('fences between the words of a note are read, %s', async (_, text) => {
  const blocks = await blocksIn(text)
  expect(blocks.map(({kind, text}) => [kind, text])).toEqual([
    ['shell', 'uptime\n\n  df -h'],
    ['sql', 'SELECT 1;'],
  ])
  const lines = text.split('\n')
  for (const {place} of blocks) expect(lines[place.start.line - 1]).toMatch(/^ +(?:```bash|~~~sql)\r?$/)
})

test.each([
  ['no mark stands before', note.replace('!!! warning "Careful"', 'Careful:')],
  ['a fence is not closed', note.replace(/ {4}~~~\n$/, '')],
  ['there is no fence', '!!! note "A"\n\n    uptime\n\n    df -h\n'],
])('an indented block stays as it is where %s', async (_, text) => {
  const blocks = await blocksIn(text)
  expect(blocks).toHaveLength(1)
  expect(blocks[0]!.place.start.column).toBe(1)
})
