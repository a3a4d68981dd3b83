import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {cli} from '../../support/cli.ts'
import {temporaryDirectory} from '../../support/temporary.ts'
import {dataOf, onlyRun} from '../record.ts'

const document = '---\nrunbook: {}\n---\n\n# Look\n\n```bash\necho seen\n```\n'

/** A directory with one recorded run. */
async function recorded(): Promise<string> {
  const dir = temporaryDirectory()
  await cli('run', 'a.md', '--yes', '--incident', 'INC-7')
    .dir(dir)
    .file('a.md', document)
    .stdout(/success/)
    .exits(0)
  return dir
}
const says = (dir: string, ...args: string[]) => cli(...args).dir(dir)

test('a note, a milestone, a file and a link are on record, chained, and in the incident log', async () => {
  const dir = await recorded()
  await says(dir, 'note', 'decision:', 'fail over')
    .stdout(/^noted in .* \(decision, /)
    .exits(0)
  await says(dir, 'note', '--kind', 'todo', '--at', '~-5m', 'page the DBA', '--operator', 'bob')
    .stdout(/\(todo, /)
    .exits(0)
  await says(dir, 'mark', 'mitigated', 'errors are gone')
    .stdout(/^mitigated at /)
    .exits(0)
  await says(dir, 'attach', 'pool.png', 'the pool')
    .file('pool.png', 'png')
    .stdout(/attachments\/pool\.png/)
    .exits(0)
  await says(dir, 'attach', 'pool.png')
    .stdout(/attachments\/pool-2\.png/)
    .exits(0)
  await says(dir, 'attach', 'https://example.org/d/1')
    .stdout(/example\.org/)
    .exits(0)
  const run = await onlyRun(dir)
  expect(dataOf(run, 'note.added')).toEqual([
    {kind: 'decision', text: 'fail over'},
    {kind: 'todo', text: 'page the DBA', approximate: true},
  ])
  expect(dataOf(run, 'incident.milestone')).toEqual([{milestone: 'mitigated', note: 'errors are gone'}])
  const sha256 = createHash('sha256').update('png').digest('hex')
  expect(dataOf(run, 'evidence.attached')).toMatchObject([
    {name: 'pool.png', note: 'the pool', file: {path: 'attachments/pool.png', sha256, bytes: 3}},
    {file: {path: 'attachments/pool-2.png'}},
    {url: 'https://example.org/d/1'},
  ])
  const [name] = (await cli('log').dir(dir).stdout(/INC-7/).exits(0)).runDirs()
  const incident = readFileSync(join(dir, name!, 'incident.md'), 'utf8')
  for (const text of ['fail over', 'page the DBA', 'mitigated', 'attachments/pool.png'])
    expect(incident).toContain(text)
  await cli('log', '--verify', name!)
    .dir(dir)
    .stdout(/^verified: /)
    .exits(0)
})

describe('is refused, and nothing is written', () => {
  test.each([
    ['what is still to come', ['note', 'x', '--at', '2999-01-01 00:00Z'], /still to come/, 2],
    ['what is no time', ['note', 'x', '--at', 'soon'], /expected -5m/, 2],
    ['a note without a text', ['note', '  '], /a note needs a text/, 2],
    ['a milestone that is none', ['mark', 'fixed'], /Allowed choices/, 2],
    ['a file that is not there', ['attach', 'no.png'], /there is no such file/, 2],
    ['a folder', ['attach', '.'], /it is a folder; attach its files one by one, or one archive of it/, 2],
    ['a run that is not there', ['note', 'x', '--run', 'nobody'], /no run of this name/, 2],
  ] as const)('%s', async (_, args, stderr, exit) => {
    const dir = await recorded()
    const before = (await onlyRun(dir)).types
    await cli(...args)
      .dir(dir)
      .stderr(stderr)
      .exits(exit)
    expect((await onlyRun(dir)).types).toEqual(before)
  })
})

test('the list of runs tells each run, newest first, and those of one incident on demand', async () => {
  const dir = await recorded()
  await cli('run', 'a.md', '--yes', '--operator', 'bob')
    .dir(dir)
    .stdout(/success/)
    .exits(0)
  const {stdout, runDirs} = await cli('log')
    .dir(dir)
    .stdout(/^RUN +RESULT +TOOK +OPERATOR +INCIDENT +RUNBOOK\n/)
    .exits(0)
  const [older, newer] = runDirs().map(path => path.replace(/^.*\//, ''))
  const rows = stdout.trim().split('\n').slice(1)
  expect(rows.map(row => row.split(/ {2,}/)[0]).sort()).toEqual([older, newer].sort())
  await cli('log', '--incident', 'INC-7').dir(dir).stdout(/INC-7/).exits(0)
  await cli('log', '--incident', 'INC-8').dir(dir).stdout('No runs are recorded here.\n').exits(0)
})

test('status and watch of a run that has ended tell how it ended', async () => {
  const dir = await recorded()
  await cli('status')
    .dir(dir)
    .stdout(/^Look \(INC-7\)\nStatus: {2}success\n/)
    .exits(0)
  await cli('watch')
    .dir(dir)
    .stdout(/✓ run: success\n$/)
    .exits(0)
  await cli('handoff')
    .dir(dir)
    .stdout(/^# Handoff: Look \(INC-7\)\n/)
    .exits(0)
})
