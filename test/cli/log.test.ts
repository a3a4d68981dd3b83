import {appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {linesOf, onlyRun} from './record.ts'

const runbook = `---
runbook: {}
---

# Two steps

\`\`\`bash {id=first}
echo one
\`\`\`

\`\`\`bash {id=second}
echo two; echo oh >&2; exit 3
\`\`\`
`

/** A finished run in a directory of its own, and \`log\` on it. */
async function recorded() {
  const {dir} = await cli('run', 'a.md', '--yes', '--operator', 'ada')
    .file('a.md', runbook)
    .stdout(/./)
    .exits(1)
  const run = await onlyRun(dir)
  const name = run.dir.slice(dir.length + 1)
  const path = (file: string) => join(run.dir, file)
  return {
    ...run,
    path,
    name,
    parent: dir,
    journal: path('journal.jsonl'),
    head: run.records.at(-1)!.hash,
    log: (...options: string[]) => cli('log', ...options, name).dir(dir),
  }
}

test('the incident log is made anew, byte for byte, from the journal and the outputs alone', async () => {
  const {read, path, log, dir, parent} = await recorded()
  const before = read('incident.md')
  rmSync(path('incident.md'))
  await log().stdout('incidents/<run>/incident.md\n').exits(0)
  expect(read('incident.md')).toBe(before)

  rmSync(path('incident.md'))
  rmSync(join(parent, 'a.md'))
  mkdirSync(join(parent, 'elsewhere'))
  renameSync(dir, join(parent, 'elsewhere/run'))
  await cli('log', 'elsewhere/run').dir(parent).stdout('elsewhere/run/incident.md\n').exits(0)
  expect(readFileSync(join(parent, 'elsewhere/run/incident.md'), 'utf8')).toBe(before)
})

describe('log --verify', () => {
  test('vouches for an intact run, and for its head', async () => {
    const {log, head} = await recorded()
    await log('--verify').stdout('verified: 9 records, head <sha256>\n').exits(0)
    await log('--verify', '--head', head).stdout('verified: 9 records, head <sha256>\n').exits(0)
  })

  test('finds the line that was edited', async () => {
    const {log, journal, read} = await recorded()
    writeFileSync(journal, read('journal.jsonl').replace('"answer":"run"', '"answer":"skip"'))
    await log('--verify')
      .stderr('incidents/<run>/journal.jsonl:2: error: its hash does not fit what it says: it was changed\n')
      .exits(1)
  })

  test('finds a line that was taken out', async () => {
    const {log, journal, read} = await recorded()
    const lines = linesOf(read('journal.jsonl'))
    writeFileSync(
      journal,
      lines
        .filter((_, at) => at !== 2)
        .map(line => `${line}\n`)
        .join(''),
    )
    await log('--verify')
      .stderr(
        'incidents/<run>/journal.jsonl:3: error: its number is 4, expected 3: a record is missing or was moved\n',
      )
      .exits(1)
  })

  test('finds lines that were cut off by what lies beside the journal, and without that with the head', async () => {
    const {dir, log, journal, read, head} = await recorded()
    const kept = linesOf(read('journal.jsonl')).slice(0, 4)
    writeFileSync(journal, kept.map(line => `${line}\n`).join(''))
    await log('--verify')
      .stdout('no end of the run is on record: it goes on, it was cut off, or its last records were\n')
      .stderr(
        'incidents/<run>/incident.md: error: it tells of record 9, and the journal ends with 4: 5 records were cut off\n' +
          'incidents/<run>/outputs/002-second.1.log: error: no record tells of the attempt that printed it: records were cut off\n',
      )
      .exits(1)
    rmSync(join(dir, 'incident.md'))
    rmSync(join(dir, 'outputs/002-second.1.log'))
    await log('--verify')
      .stdout(/verified: 4 records, head <sha256>\n$/)
      .exits(0)
    await log('--verify', '--head', head)
      .stdout(/no end of the run/)
      .stderr(
        'incidents/<run>/journal.jsonl: error: its head is <sha256>, expected <sha256>: records were cut off or added\n',
      )
      .exits(1)
  })

  test('says that a line was torn while it was written, which is no damage', async () => {
    const {log, journal} = await recorded()
    appendFileSync(journal, '{"specversion":"1.0","id":"01')
    await log('--verify')
      .stdout('verified: 9 records, head <sha256>\n')
      .stderr(
        'incidents/<run>/journal.jsonl: warning: the last line was cut off while it was written; it is left out\n',
      )
      .exits(0)
  })

  test('finds an output that was changed, and one that is gone', async () => {
    const {log, path} = await recorded()
    appendFileSync(path('outputs/001-first.1.log'), 'and more\n')
    rmSync(path('outputs/002-second.1.log'))
    await log('--verify')
      .stderr(
        'incidents/<run>/outputs/001-first.1.log: error: it is not what was recorded: it was changed\n' +
          'incidents/<run>/outputs/002-second.1.log: error: it is missing\n',
      )
      .exits(1)
  })
})

test('what a person wrote in incident.md outside the generated part survives', async () => {
  const {log, path, read} = await recorded()
  const before = read('incident.md')
  appendFileSync(path('incident.md'), '\n## What I think\n\nIt was the disk.\n')
  await log().stdout('incidents/<run>/incident.md\n').exits(0)
  expect(read('incident.md')).toBe(`${before}\n## What I think\n\nIt was the disk.\n`)
})

describe('what somebody wrote into the generated part of incident.md', () => {
  const edited = (name: string) => [
    `runbook: warning: ${name}/incident.md: its generated part is not what was written there. The file as it was is now incident.edited-`,
  ]

  test('is kept in a file of its own, which is told, and once', async () => {
    const {log, path, read} = await recorded()
    const before = read('incident.md').replace('Two steps', 'Two steps, by me')
    writeFileSync(path('incident.md'), `${before}\nMore.\n`)
    await log()
      .stdout(/./)
      .stderr([
        ...edited('incidents/<run>'),
        'What was changed:\n@@ ',
        '\n-# Incident log: Two steps\n+# Incident log: Two steps, by me\n',
      ])
      .exits(0)
    expect(read('incident.edited-1.md')).toBe(`${before}\nMore.\n`)
    expect(read('incident.md')).not.toContain('by me')
    expect(read('incident.md')).toMatch(/digest=\w+ -->\n\nMore\.\n$/)
    expect(read('incident.md')).toContain('(incident.edited-1.md) is the file as it was')
    const after = read('incident.md')
    await log().stdout(/./).exits(0)
    expect(read('incident.md')).toBe(after)
    writeFileSync(path('incident.md'), after.replace('exit', 'EXIT'))
    await log().stdout(/./).stderr(edited('incidents/<run>')).exits(0)
    expect(read('incident.edited-2.md')).toContain('EXIT')
  })

  test('is kept too where the markers are gone', async () => {
    const {log, path, read} = await recorded()
    writeFileSync(path('incident.md'), 'My own story.\n')
    await log().stdout(/./).stderr(edited('incidents/<run>')).exits(0)
    expect(read('incident.edited-1.md')).toBe('My own story.\n')
  })
})

test('what stands below the end marker stays, also where it quotes the marker', async () => {
  const {log, path, read} = await recorded()
  const before = read('incident.md')
  const marker = before.trimEnd().split('\n').at(-1)!
  const mine = `\nThe marker is:\n\n${marker}\n\nMore.\n`
  appendFileSync(path('incident.md'), mine)
  await log().stdout(/./).exits(0)
  expect(read('incident.md')).toBe(before + mine)
})

test('the log of a damaged journal is written, and says so', async () => {
  const {log, journal, read, path} = await recorded()
  writeFileSync(journal, read('journal.jsonl').replace('"answer":"run"', '"answer":"skip"'))
  rmSync(path('incident.md'))
  await log()
    .stdout('incidents/<run>/incident.md\n')
    .stderr('incidents/<run>/journal.jsonl:2: error: its hash does not fit what it says: it was changed\n')
    .exits(1)
  expect(read('incident.md')).toContain('Two steps')
})
