import {expect, test} from 'vitest'
import {blocksOf} from '../../src/model/content.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

async function blocksIn(text: string) {
  const {runbook} = await parseRunbook('a.md', text)
  return [...blocksOf(runbook.section)].map(({block, place}) => ({block, place}))
}

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
])('the line above indented code names its language, with %s', async (_, end) => {
  const text = [
    '# A',
    '',
    '    :::bash',
    '    uptime',
    '    df -h',
    '',
    'Then:',
    '',
    '\t:::sql',
    '\tSELECT 1;',
    '',
  ]
  const found = await blocksIn(text.join(end))
  expect(found.map(({block}) => [block.kind, block.language, block.text])).toEqual([
    ['shell', 'bash', 'uptime\ndf -h'],
    ['sql', 'sql', 'SELECT 1;'],
  ])
  expect(found.map(({place}) => place.start.line)).toEqual([3, 9])
  expect(found[0]!.block.commands.map(({place}) => [place.start.line, place.start.column])).toEqual([
    [4, 5],
    [5, 5],
  ])
})

test.each([
  '    :::bash',
  '    :::bash\n\n    uptime',
  '    :::note: see below\n    uptime',
  '```\n:::bash\nuptime\n```',
])('any other line is a part of the text: %j', async text => {
  const found = await blocksIn(`# A\n\n${text}\n`)
  expect(found.map(({block}) => block.text).join('\n')).toContain(':::')
})

test('a language that an editor makes up says nothing', async () => {
  const found = await blocksIn('# A\n\n```$xslt\nkubectl get pods\n```\n')
  expect(found.map(({block}) => block.kind)).toEqual(['shell'])
})
