import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {dataOf, linesOf, onlyRun} from '../cli/record.ts'
import {isAlive} from '../executor/shell/bench.ts'
import {cli} from '../support/cli.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {terminal} from '../support/terminal.ts'

const document = `# Mend it

\`\`\`bash {id=one effect=change}
mkdir -p sub && cd sub
PLACE=here
echo one >> ../ran
\`\`\`

\`\`\`bash {id=two effect=change}
echo "two in $PLACE of $(basename "$PWD")" | tee -a ../ran
printf 'almost \\033[1mthere!\\033[0m'
while [ -e ../wait ]; do sleep 0.05; done
\`\`\`

\`\`\`bash {id=three effect=change}
echo "three in $PLACE of $(basename "$PWD")" >> ../ran
\`\`\`
`
const cols = 200

test('a run that is left says how to go on; somebody else does, in the same directory with the same variables', async () => {
  const dir = temporaryDirectory()
  const first = await terminal(['run', 'a.md', '--operator', 'ada'], {
    cwd: dir,
    files: {'a.md': document},
    cols,
  })
  await first.sees('Run it? y/N')
  first.type('y\r')
  await first.next('[2/3]')
  await first.next('Run it? y/N')
  first.type('q lunch\r')
  await first.next(/Resume: +runbook resume incidents\/\S+/)
  expect(await first.exit()).toBe(1)

  const [, command] = /Resume: +runbook (resume \S+)/.exec(first.text())!
  const t = await terminal([...command!.split(' '), '--operator', 'bob'], {cwd: dir, cols})
  await t.sees('Resumed: 1 of 3 steps are done')
  expect(t.text()).toContain('by ada')
  await t.next('[2/3]')
  await t.next('Run it? y/N')
  t.type('y\r')
  await t.next('[3/3]')
  await t.next('Run it? y/N')
  t.type('y\r')
  await t.next('✓ Run: success')
  expect(await t.exit()).toBe(0)
  expect(readFileSync(join(dir, 'ran'), 'utf8')).toBe('one\ntwo in here of sub\nthree in here of sub\n')
  const run = await onlyRun(dir)
  expect(dataOf(run, 'run.resumed')).toMatchObject([{operator: 'bob', mode: 'attended'}])
  expect(run.read('incident.md')).toMatch(/\*\*Resumed:\*\* .* by bob/)
})

test('Ctrl-C at a prompt says how to go on too', async () => {
  const t = await terminal(['run', 'a.md'], {files: {'a.md': document}, cols})
  await t.sees('Run it? y/N')
  t.key('ctrl-c')
  await t.next(/Resume: +runbook resume incidents\/\S+/)
  expect(await t.exit()).toBe(130)
})

