import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {linesOf, onlyRun} from './record.ts'

const runbook = `---
runbook: {}
---

# One step

\`\`\`bash
echo one
\`\`\`
`

/** A finished run, and commands on it. */
async function recorded() {
  const {dir} = await cli('run', 'a.md', '--yes', '--operator', 'ada')
    .file('a.md', runbook)
    .stdout(/./)
    .exits(0)
  const run = await onlyRun(dir)
  const say = (...args: string[]) => cli(...args, '--operator', 'bob').dir(dir)
  return {...run, parent: dir, say, verify: () => cli('log', '--verify', run.dir).dir(dir)}
}

test('what people wrote is amended and hidden by the number of its record, and the record keeps what it was', async () => {
  const {dir, say, read, parent} = await recorded()
  await say('note', 'the pool is full')
    .stdout(/as record 6 /)
    .exits(0)
  await say('amend', '6', 'the pool is empty', '--at', '-10m', '--reason', 'misread')
    .stdout(/^record 6 amended to .*, the pool is empty, since misread, in /)
    .exits(0)
  expect(read('incident.md')).toMatch(/the pool is empty \*\(amended .* by bob, since misread; first /)
  await say('hide', '6', 'of another incident')
    .stdout(/^record 6 hidden: of another incident, in /)
    .exits(0)
  expect(read('incident.md')).not.toContain('the pool is empty')
  const all = await cli('timeline', '--numbers', '--level', 'all').dir(parent).stdout(/./).exits(0)
  expect(all.stdout).toMatch(/`#6` \*\*observation:\*\* the pool is full/)
  expect(all.stdout).toMatch(/the pool is empty .*hidden: of another incident/)
  expect(readFileSync(join(dir, 'journal.jsonl'), 'utf8')).toContain('the pool is full')
  await say('hide', '1')
    .stderr(/record 1 is runbook.run.started: only what people wrote .* is amended or hidden/)
    .exits(2)
  await say('amend', '99', 'x')
    .stderr(/99: .* has no record of this number/)
    .exits(2)
})

test('runs are tied to an incident that is named later', async () => {
  const {say, parent} = await recorded()
  await say('incident', '--id', 'INC-9', '--severity', 'P1', 'the pool is empty')
    .stdout(/^incident: INC-9; severity: P1; summary: the pool is empty, in /)
    .exits(0)
  await say('role', 'commander', 'dora')
    .stdout(/^commander: dora, in /)
    .exits(0)
  await cli('log', '--incident', 'INC-9').dir(parent).stdout(/INC-9/).exits(0)
  await cli('timeline', '--incident', 'INC-9')
    .dir(parent)
    .stdout(/commander: dora/)
    .exits(0)
  await cli('postmortem', '--incident', 'INC-9')
    .dir(parent)
    .stdout(/INC-9[\s\S]*dora/)
    .exits(0)
  await say('role', 'commander')
    .stderr(/expected a person, or --nobody/)
    .exits(2)
})

test('a sealed record takes nothing more, and what is cut off behind the seal is seen', async () => {
  const {dir, say, verify, parent} = await recorded()
  const journal = join(dir, 'journal.jsonl')
  await say('seal', '--note', 'reviewed')
    .stdout(/^sealed: 6 records, in .*\nKeep the head elsewhere: 6 /)
    .exits(0)
  await verify()
    .stdout(/^sealed: at .* by bob\nverified: 6 records/)
    .exits(0)
  for (const words of [['note', 'late'], ['mark', 'resolved'], ['attach', 'a.md'], ['seal']])
    await say(...words)
      .stderr(/the record was sealed at .* by bob: nothing more is taken/)
      .exits(4)
  await cli('resume', dir, '--yes')
    .dir(parent)
    .stderr(/the record was sealed/)
    .exits(4)
  const whole = readFileSync(journal, 'utf8')
  writeFileSync(
    journal,
    linesOf(whole)
      .slice(0, 5)
      .map(line => `${line}\n`)
      .join(''),
  )
  writeFileSync(join(dir, 'incident.md'), 'gone')
  await verify()
    .stderr(/sealed: error: it tells of record 6, and the journal ends with 5: a record was cut off\n/)
    .exits(1)
})

test('a leak is taken out of a sealed record, and the record stays what was sealed', async () => {
  const {dir, say, verify} = await recorded()
  await say('note', 'the key is sk_live_12345678').stdout(/./).exits(0)
  await say('seal').stdout(/./).exits(0)
  await say('redact', dir, '--pattern', 'sk_live_\\w+', '--yes', '--rechain').stdout(/./).exits(0)
  expect(readFileSync(join(dir, 'journal.jsonl'), 'utf8')).not.toContain('sk_live')
  await verify()
    .stdout(/verified: 8 records/)
    .exits(0)
  await say('note', 'late')
    .stderr(/was sealed/)
    .exits(4)
})

test('records that somebody put in behind a seal are damage', async () => {
  const {dir, say, verify} = await recorded()
  await say('seal').stdout(/./).exits(0)
  const {createJournal: _, openJournal} = await import('../../src/journal/journal.ts')
  const {thisProcess} = await import('../../src/cli/record/holder.ts')
  const options = {
    runId: 'x',
    source: 'a.md',
    now: () => new Date(),
    newId: () => 'id',
    holder: thisProcess(),
  }
  const note = (text: string) =>
    ({type: 'note.added', time: new Date().toISOString(), data: {kind: 'todo', text}}) as const
  const journal = openJournal(dir, options)
  expect(() => journal.append(note('late'))).toThrow(/the record was sealed: nothing more is taken/)
  // whoever does not ask the tool
  journal.close()
  const {seal} = await import('../../src/journal/seal.ts')
  const last = JSON.parse(linesOf(readFileSync(join(dir, 'journal.jsonl'), 'utf8')).at(-1)!) as {
    sequence: number
    hash: string
  }
  writeFileSync(join(dir, 'journal.jsonl'), `${JSON.stringify(seal(note('put in'), options, last))}\n`, {
    flag: 'a',
  })
  await verify()
    .stdout(/^sealed/)
    .stderr(/1 records were written after it was sealed/)
    .exits(1)
})
