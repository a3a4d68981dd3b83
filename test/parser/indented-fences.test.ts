import {expect, test} from 'vitest'
import {blocksOf} from '../../src/model/content.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

async function read(text: string) {
  const {runbook, messages} = await parseRunbook('a.md', text)
  const blocks = [...blocksOf(runbook.section)].map(({block}) => block)
  return {blocks, complaints: messages.filter(({ruleId}) => ruleId === 'indented-fence')}
}

const tabs = `1. Look at it:

    === "Plugin"

        \`\`\` bash {timeout=5s}
        uptime

        ls -l \\
          /tmp
        \`\`\`

    === "Standalone"

        ~~~
        $ df -h
        ~~~
`

test.each([
  ['LF', tabs],
  ['CRLF', tabs.replaceAll('\n', '\r\n')],
])('a fence in tabs that markdown takes for text is read as a fence, with %s', async (_, text) => {
  const {blocks, complaints} = await read(text)
  expect(blocks.map(({kind, text}) => [kind, text])).toEqual([
    ['shell', 'uptime\n\nls -l \\\n  /tmp'],
    ['console', '$ df -h'],
  ])
  expect(blocks[0]!.attributes).toMatchObject({timeoutMs: 5000})
  expect(blocks[0]!.commands.map(({place}) => [place.start.line, place.start.column])).toEqual([
    [6, 9],
    [8, 9],
  ])
  expect(complaints.map(({line, column}) => [line, column])).toEqual([
    [5, 9],
    [14, 9],
  ])
})

test.each([
  ['it is not closed', '    ```bash\n    rm x\n'],
  ['words follow it', '    ```bash\n    rm x\n    ```\n    and more\n'],
  ['words stand before it', '    So:\n    ```bash\n    rm x\n    ```\n'],
  ['it holds another', '    ```bash\n    rm x\n    ```\n\n    ```bash\n    rm y\n    ```\n'],
  ['it is empty', '    ```bash\n    ```\n'],
])('an indented block is shown as it is where %s', async (_, text) => {
  const {blocks, complaints} = await read(`Text.\n\n${text}`)
  expect(blocks.map(({kind}) => kind)).toEqual(['show'])
  expect(complaints).toEqual([])
})

test('a fence of which marks are only more indented inside of a fence stays text', async () => {
  const {blocks} = await read('````markdown\n    ```bash\n    rm x\n    ```\n````\n')
  expect(blocks.map(({kind}) => kind)).toEqual(['show'])
})
