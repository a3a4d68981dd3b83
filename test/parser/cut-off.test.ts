import {expect, test} from 'vitest'
import type {Block, Content} from '../../src/model/runbook.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

/** The blocks of a section, and those of the sections in it. */
const blocksOf = (content: readonly Content[]): Block[] =>
  content.flatMap(item =>
    item.type === 'section' ? blocksOf(item.content) : item.type === 'block' ? [item.block] : [],
  )

/** What a fence becomes, and the complaints about it with their lines. */
async function read(info: string, text: string) {
  const {runbook, messages} = await parseRunbook('a.md', `# A\n\n\`\`\`${info}\n${text}\n\`\`\`\n`)
  return {
    blocks: blocksOf(runbook.section.content),
    said: messages.map(({line, reason}) => `${line} ${reason}`),
  }
}

test.each(['bash', '', 'console', 'bash {id=a}'])(
  'a command that a blank behind its backslash cuts off is refused, with its place, in `%s`',
  async info => {
    const prompt = info === 'console' ? '$ ' : ''
    const text = `${prompt}kubectl get pods\n${prompt}kubectl delete pod web-1 \\ \n  -n staging \\\n  --wait`
    const {blocks, said} = await read(info, text)
    expect(blocks).toMatchObject([{kind: 'show', broken: true, commands: [], text}])
    expect(blocks[0]!.kindReason).toContain('line 5 ends in a backslash and a blank')
    expect(said).toEqual(['5 Unexpected blank behind a backslash, expected the end of the line'])
  },
)

test.each([
  ['in quotes', "echo 'a \\ '\nls"],
  ['in a here-document', 'cat <<EOF\na \\ \nb\nEOF'],
  ['in a comment', '# see a \\ \nls'],
  ['behind a backslash of its own', 'ls a \\\\ \nls'],
  ['at the end of all', 'ls a \\ '],
])('a backslash and a blank %s cut nothing off', async (_, text) => {
  const {blocks} = await read('bash', text)
  expect(blocks).toMatchObject([{kind: 'shell', broken: false}])
})

test.each([
  ['empty line', 'kubectl delete pods --all \\\n\n  -n staging'],
  ['comment', 'kubectl delete pods --all \\\n  # the namespace\n  -n staging'],
])('a command that an %s cuts off is refused, with its place', async (by, text) => {
  const {blocks, said} = await read('bash', text)
  expect(blocks).toMatchObject([{kind: 'show', broken: true, commands: [], text}])
  expect(said).toEqual([`4 Unexpected ${by} behind a backslash, expected the rest of the command`])
})

test.each([
  ['in quotes', "echo 'a \\\n\nb'"],
  ['in a here-document', 'cat <<EOF\na \\\n\nb\nEOF'],
  ['behind an operator', 'ls a && \\\n# then\nls b'],
  ['at the end of all', 'ls a \\\n# done'],
])('a backslash before an empty line or a comment %s cuts nothing off', async (_, text) => {
  const {blocks} = await read('bash', text)
  expect(blocks).toMatchObject([{kind: 'shell', broken: false}])
})
