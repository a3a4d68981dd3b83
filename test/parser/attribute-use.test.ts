import {expect, test} from 'vitest'
import {blocksOf} from '../../src/model/content.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

const head = '---\nrunbook: {}\n---\n\n# T\n\n'
const block = (info: string, text: string) => `\`\`\`${info}\n${text}\n\`\`\`\n\n`
const read = async (text: string) => {
  const {runbook, messages} = await parseRunbook('a.md', head + text)
  return {
    errors: messages.filter(({fatal}) => fatal).map(({line, reason}) => `${line} ${reason}`),
    seen: [...blocksOf(runbook.section)].map(step => step.block.seen.map(({text}) => text)),
  }
}

test.each([
  ['bash', 'ls', 'max-affected=3', 'a shell block', 'SQL'],
  ['bash', 'ls', 'expect-rows=1', 'a shell block', 'SQL'],
  ['console', '$ ls', 'write', 'a shell block', 'SQL'],
  ['bash', 'ls', 'db=main', 'a shell block', 'SQL'],
  ['sql', 'select 1', 'expect-exit=0', 'SQL', 'a shell block'],
  ['sql', 'select 1', 'cwd=/tmp', 'SQL', 'a shell block'],
  ['sql', 'select 1', 'follow=3s', 'SQL', 'a shell block'],
])(
  'in %s %j an attribute that would be ignored is an error: %s',
  async (language, text, info, own, other) => {
    const {errors} = await read(block(`${language} {${info}}`, text))
    const name = info.replace(/=.*/, '')
    expect(errors).toEqual([`7 Unexpected \`${name}\` on ${own}, expected it on ${other} only`])
  },
)

test('what is expected to be seen stands beside the commands, or in a block of output right behind', async () => {
  const {errors, seen} = await read(
    block('console {expect-seen}', '$ echo hi\nhi\n$ echo ho\nho') +
      block('bash {expect-seen}', 'uptime') +
      'The output should look like this:\n\n' +
      block('text', 'up ... days'),
  )
  expect({errors, seen}).toEqual({errors: [], seen: [['hi', 'ho'], ['up ... days'], []]})
})

test.each([
  ['text', 'up ... days'],
  ['', 'up 3 days, 2 users'],
  ['json', '{"up": 3}'],
  ['output', 'up'],
])('a block tagged `%s` right behind needs no words that say so', async (language, text) => {
  const {errors, seen} = await read(block('bash {expect-seen}', 'uptime') + block(language, text))
  expect({errors, seen}).toEqual({errors: [], seen: [[text], []]})
})

test('without anything shown, expecting it is an error', async () => {
  const {errors} = await read(block('bash {expect-seen}', 'uptime') + block('bash', 'ls'))
  expect(errors).toEqual([
    '7 Unexpected `expect-seen` on a block whose output is not shown, expected it beside the commands or in a block right behind',
  ])
})
