import {expect, test} from 'vitest'
import {blocksOf} from '../../src/model/content.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

async function partsIn(text: string) {
  const {runbook} = await parseRunbook('a.md', `# A\n\n\`\`\`\n${text}\n\`\`\`\n`)
  return [...blocksOf(runbook.section)].map(({block: {kind, shows, script}}) => [kind, shows ?? script])
}

test.each(['parted', 'dlv', 'rdbg', 'ipdb'])(
  'what is typed behind the prompt (%s) is not for the shell',
  async name => {
    expect(
      await partsIn(`$ df -h /\n$ sudo ${name} /dev/sdq\n(${name}) print\n (${name}) quit\n$ uptime`),
    ).toEqual([
      ['console', `df -h /\nsudo ${name} /dev/sdq`],
      ['show', 'session'],
      ['console', 'uptime'],
    ])
  },
)

test.each([
  '2031-02-03_10:13:01.21015 db2 postgresql: started streaming',
  '2031.02.03 10:13:01 db2 started',
  '03/Feb/2031:10:13:01 +0000 GET /x 200',
  '20310203 10:13:01 db2 started',
])('a line that begins with a time was printed: %s', async line => {
  expect(await partsIn(line)).toEqual([['show', 'output']])
})
