import {expect, test} from 'vitest'
import {lintDocumentSchema} from '../../src/model/lint-document.ts'
import {cli} from '../support/cli.ts'

const files = {
  'a, b%/c:d.md': '# X\n\n```bash\nrailway run psql $DATABASE_URL\n```\n',
  'good.md': '# Good\n',
  'z.md': '# Z\n\n```\nuptime\n```\n',
}
const lint = (...args: string[]) =>
  Object.entries(files).reduce(
    (call, [path, text]) => call.file(path, text),
    cli('lint', '.', '--rule', 'early-expansion', '--rule', 'untagged', ...args),
  )

test('json is one document of the published form', async () => {
  const {stdout} = await lint('--format', 'json', '--severity', 'info').stdout(/^\{/).exits(1)
  const printed = JSON.parse(stdout) as unknown
  expect(lintDocumentSchema.parse(printed)).toEqual(printed)
  expect(printed).toEqual({
    schema: 'runbook.lint/v1',
    files: [
      {
        path: 'a, b%/c:d.md',
        messages: [expect.objectContaining({rule: 'early-expansion', severity: 'warning', fix: null})],
      },
      {path: 'good.md', messages: []},
      {
        path: 'z.md',
        messages: [
          {
            rule: 'untagged',
            severity: 'info',
            text: 'Unexpected shell commands without a language, expected `bash` behind the fence',
            note: null,
            place: {start: {line: 3, column: 1, offset: 5}, end: {line: 3, column: 4, offset: 8}},
            url: 'docs/rules.md#untagged',
            fix: [{start: 8, end: 8, insert: 'bash'}],
          },
        ],
      },
    ],
    summary: {files: 3, errors: 0, warnings: 1, infos: 1, fixable: 1, hidden: 0},
  })
})

test('json of nothing is a document too', async () => {
  const {stdout} = await cli('lint', 'x.md', '--format', 'json').stdout(/./).exits(2)
  expect(lintDocumentSchema.parse(JSON.parse(stdout)).files[0]!.messages).toEqual([
    expect.objectContaining({rule: 'unreadable', severity: 'error', place: null}),
  ])
})

interface Sarif {
  runs: [
    {tool: {driver: {rules: {id: string}[]}}; results: Record<string, unknown>[]; invocations: unknown[]},
  ]
}

test('sarif holds the rules, and for each message its rule, place and fix', async () => {
  const {stdout} = await lint('--format', 'sarif', '--severity', 'info').stdout(/^\{/).exits(1)
  const {runs} = JSON.parse(stdout) as Sarif
  const [{tool, results, invocations}] = runs
  expect(invocations).toEqual([{executionSuccessful: true}])
  const ids = tool.driver.rules.map(({id}) => id)
  const artifactLocation = {uri: 'z.md'}
  expect(results).toEqual([
    {
      ruleId: 'early-expansion',
      ruleIndex: ids.indexOf('early-expansion'),
      level: 'warning',
      message: {text: expect.stringContaining('$DATABASE_URL')},
      locations: [
        {
          physicalLocation: {
            artifactLocation: {uri: 'a%2C%20b%25/c%3Ad.md'},
            region: {
              startLine: 4,
              startColumn: 18,
              endLine: 4,
              endColumn: 31,
              charOffset: 30,
              charLength: 13,
            },
          },
        },
      ],
    },
    {
      ruleId: 'untagged',
      ruleIndex: ids.indexOf('untagged'),
      level: 'note',
      message: {text: expect.any(String)},
      locations: [
        {
          physicalLocation: {
            artifactLocation,
            region: {startLine: 3, startColumn: 1, endLine: 3, endColumn: 4, charOffset: 5, charLength: 3},
          },
        },
      ],
      fixes: [
        {
          description: {text: 'Fix untagged'},
          artifactChanges: [
            {
              artifactLocation,
              replacements: [
                {deletedRegion: {charOffset: 8, charLength: 0}, insertedContent: {text: 'bash'}},
              ],
            },
          ],
        },
      ],
    },
  ])
})

test('github gets workflow commands with what would end them escaped', () =>
  lint('--format', 'github', '--severity', 'info')
    .stdout(
      '::warning file=a%2C b%25/c%3Ad.md,line=4,endLine=4,col=18,endColumn=31,title=runbook lint%3A early-expansion::' +
        'Unexpected `$DATABASE_URL`, which expands before `railway run` begins, expected it in single quotes for a shell there\n' +
        '::notice file=z.md,line=3,endLine=3,col=1,endColumn=4,title=runbook lint%3A untagged::' +
        'Unexpected shell commands without a language, expected `bash` behind the fence\n',
    )
    .exits(1))

test('a path of a workflow command is the one that the change has', () =>
  cli('lint', './x.md', '--format', 'github', '--severity', 'info')
    .file('x.md', '```\nuptime\n```\n')
    .stdout(/^::notice file=x\.md,line=1,/)
    .exits(0))

test('what looks like a secret is not printed, whichever rule speaks of its line', async () => {
  const secret = 'Zq8rT2vX9pLm'
  const text = `# X\n\n\`\`\`bash\nrailway run psql "postgres://web:${secret}@db.example.net/$DB"\n\`\`\`\n`
  for (const rule of ['secret-literal', 'early-expansion'])
    await cli('lint', 'x.md', '--rule', rule)
      .file('x.md', text)
      .stdout(shown => shown.includes('://web:************@db') && !shown.includes(secret))
      .exits(1)
})

test('a format that there is not is a wrong call', () =>
  lint('--format', 'xml').stderr(["argument 'xml' is invalid"]).exits(2))
