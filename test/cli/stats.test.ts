import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {temporaryDirectory} from '../support/temporary.ts'

const runbook = `---
last_reviewed_on: 2020-01-10
review_in: 6 months
runbook: {severity: P1, owner: ops}
---

# Queue is stuck

\`\`\`bash {id=look}
true
\`\`\`

\`\`\`bash {id=mend}
test -e mended
\`\`\`
`

/** A live run that failed, then a drill that succeeded. */
async function practised() {
  const dir = temporaryDirectory()
  const call = (...words: string[]) => cli(...words).dir(dir)
  await call('run', 'book/queue.md', '--yes')
    .file('book/queue.md', runbook)
    .file('book/other.md', '# O\n\n```bash\ntrue\n```\n')
    .stdout(/./)
    .exits(1)
  await call('run', 'book/queue.md', '--yes', '--drill').file('mended', '').stdout(/./).exits(0)
  return {dir, call}
}

test('stats tells when a runbook was run and practised, and how each step went', async () => {
  const {call} = await practised()
  const {stdout} = await call('stats', 'book').stdout(/./).exits(0)
  expect(
    stdout.replaceAll(/\d{4}-\d\d-\d\d(?= \()/g, '<day>').replaceAll(/\d+(?:\.\d)? m?s/g, '<time>'),
  ).toBe(`book/queue.md  Queue is stuck (P1)
  1 live run, last <day> (failure); 1 drill, last <day> (success)
  1 of 2 that ended succeeded; usually <time> (median of 1)
  reviewed 2020-01-10, again by 2020-07-10
  ! its review is overdue since 2020-07-10
    #  step            succeeded  usually
    1  Queue is stuck  2 of 2     <time> (median of 2)
    2  Queue is stuck  1 of 2     <time> (median of 1)

1 other markdown file could be run, and has neither a run on record nor a \`runbook:\` or review key
`)
})

test('the record of a drill says so where people read it', async () => {
  const {dir, call} = await practised()
  const {stdout} = await call('log', '--json').stdout(/./).exits(0)
  const runs = JSON.parse(stdout) as {dir: string; drill: boolean}[]
  const logOf = (drill: boolean) => {
    const run = runs.find(one => one.drill === drill)!
    return readFileSync(join(dir, run.dir, 'incident.md'), 'utf8')
  }
  expect(logOf(true)).toContain('**a drill**')
  expect(logOf(false)).not.toContain('drill')
})

test('--check exits with 1 where a review is overdue or nothing was ever practised, and says which', async () => {
  const dir = temporaryDirectory()
  const fresh = runbook.replace('last_reviewed_on: 2020-01-10\nreview_in: 6 months\n', '')
  const call = (...words: string[]) => cli(...words).dir(dir)
  await call('stats', 'a.md', '--check')
    .file('a.md', fresh)
    .stdout(/./)
    .stderr('a.md: error: it was never practised: no run of it has ended\n')
    .exits(1)
  await call('run', 'a.md', '--yes', '--drill').stdout(/./).exits(1)
  await call('stats', 'a.md', '--check').stdout(/./).exits(0)
  await call('stats', 'b.md', '--check')
    .file('b.md', runbook)
    .stdout(/./)
    .stderr(
      'b.md: error: its review is overdue since 2020-07-10; it was never practised: no run of it has ended\n',
    )
    .exits(1)
})

test('of a handbook, the runs of each procedure are counted, also where there are none', async () => {
  const book =
    '# Book\n\n## One (P1)\n\n### Resolution\n\n```bash\ntrue\n```\n\n## Two\n\n### Resolution\n\n```bash\ntrue\n```\n'
  const dir = temporaryDirectory()
  await cli('run', 'book.md#two', '--yes')
    .dir(dir)
    .file('book.md', `---\nrunbook: {}\n---\n\n${book}`)
    .stdout(/./)
    .exits(0)
  const {stdout} = await cli('stats').dir(dir).stdout(/./).exits(0)
  expect(stdout).toContain('  runs by procedure: #one-p1 0, #two 1\n')
})

test('--json and --badge say the same to programs and to a page', async () => {
  const {dir, call} = await practised()
  const {stdout} = await call('stats', 'book/queue.md', '--json', '--badge', 'queue.svg').stdout(/./).exits(0)
  expect(JSON.parse(stdout)).toMatchObject([
    {
      path: 'book/queue.md',
      owner: 'ops',
      review_due: '2020-07-10',
      live: 1,
      drills: 1,
      succeeded: 1,
      last_drill: {result: 'success'},
      steps: [
        {id: 'look', reached: 2, succeeded: 2, usual: {of: 2}},
        {id: 'mend', reached: 2, succeeded: 1, usual: {of: 1}},
      ],
    },
  ])
  expect(readFileSync(join(dir, 'queue.svg'), 'utf8')).toContain('aria-label="runbooks: review overdue"')
})
