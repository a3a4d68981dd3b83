import {expect, test} from 'vitest'
import {parseRunbook} from '../../src/parser/parse.ts'

async function read(frontMatter: string) {
  const {runbook, messages} = await parseRunbook('a.md', `---\n${frontMatter}\n---\n\n# A\n`)
  return {
    settings: runbook.settings,
    messages: messages.map(
      ({line, column, reason, fatal}) => `${line}:${column} ${fatal ? 'error' : 'warning'} ${reason}`,
    ),
  }
}

test('choices may be lines of a command that only reads', async () => {
  const {settings, messages} = await read(
    'runbook:\n  inputs:\n    a: {choices: [x, y]}\n    b: {choices: "ls | sort"}',
  )
  expect(settings.inputs).toEqual({a: {choices: ['x', 'y']}, b: {choicesFrom: 'ls | sort'}})
  expect(messages).toEqual([])
})

test('a command for choices that does more than read is an error', async () => {
  const {messages} = await read('runbook:\n  inputs:\n    a: {choices: rm -rf old}')
  expect(messages).toEqual([
    '4:18 error Unexpected command for `runbook.inputs.a.choices` (destroy), expected one that only reads',
  ])
})

test.each([
  ['broken YAML', 'title: ['],
  ['a review date of another form', 'last_reviewed_on: [soon]'],
  ['a `runbook` that is a link', 'runbook: https://wiki/runbook'],
])('%s keeps nobody from running a document that is not for this tool', async (_, frontMatter) => {
  const {settings, messages} = await read(frontMatter)
  expect(settings.optedIn).toBe(false)
  expect(messages).toHaveLength(1)
  expect(messages[0]).toContain('warning')
})

test.each([
  ['broken YAML', 'runbook:\n  owner: ['],
  ['a misspelt key', 'runbook:\n  onwer: me'],
  ['a misspelt `runbook`', 'runbok:\n  secrets: [A]'],
])('%s is an error where the document is for this tool', async (_, frontMatter) => {
  const {messages} = await read(frontMatter)
  expect(messages).toHaveLength(1)
  expect(messages[0]).toContain('error')
})
