import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {listSteps} from '../../src/executor/list-steps.ts'
import {createJournal} from '../../src/journal/journal.ts'
import {createRunDirectory} from '../../src/journal/run-directory.ts'
import type {RunEvent} from '../../src/model/event.ts'
import {makePlan} from '../../src/model/make-plan.ts'
import {parseRunbook} from '../../src/parser/parse.ts'
import {holder} from '../journal/sample.ts'
import {began, ended, event, runStarted} from '../report/sample-run.ts'
import {cli} from '../support/cli.ts'
import {temporaryDirectory} from '../support/temporary.ts'

const handbook = `---
runbook:
  inputs:
    region:
      prompt: Which region?
    size: { pattern: '^\\d+$' }
---

# Queue is stuck

Look first:

\`\`\`bash {id=look}
uptime

date
\`\`\`

1. Mend it:

   \`\`\`bash {id=mend}
   railway restart --region "<region>" --size <size>
   \`\`\`

2. Tell the customers.
3. Go home.
`

type Listed = ReturnType<typeof listSteps>

/** A run of the file that did these things, recorded by the journal's own writer in a folder of its own. */
async function recorded(
  happened: (steps: Record<string, Listed[number]>) => RunEvent[],
  {source = handbook, runs = 1}: {source?: string; runs?: number} = {},
) {
  const dir = temporaryDirectory()
  mkdirSync(join(dir, 'book'))
  writeFileSync(join(dir, 'book/queue.md'), source)
  const {runbook} = await parseRunbook('book/queue.md', source)
  const steps = listSteps(makePlan(runbook, undefined), {})
  const start = runStarted(steps)
  const sha256 = createHash('sha256').update(source).digest('hex')
  for (let run = 1; run <= runs; run++) {
    const journal = createJournal(
      createRunDirectory(join(dir, 'incidents'), `20261122T03120${run}Z-queue-abcd`),
      {
        runId: `20261122T03120${run}Z-queue-abcd`,
        source: 'book/queue.md',
        now: () => new Date('2026-11-22T04:00:00Z'),
        newId: () => `id-${run}`,
        holder,
      },
    )
    journal.append({
      ...start,
      data: {...start.data, runbook: {...start.data.runbook, path: 'book/queue.md', sha256}, directory: dir},
    })
    for (const one of happened(Object.fromEntries(steps.map(step => [step.id.replace(/-\w{4}$/, ''), step]))))
      journal.append(one)
    journal.close()
  }
  return {
    dir,
    read: () => readFileSync(join(dir, 'book/queue.md'), 'utf8'),
    learn: () => cli('learn').dir(dir),
  }
}

