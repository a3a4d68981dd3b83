import {appendFileSync, existsSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {dataOf, everyFile, readRecord} from './record.ts'

const leak = 'correct horse'
const encoded = Buffer.from(leak).toString('base64')

const runbook = `---
runbook: {}
---

# Look

\`\`\`bash {id=show effect=read reason="prints"}
echo "it is correct horse, or $(echo -n "correct horse" | base64)"; KEPT="correct horse"
\`\`\`

\`\`\`bash {id=again effect=read reason="prints"}
echo fine
\`\`\`
`

/** A run that printed what it should not have, into everything that a run keeps. */
async function leaked(document = runbook) {
  const {dir} = await cli('run', 'a.md', '--yes', '--cast').file('a.md', document).stdout(/./).exits(0)
  const [name] = Object.keys(everyFile(join(dir, 'incidents'))).map(path => path.split('/')[0]!)
  const run = join(dir, 'incidents', name!)
  return {
    dir,
    run,
    redact: (...options: string[]) =>
      cli('redact', run, '--value-from', 'LEAKED', ...options)
        .dir(dir)
        .env({LEAKED: leak}),
    holders: () =>
      Object.entries(everyFile(run))
        .filter(([, text]) => text.includes(leak) || text.includes(encoded))
        .map(([path]) => path)
        .sort(),
  }
}

/** A document whose text does not say what it prints. */
const quiet = runbook.replaceAll('correct horse', '$A $B').replace('echo "it', 'A=correct; B=horse; echo "it')

describe('a leak', () => {
  test('is shown by file and line, never itself, and nothing is changed', async () => {
    const {redact, holders, run} = await leaked(quiet)
    const before = everyFile(run)
    expect(holders()).toEqual(['incident.md', 'outputs/001-show.1.log', 'session.cast', 'session/state.sh'])
    const {stdout} = await redact()
      .stdout([
        'outputs/001-show.1.log: 2 places, line 1',
        'session.cast: 2 places',
        'session/state.sh: 1 place',
        'Nothing was changed: take it out with --yes.',
      ])
      .exits(0)
    expect(stdout).not.toContain(leak)
    expect(everyFile(run)).toEqual(before)
  })

  test('is taken out of all files, the chain stays valid, and the event tells nothing of it', async () => {
    const {redact, holders, run, dir} = await leaked(quiet)
    appendFileSync(join(run, 'incident.md'), `\nI saw ${leak} there.\n`)
    await redact('--yes', '--operator', 'ada').stdout(['It is taken out.']).exits(0)
    expect(holders()).toEqual([])
    expect(existsSync(join(run, 'session/state.sh'))).toBe(false)
    await cli('log', '--verify', run)
      .dir(dir)
      .stdout(/verified/)
      .exits(0)
    const record = await readRecord(run)
    const event = record.events.at(-1)!
    expect(event).toMatchObject({type: 'event.redacted', authid: 'ada'})
    expect(JSON.stringify(event)).not.toMatch(/correct|horse|LEAKED/)
    expect(record.read('outputs/001-show.1.log')).toBe('it is ‹redacted›, or ‹redacted›\n')
    expect(record.read('incident.md')).toContain('\nI saw ‹redacted› there.\n')
    expect(record.read('incident.md')).toContain('it is ‹redacted›, or ‹redacted›')
    expect(record.read('incident.md')).toContain('a leak was taken out of')
    expect(existsSync(join(run, 'incident.edited-1.md'))).toBe(false)
    await redact()
      .stdout(/it is nowhere\n$/)
      .exits(0)
  })

  test('that the journal holds stays there unless its chain is made anew; the old head is told', async () => {
    const {redact, holders, run, dir} = await leaked()
    const old = (await readRecord(run)).records.at(-1)!.hash
    await redact('--yes')
      .stdout(/journal\.jsonl: record \d+ \(runbook\.step\.started\)/)
      .stderr(['it is still there', '--rechain'])
      .exits(1)
    expect(holders()).toEqual(['incident.md', 'journal.jsonl'])
    const second = (await readRecord(run)).records.at(-1)!.hash
    await redact('--yes', '--rechain').stdout(['It is taken out.']).exits(0)
    expect(holders()).toEqual([])
    await cli('log', '--verify', run)
      .dir(dir)
      .stdout(/verified/)
      .exits(0)
    await cli('log', '--verify', '--head', second, run)
      .dir(dir)
      .stderr(/that was its head until .* redacted records \d/)
      .exits(1)
    await cli('log', '--verify', '--head', old, run)
      .dir(dir)
      .stderr(/cut off or added/)
      .exits(1)
    const record = await readRecord(run)
    const {records, before} = dataOf(record, 'event.redacted').at(-1)!
    expect(before?.hash).toBe(second)
    for (const number of records!) expect(JSON.stringify(record.records[number - 1])).toContain('‹redacted›')
  })

  test('is found by a pattern too, also in a cast that cuts it', async () => {
    const {run, dir} = await leaked()
    writeFileSync(
      join(run, 'session.cast'),
      '{"version":3,"term":{"cols":80,"rows":24}}\n[0.1,"o","a hun"]\n[0.1,"o","ter"]\n[0.1,"o","2 b"]\n',
    )
    await cli('redact', run, '--pattern', 'hun\\w+2', '--yes')
      .dir(dir)
      .stdout(['session.cast: 1 place'])
      .exits(0)
    expect(readFileSync(join(run, 'session.cast'), 'utf8')).toBe(
      '{"version":3,"term":{"cols":80,"rows":24}}\n[0.1,"o","a ‹redacted›"]\n[0.1,"o",""]\n[0.1,"o"," b"]\n',
    )
  })
})

test('an output that somebody changed before the redaction is told by verifying', async () => {
  const {redact, run, dir} = await leaked(quiet)
  appendFileSync(join(run, 'outputs/001-show.1.log'), 'more\n')
  await redact('--yes').stdout(/./).exits(0)
  await cli('log', '--verify', run)
    .dir(dir)
    .stderr(/it had been changed before it was redacted/)
    .exits(1)
})

test('cut off before the files took their places, verifying tells, and doing it again mends it', async () => {
  const {redact, run, dir} = await leaked(quiet)
  const output = join(run, 'outputs/001-show.1.log')
  const before = readFileSync(output)
  await redact('--yes').stdout(/./).exits(0)
  renameSync(output, `${output}.redacting`)
  writeFileSync(output, before)
  await cli('log', '--verify', run)
    .dir(dir)
    .stderr(/it is not what was recorded/)
    .exits(1)
  await redact('--yes').stdout(/./).exits(0)
  await cli('log', '--verify', run)
    .dir(dir)
    .stdout(/verified/)
    .exits(0)
})

test('a value that is too short, or nothing to look for, is refused', async () => {
  await cli('redact', '--value-from', 'A')
    .env({A: 'abc'})
    .stderr(/too short/)
    .exits(2)
  await cli('redact', '--value-from', 'A_B')
    .stderr(/it is not set/)
    .exits(2)
  await cli('redact')
    .stderr(/expected either --pattern or --value-from/)
    .exits(2)
  await cli('redact', '--pattern', '(')
    .stderr(/no regular expression/)
    .exits(2)
})
