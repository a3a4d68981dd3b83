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

test('a default and choices are taken as they are written, quoted or not', async () => {
  const {settings, messages} = await read(
    'runbook:\n  inputs:\n    a: {default: 7, type: integer}\n    b: {choices: [1.10, 007, true, yes, 0x1F]}',
  )
  expect(settings.inputs).toEqual({
    a: {default: '7', type: 'integer'},
    b: {choices: ['1.10', '007', 'true', 'yes', '0x1F']},
  })
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

test('a target is questions to the system with what it must say', async () => {
  const {settings, messages} = await read(
    'runbook:\n  target:\n    git-clean: true\n    kube-context: /^prod-/\n    hostname: ops-1\n    commands:\n      environment: {run: printenv STAGE, expect: production}',
  )
  expect(messages).toEqual([])
  expect(settings.target).toEqual([
    {name: 'hostname', command: 'hostname', expected: 'ops-1'},
    {name: 'kube context', command: 'kubectl config current-context', expected: /^prod-/u},
    {name: 'git changes', command: 'git status --porcelain --untracked-files=no', expected: ''},
    {name: 'environment', command: 'printenv STAGE', expected: 'production'},
  ])
})

test.each([
  ['target: {hostnaem: a}', 'Unexpected key `hostnaem` in `runbook.target`'],
  ['target: {git-clean: false}', 'Unexpected value for `runbook.target.git-clean`, expected `true`'],
  ['target: {hostname: /(/}', 'expected a text, or a regular expression between slashes'],
  ['target: {commands: {a: {run: rm x, expect: y}}}', 'for `runbook.target.commands.a.run` (destroy)'],
  ['target: {commands: {a: {run: date}}}', 'Unexpected value for `runbook.target.commands.a.expect`'],
  [
    'databases: {main: {target: {system-identifier: 7301}}}',
    'Unexpected value for `runbook.databases.main.target.system-identifier`',
  ],
  ['ask-inputs: never', 'Unexpected value for `runbook.ask-inputs`, expected `first` or `when-needed`'],
  ['inputs: {a: {type: number}}', 'expected `string`, `integer`, `duration`, `url`, `date`, `identifier`'],
])('%s is a slip that is told', async (yaml, complaint) => {
  const {messages} = await read(`runbook:\n  ${yaml}`)
  expect(messages).toHaveLength(1)
  expect(messages[0]).toContain(complaint)
})

test('a database’s target may name the cluster by its system identifier', async () => {
  const {settings, messages} = await read(
    'runbook:\n  databases:\n    main: {url: $A, target: {database: app, system-identifier: "7301234567890123456"}}\n    b: {url: $B}',
  )
  expect(messages).toEqual([])
  expect(settings.databases).toEqual({
    main: {url: '$A', target: {database: 'app', cluster: '7301234567890123456'}},
    b: {url: '$B'},
  })
})