test('while a run goes on nobody else resumes it; it is watched; cut off, its last output is shown and nothing is guessed', async () => {
  const dir = temporaryDirectory()
  const env = {XDG_RUNTIME_DIR: dir}
  const first = await terminal(['run', 'a.md', '--operator', 'ada'], {
    cwd: dir,
    // in a session of its own it is not hung up when the run is killed
    files: {'a.md': document.replace('while', 'setsid sleep 120 &\nwhile'), wait: ''},
    cols,
    env,
  })
  await first.sees('Run it? y/N')
  const watching = await terminal(['watch'], {cwd: dir, cols})
  await watching.sees('begun by ada')
  first.type('y\r')
  await first.next('[2/3]')
  await watching.next('✓ 1/3')
  await first.next('Run it? y/N')
  first.type('y\r')
  await first.next('there!')
  const [name] = readdirSync(join(dir, 'incidents'))
  const output = join(dir, 'incidents', name!, 'outputs/002-two.1.log')
  // a line that has not ended may still be written over
  await expect
    .poll(() => existsSync(`${output}.rest`) && readFileSync(`${output}.rest`, 'utf8'))
    .toContain('almost there!')
  await watching.next('▸ 2/3')

  const other = await terminal(['resume', '--operator', 'bob'], {cwd: dir, cols})
  await other.sees('the run still goes on, by ada')
  expect(await other.exit()).toBe(4)
  await cli('status')
    .dir(dir)
    .stdout(/Status: {2}it goes on\n.*· 2 Mend it: it runs\n/s)
    .exits(0)

  first.kill('SIGKILL')
  await watching.next('its process is gone')
  expect(await watching.exit()).toBe(1)
  await cli('status')
    .dir(dir)
    .stdout(/Status: {2}cut off.*\nStill running: sleep \(\d+\)/s)
    .exits(0)

  const t = await terminal(['resume', '--operator', 'bob'], {cwd: dir, cols, env})
  await t.sees('End them? y/N')
  // whoever thinks about that does not lose what others say meanwhile
  await cli('note', 'somebody looks').dir(dir).stdout(/./).exits(0)
  t.type('y\r')
  await t.sees(/It had printed:\s+two in here of sub\s+almost there!/)
  await t.next('Did it work?')
  t.type('\r')
  await t.next('Nothing was done.')
  await t.next('Did it work?')
  t.type('w looked at the dashboard\r')
  await t.next('[3/3]')
  await t.next('Run it? y/N')
  t.type('y\r')
  await t.next('✓ Run: success')
  expect(await t.exit()).toBe(0)
  const run = await onlyRun(dir)
  expect(run.read('incident.md')).toContain('somebody looks')
  expect(dataOf(run, 'step.judged')).toMatchObject([
    {verdict: 'worked', note: 'looked at the dashboard', output: {path: 'outputs/002-two.1.log'}},
  ])
  expect(existsSync(join(dir, 'sub'))).toBe(true)
  const {left = []} = dataOf(run, 'run.resumed')[0]!
  expect(left).toMatchObject([{name: 'sleep', ended: true}])
  expect(left.filter(({pid}) => isAlive(pid))).toEqual([])
  expect(readFileSync(join(run.dir, 'incident.md'), 'utf8')).toMatch(
    /still running then: sleep \(\d+, ended\)/,
  )
  expect(readFileSync(output, 'utf8')).toBe('two in here of sub\nalmost there!')
  expect(existsSync(`${output}.rest`)).toBe(false)
  await cli('log', '--verify', run.dir)
    .dir(dir)
    .stdout(/verified/)
    .exits(0)
})

test('of a changed runbook the differences are said, what is the same stays done, what was changed is asked about', async () => {
  const dir = temporaryDirectory()
  const first = await terminal(['run', 'a.md'], {cwd: dir, files: {'a.md': document}, cols})
  await first.sees('Run it? y/N')
  first.type('y\r')
  await first.next('[2/3]')
  await first.next('Run it? y/N')
  first.type('q\r')
  await first.exit()
  const changed = document.replace('echo one >> ../ran', 'echo uno >> ../ran').replace('id=three', 'id=last')
  const t = await terminal(['resume'], {cwd: dir, files: {'a.md': changed}, cols})
  await t.sees('The runbook was changed since')
  await t.next('changed: 1 ')
  await t.next('-echo one >> ../ran')
  await t.next('+echo uno >> ../ran')
  await t.next('same:    3 ')
  await t.next('[1/3]')
  await t.next('Run it? y/N')
  t.type('q\r')
  expect(await t.exit()).toBe(1)
})

test('a record that was cut off is gone on with only by a person, who is told, and what was printed stays', async () => {
  const text = `---
runbook: {}
---

# Cut

\`\`\`bash {id=one effect=change}
echo one
\`\`\`

\`\`\`bash {id=two effect=change}
echo two
\`\`\`
`
  const {dir} = await cli('run', 'a.md', '--yes').file('a.md', text).stdout(/./).exits(0)
  const run = await onlyRun(dir)
  const journal = join(run.dir, 'journal.jsonl')
  const kept = linesOf(readFileSync(journal, 'utf8')).slice(0, 4)
  writeFileSync(journal, kept.map(line => `${line}\n`).join(''))
  await cli('resume', run.dir, '--yes')
    .dir(dir)
    .stderr(/records are missing at the end of the journal: what they said was done may be done again/)
    .exits(3)
  const t = await terminal(['resume', run.dir], {cwd: dir, cols: 200})
  await t.sees('Careful: records are missing at the end of the journal')
  await t.next('Run it? y/N')
  t.type('y\r')
  await t.next('✓ Run: success')
  expect(await t.exit()).toBe(0)
  expect(readdirSync(join(run.dir, 'outputs')).sort()).toEqual([
    '001-one.1.log',
    '002-two.1.log',
    'lost-002-two.1.log',
  ])
  await cli('log', '--verify', run.dir)
    .dir(dir)
    .stdout(
      /^records were missing when it was resumed at .*: incident.md: record 8, outputs\/lost-002-two.1.log\nverified/,
    )
    .exits(0)
})