describe('the patch', () => {
  const night = (steps: Record<string, Listed[number]>): RunEvent[] => [
    event(1, 'input.set', {name: 'region', value: 'eu', secret: false, source: 'answer'}),
    event(1, 'input.set', {name: 'size', value: '3', secret: false, source: 'answer'}),
    event(
      2,
      'step.skipped',
      {reason: 'if the load is high #42\n# it is known', by: 'operator'},
      {subject: 'look', authid: 'ada'},
    ),
    event(3, 'note.added', {kind: 'observation', text: 'three workers are gone'}, {authid: 'bob'}),
    began(4, steps.mend!, 'railway restart --region "<region>" \\\n  --size <size> --yes'),
    ended(5, steps.mend!, {kind: 'success'}),
    event(
      6,
      'step.skipped',
      {reason: 'it was night', by: 'operator'},
      {subject: steps['tell-the-customers']!.id, authid: 'ada'},
    ),
  ]
  const learnt = handbook
    .replace('      prompt: Which', '      default: "eu"\n      prompt: Which')
    .replace('{ pattern', '{ default: "3", pattern')
    .replace(
      'date\n```\n',
      'date\n```\n\n> 2026-11-22 03:12:02 UTC, ada, run 20261122T031202Z-queue-abcd: skipped: if the load is high `#42`\\\n> \\# it is known\n\n> 2026-11-22 03:12:03 UTC, bob, run 20261122T031202Z-queue-abcd: observation: three workers are gone\n',
    )
    .replace('"<region>" --size <size>\n', '"<region>" \\\n     --size <size> --yes\n')
    .replace(
      'customers.\n',
      'customers.\n\n   > 2026-11-22 03:12:06 UTC, ada, run 20261122T031202Z-queue-abcd: skipped: it was night\n\n',
    )

  test.each([
    ['git', ['apply']],
    ['patch', ['-p1', '--quiet']],
  ])('applies with %s, and holds each deviation at its place', async (program, words) => {
    const {learn, dir, read} = await recorded(night, {runs: 2})
    const {stdout} = await learn()
      .stdout(/^--- a\/book\/queue\.md\n/)

      .exits(0)
    expect(read()).toBe(handbook) // it never changes the file itself
    execFileSync(program, words, {
      cwd: dir,
      input: stdout,
      env: {PATH: process.env.PATH, GIT_CEILING_DIRECTORIES: join(dir, '..')},
    })
    expect(read()).toBe(learnt)
  })

  test('what was taken in is not told again', async () => {
    const {dir, learn} = await recorded(night, {runs: 2})
    writeFileSync(join(dir, 'book/queue.md'), learnt)
    const {stdout} = await learn()
      .stdout('')
      .stderr(/^runbook: book\/queue\.md was changed since the run; .*\n(?:.*\n)*$/)
      .exits(0)
    expect(stdout).toBe('')
  })

  test('applies to a file with other line ends, which stay', async () => {
    const crlf = handbook.replaceAll('\n', '\r\n')
    const {learn, dir, read} = await recorded(night, {source: crlf, runs: 2})
    const {stdout} = await learn().stdout(/./).exits(0)
    execFileSync('git', ['apply'], {
      cwd: dir,
      input: stdout,
      env: {PATH: process.env.PATH, GIT_CEILING_DIRECTORIES: join(dir, '..')},
    })
    expect(read()).toBe(learnt.replaceAll('\n', '\r\n'))
  })
})

test('a run that went as its runbook says has nothing to teach', async () => {
  const {dir} = await cli('run', 'a.md', '--yes')
    .file('a.md', '---\nrunbook: {}\n---\n\n```bash\ntrue\n```\n')
    .stdout(/./)
    .exits(0)
  await cli('learn').dir(dir).stderr('runbook: nothing to learn: the run went as the runbook says\n').exits(0)
})

test('what cannot be put into the text without changing more is named, and so is what the file does not say any more', async () => {
  const {learn, dir} = await recorded(({look, mend}) => [
    began(1, look!, 'curl -H "x: ‹redacted›" localhost'),
    ended(2, look!, {kind: 'success'}),
    event(3, 'step.skipped', {reason: 'no', by: 'operator'}, {subject: mend!.id}),
  ])
  writeFileSync(join(dir, 'book/queue.md'), handbook.replace('railway restart', 'railway redeploy'))
  await learn()
    .stderr(
      'runbook: book/queue.md was changed since the run; steps that still say what they said then are compared, and 1 left out\n' +
        'runbook: left out: step 2 Mend it: it says something else now, or is gone\n' +
        'runbook: not in the patch: step 1 Look first ran with another text: curl -H "x: ‹redacted›" localhost\n',
    )
    .exits(0)
})

test('a runbook that is gone is an error, and can be named', async () => {
  const {learn, dir} = await recorded(() => [])
  rmSync(join(dir, 'book/queue.md'))
  await learn().stderr('runbook: book/queue.md: there is no such file\n').exits(2)
  await cli('learn', '--file', 'moved.md')
    .file('moved.md', handbook)
    .dir(dir)
    .stderr(/nothing to learn/)
    .exits(0)
})
