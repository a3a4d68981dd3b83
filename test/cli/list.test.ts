import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {temporaryDirectory} from '../support/temporary.ts'

const down = `---
title: Backend down
last_reviewed_on: 2026-11-22
review_in: 3 months
runbook: {severity: P0, owner: ops}
---
# Backend down

\`\`\`bash
true
\`\`\`
`
const book = '# Book\n\n## One (P1)\n\n### Resolution\n\n- [ ] a\n\n## Two\n\n### Resolution\n\n- [ ] b\n'

const folder = (...options: string[]) =>
  cli('list', 'docs', ...options)
    .file('docs/backend-down.md', down)
    .file('docs/deep/book.md', book)
    .file('docs/words.md', '# Only words\n\nNothing to do.\n')
    .file('docs/.hidden/x.md', down)
    .file('docs/node_modules/x.md', down)
    .file('docs/incidents/20260102T030405Z-x-abcd/journal.jsonl', '')
    .file('docs/incidents/20260102T030405Z-x-abcd/incident.md', down)

test('list shows what can be run, with severity, owner and review; records of runs are none of it', () =>
  folder()
    .stdout(`docs/backend-down.md
  Backend down (P0; owner ops; reviewed 2026-11-22, again by 2027-02-22)
  1 step: 1 read
  never run, never practised

docs/deep/book.md
  Book (no severity; no owner; no review date)
  2 steps; 2 checklist items
  never run, never practised
    #one-p1  P1
      1 step; 1 checklist item
    #two
      1 step; 1 checklist item
`)
    .exits(0))

test('list --json says the same to a program', async () => {
  const {stdout} = await folder('--json').stdout(/./).exits(0)
  const never = {last_run: null, last_drill: null}
  expect(JSON.parse(stdout)).toEqual([
    {
      path: 'docs/backend-down.md',
      title: 'Backend down',
      severity: 'P0',
      owner: 'ops',
      last_reviewed_on: '2026-11-22',
      review_in: '3 months',
      review_due: '2027-02-22',
      steps: 1,
      effects: {read: 1},
      ...never,
      procedures: [
        {slug: 'backend-down', title: 'Backend down', severity: 'P0', steps: 1, effects: {read: 1}},
      ],
    },
    {
      path: 'docs/deep/book.md',
      title: 'Book',
      severity: null,
      owner: null,
      last_reviewed_on: null,
      review_in: null,
      review_due: null,
      steps: 2,
      effects: {},
      ...never,
      procedures: [
        {slug: 'one-p1', title: 'One (P1)', severity: 'P1', steps: 1, effects: {}, ...never},
        {slug: 'two', title: 'Two', severity: null, steps: 1, effects: {}, ...never},
      ],
    },
  ])
})

test('list tells when a runbook was last run and practised, and that its review is overdue', async () => {
  const dir = temporaryDirectory()
  const call = (...words: string[]) => cli(...words).dir(dir)
  await call('run', 'down.md', '--yes', '--drill')
    .file('down.md', down.replace('2026-11-22', '2020-01-10'))
    .stdout(/./)
    .exits(0)
  const {stdout} = await call('list').stdout(/./).exits(0)
  expect(stdout.replaceAll(/\d{4}-\d\d-\d\d(?= \()/g, '<day>')).toBe(`down.md
  Backend down (P0; owner ops; reviewed 2020-01-10, again by 2020-04-10)
  1 step: 1 read
  never run; last drill <day> (success)
  ! its review is overdue since 2020-04-10
`)
})

test('a file that is no text is named, and the others are listed', () =>
  folder()
    .file('docs/z.md', Uint8Array.of(0))
    .stdout(['docs/backend-down.md', 'docs/deep/book.md'])
    .stderr('runbook: docs/z.md: this is a binary file; a runbook is a markdown text\n')
    .exits(0))

test('a folder without runbooks says so', () =>
  cli('list')
    .file('words.md', 'Hello.\n')
    .stdout('No runbooks here: no markdown file holds a block, a checklist or an instruction.\n')
    .exits(0))
