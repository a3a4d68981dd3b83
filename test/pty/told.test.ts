import {expect, test} from 'vitest'
import {dataOf, onlyRun} from '../cli/record.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {terminal} from '../support/terminal.ts'

const document = `# Mend it

\`\`\`bash {id=look}
echo "looked at <host>"
\`\`\`

\`\`\`bash {id=who capture=found}
echo ada
\`\`\`

\`\`\`bash {id=tell}
echo "it is $found"
\`\`\`

## Escalation

Call Grace, 555-0101.

- Then call Linus.
`
const cols = 160
const start = (dir: string, args: string[]) =>
  terminal([...args, '--operator', 'ada'], {cwd: dir, files: {'a.md': document}, cols})

test('notes and milestones are dated when it happened; contacts are shown; both also after resume', async () => {
  const dir = temporaryDirectory()
  const first = await start(dir, ['run', 'a.md', '--input', 'host=web-1'])
  await first.sees('Enter runs it')
  first.type('+ -5m users report errors\r')
  await first.next('Enter runs it')
  first.type('+ ~2026-01-02 03:05 hypothesis: the pool is full\r')
  await first.next('Enter runs it')
  first.type('+ 2999-01-02 03:05 too early\r')
  await first.next('That is still to come. Nothing was noted.')
  await first.next('Enter runs it')
  first.type('m\r')
  await first.next('2 detected')
  await first.next('Which?')
  first.type('2 2026-01-02 03:02 alert BackendDown\r')
  await first.next('✓ detected: alert BackendDown')
  await first.next('Enter runs it')
  first.type('m nonsense\r')
  await first.next('“nonsense” is no milestone. Nothing was marked.')
  await first.next('Enter runs it')
  first.type('c\r')
  await first.next('Call Grace, 555-0101.')
  await first.next('Then call Linus.')
  await first.next('Enter runs it')
  first.type('q\r')
  expect(await first.exit()).toBe(1)

  const t = await start(dir, ['resume'])
  await t.sees('Enter runs it')
  t.type('m mit ~-10m\r')
  await t.next('✓ mitigated (about)')
  await t.next('Enter runs it')
  t.type('contacts\r')
  await t.next('555-0101')
  await t.next('Enter runs it')
  t.type('q\r')
  expect(await t.exit()).toBe(1)
  const run = await onlyRun(dir)
  expect(dataOf(run, 'note.added')).toEqual([
    {kind: 'observation', text: 'users report errors'},
    {kind: 'hypothesis', text: 'the pool is full', approximate: true},
  ])
  expect(dataOf(run, 'incident.milestone')).toEqual([
    {milestone: 'detected', note: 'alert BackendDown'},
    {milestone: 'mitigated', approximate: true},
  ])
  const records = run.records.filter(({type}) => /note|milestone/.test(type))
  const agoMs = records.map(({time, recordedtime}) => Date.parse(recordedtime) - Date.parse(time))
  expect(Math.round(agoMs[0]! / 60_000)).toBe(5)
  expect(Math.round(agoMs[3]! / 60_000)).toBe(10)
  expect(records[1]!.time.slice(0, 10)).toMatch(/^2026-01-0[123]$/)
})

test('values are shown and changed, before a step and after resume; what runs and what is shown have the new ones', async () => {
  const dir = temporaryDirectory()
  const first = await start(dir, ['run', 'a.md', '--input', 'host=web-1'])
  await first.sees('echo "looked at web-1"')
  await first.next('Enter runs it')
  first.type('v\r')
  await first.next('1 host  web-1 (option)')
  await first.next('Change which?')
  first.type('1\r')
  await first.next('New value of host')
  first.type('web-2\r')
  await first.next('echo "looked at web-2"')
  await first.next('Enter runs it')
  first.key('enter')
  await first.next('looked at web-2')
  await first.next('[2/3]')
  await first.next('Enter runs it')
  first.key('enter')
  await first.next('[3/3]')
  await first.next('Enter runs it')
  first.type('q\r')
  expect(await first.exit()).toBe(1)

  const t = await start(dir, ['resume'])
  await t.sees('Enter runs it')
  t.type('v found\r')
  await t.next('New value of found')
  t.type('grace\r')
  await t.next('Enter runs it')
  t.type('v nothing\r')
  await t.next('No value is called “nothing”.')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('it is grace')
  await t.next('✓ Run: success')
  expect(await t.exit()).toBe(0)
  expect(dataOf(await onlyRun(dir), 'input.set')).toEqual([
    {name: 'host', value: 'web-1', secret: false, source: 'option'},
    {name: 'host', value: 'web-2', secret: false, source: 'operator'},
    {name: 'found', value: 'ada', secret: false, source: 'capture'},
    {name: 'found', value: 'grace', secret: false, source: 'operator', variable: 'found'},
  ])
})

test('a secret is not shown; a new one is not echoed, nor recorded', async () => {
  const dir = temporaryDirectory()
  const secret = 'hunter2-hunter2'
  const text = '# Log in\n\n```bash {id=in}\n: "<api-token>"\n```\n'
  const t = await terminal(['run', 'a.md'], {cwd: dir, files: {'a.md': text}, cols})
  await t.sees('Value for api-token')
  t.type('first-secret\r')
  await t.next('Enter runs it')
  t.type('v\r')
  await t.next('api-token  secret (operator)')
  await t.next('Change which?')
  t.type('api-token\r')
  await t.next('New value of api-token')
  t.type(`${secret}\r`)
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('✓ Run: success')
  expect(await t.exit()).toBe(0)
  expect(t.text()).not.toContain(secret)
  const run = await onlyRun(dir)
  expect(run.read('journal.jsonl')).not.toContain(secret)
  expect(dataOf(run, 'input.set').map(({secret}) => secret)).toEqual([true, true])
})
