import {expect, test} from 'vitest'
import type {Severity} from '../../../src/model/lint-message.ts'
import {type LintOptions, lintRunbook} from '../../../src/parser/lint/lint.ts'
import {parseRunbook} from '../../../src/parser/parse.ts'

const now = new Date('2026-03-01T00:00:00Z')
const body = '# Look\n\n```\nuptime\n```\n'
const optedIn = `---\nrunbook:\n  severity: P1\n  owner: web\n---\n\n${body}`

async function lint(
  text: string,
  {settings = {}, ...options}: Partial<LintOptions> & {settings?: Record<string, Severity | 'off'>} = {},
) {
  const {runbook, messages} = await parseRunbook('x.md', text)
  const set = {...runbook, settings: {...runbook.settings, lint: settings}}
  return lintRunbook({runbook: set, messages}, text, {now, ...options}).map(
    ({rule, severity, place}) => `${place?.start.line} ${severity} ${rule}`,
  )
}

test('a document that did not opt in is told as information what others are warned of', async () => {
  expect(await lint(body)).toEqual(['3 info untagged'])
  expect(await lint(optedIn)).toEqual(['9 warning untagged'])
})

test('some rules say nothing about a document that did not opt in', async () => {
  const noOwner = optedIn.replace('  owner: web\n', '')
  expect(await lint(noOwner, {only: ['missing-owner']})).toEqual(['2 warning missing-owner'])
  expect(await lint(body, {only: ['missing-owner']})).toEqual([])
})

test('only what is asked for, and not what is left out', async () => {
  expect(await lint(body, {only: ['fence']})).toEqual([])
  expect(await lint(body, {without: ['untagged']})).toEqual([])
})

test('an author makes a rule more or less severe, or silences it', async () => {
  expect(await lint(body, {settings: {untagged: 'error'}})).toEqual(['3 error untagged'])
  expect(await lint(optedIn, {settings: {untagged: 'off'}})).toEqual([])
})

test('what keeps a document from being run stays an error', async () => {
  const bad = '```bash {timeout=soon}\nuptime\n```\n'
  expect(await lint(bad, {settings: {'block-attributes': 'off'}})).toEqual(['1 error block-attributes'])
})

test('a warning of the parser can be silenced', async () => {
  const open = '```bash\nuptime\n\nw\n'
  expect(await lint(open)).toEqual(['1 warning fence'])
  expect(await lint(open, {settings: {fence: 'off'}})).toEqual([])
})

test('a setting for a rule that there is not is an error', async () => {
  const text = optedIn.replace('  owner: web\n', '  lint: {untaged: off}\n')
  expect(await lint(text, {settings: {untaged: 'off'}, only: ['lint-settings']})).toEqual([
    '4 error lint-settings',
  ])
})

test('messages come in the order of the document', async () => {
  const text = `${body}\n\`\`\`bash\nrailway run psql $DATABASE_URL\n\`\`\`\n\n[x](#nowhere)\n`
  const lines = (await lint(text)).map(line => Number.parseInt(line, 10))
  expect(lines).toEqual(lines.toSorted((a, b) => a - b))
  expect(new Set(lines).size).toBeGreaterThan(2)
})

test('SQL that PostgreSQL cannot read is a warning only where the document is for us', async () => {
  const sql = '```sql\nSHOW SLAVE STATUS;\n```\n'
  expect(await lint(sql, {only: ['syntax']})).toEqual(['2 info syntax'])
  expect(await lint(optedIn + sql, {only: ['syntax']})).toEqual(['13 warning syntax'])
})
