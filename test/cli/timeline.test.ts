import {expect, test} from 'vitest'
import {timelineFormats} from '../../src/report/timeline/row.ts'
import {cli} from '../support/cli.ts'
import {finished} from '../support/finished.ts'
import {temporaryDirectory} from '../support/temporary.ts'

const runbook = (title: string, text: string) =>
  `---\nrunbook: {}\n---\n\n# ${title}\n\n\`\`\`bash {id=${title.toLowerCase()} effect=change}\n${text}\n\`\`\`\n`

test('the timeline of two runs is one story in the order of time', async () => {
  const dir = temporaryDirectory()
  const run = (path: string) => cli('run', path, '--yes', '--operator', 'ada').dir(dir).stdout(/./)
  await run('first.md').file('first.md', runbook('First', 'touch one')).exits(0)
  await run('second.md').file('second.md', runbook('Second', 'touch two; exit 5')).exits(1)
  const dirs = finished('', '', dir).runDirs()
  const [first, second] = dirs.toSorted((a, b) => Number(a.includes('second')) - Number(b.includes('second')))
  const {stdout} = await cli('timeline', second!, first!).dir(dir).stdout(/./).exits(0)
  const story = stdout
    .split('\n')
    .filter(line => /^\| \d\d:/.test(line))
    .map(line =>
      line
        .split('|')
        .slice(5, 7)
        .map(cell => cell.trim())
        .join(': '),
    )
  expect(story.map(line => line.replace(/, on `.*?`/, ''))).toEqual([
    'Run started: First, unattended: ',
    expect.stringMatching(/^1\. First \(change\): ✓ success/),
    expect.stringMatching(/^Run ended: ✓ success/),
    'Run started: Second, unattended: ',
    expect.stringMatching(/^1\. Second \(change\): ✗ failed: exit 5/),
    expect.stringContaining('Asked about 1. Second (change)'),
    expect.stringMatching(/^Run ended: ✗ failed/),
  ])
  const all = await cli('timeline', '--level', 'all', first!, second!).dir(dir).stdout(/./).exits(0)
  expect(all.stdout.split('\n').length).toBeGreaterThan(stdout.split('\n').length)
})

test('the runs of an incident and what files tell are one story, in the form and the zone that is asked for', async () => {
  const dir = temporaryDirectory()
  const run = (name: string, incident: string) =>
    cli('run', `${name}.md`, '--yes', '--operator', 'ada', '--incident', incident)
      .file(`${name}.md`, runbook(name, 'true'))
      .dir(dir)
      .stdout(/./)
      .exits(0)
  await run('first', 'INC-1')
  await run('other', 'INC-2')
  await cli('note', '--internal', '--run', 'first', 'the vendor is to blame')
    .dir(dir)
    .stdout(/noted/)
    .exits(0)
  const timeline = (...options: string[]) =>
    cli('timeline', '--incident', 'INC-1', '--import', 'notes.txt', '--date', '2020-01-02', ...options)
      .file('notes.txt', '01:30 @bob detected: users call')
      .dir(dir)
      .stdout(/./)
      .exits(0)
  const {stdout} = await timeline('--format', 'json', '--tz', 'Europe/Paris')
  const {sources, entries} = JSON.parse(stdout)
  expect(sources).toEqual([
    {name: expect.stringContaining('first'), imported: false, title: 'first'},
    {name: 'notes.txt', imported: true},
  ])
  expect(entries[0]).toMatchObject({time: '2020-01-02T00:30:00.000Z', who: 'bob', milestone: 'detected'})
  expect(stdout).toContain('vendor')
  expect((await timeline('--external')).stdout).not.toMatch(/vendor|bob|ada|notes\.txt/)
  expect(
    (await timeline('--level', 'milestones', '--until', '2020-01-03')).stdout.match(/^\| \d/gm),
  ).toHaveLength(1)
})

test.each([
  [
    ['--since', '09:10'],
    ['b', 'c'],
  ],
  [['--since', '09:10', '--until', '10:30 CET'], ['b']],
  [['--until', '08:00'], []],
  [
    ['--since', '9:20 am', '--tz', 'Europe/Paris'],
    ['a', 'b', 'c'],
  ],
  [['--since', '00:30', '--import', 'later.csv'], ['later']],
])('%j cuts a story of one night there', async (options, expected) => {
  const {stdout} = await cli('timeline', '--import', 'day.csv', '--format', 'json', ...options)
    .file('day.csv', 'time,text\n2026-11-22 09:00 UTC,a\n2026-11-22 09:20 UTC,b\n2026-11-22 09:40 UTC,c\n')
    .file('later.csv', 'time,text\n2026-11-23 01:00 UTC,later\n')
    .stdout(/./)
    .exits(0)
  expect(JSON.parse(stdout).entries.map(({what}: {what: string}) => what)).toEqual(expected)
})

test.each([
  [['--import', 'bad.csv'], 'bad.csv:3: soon: expected a time such as <utc>'],
  [['--import', 'none.txt'], 'none.txt: it cannot be read (ENOENT)'],
  [['--tz', 'Mars'], '--tz Mars: expected a zone such as UTC, Europe/Paris, +02:00 or PDT'],
  [['--date', '2026-02-30', '--import', 'bad.csv'], '--date 2026-02-30: expected a day such as 2026-11-22'],
  [
    ['--since', 'then', '--import', 'good.csv'],
    '--since then: expected 2026-11-22 03:05, 03:05, a day, or -2h',
  ],
  [
    ['--since', '09:10', '--import', 'days.csv'],
    '--since 09:10: expected a day with it: from <utc> to <utc> the clocks show it more than once',
  ],
  [
    ['--until', '07:10', '--import', 'days.csv'],
    '--until 07:10: expected a day with it: from <utc> to <utc> the clocks show it more than once',
  ],
  [['--incident', 'INC-9'], 'INC-9: no run of this incident below incidents; runbook log lists them'],
])('what is wrong with %j is said', async (options, message) => {
  await cli('timeline', ...options)
    .file('bad.csv', 'time,text\n2026-11-22 09:00,x\nsoon,y\n')
    .file('days.csv', 'time,text\n2026-11-22 09:00,x\n2026-11-24 09:30,y\n')
    .file('good.csv', 'time,text\n2026-11-22 09:00,x\n')
    .stderr(`runbook: ${message}\n`)
    .exits(2)
})

test.each(timelineFormats)('as %s, a secret that a file or an older record holds is masked', async format => {
  const {dir} = await cli('run', 'first.md', '--yes', '--operator', 'ada')
    .file('first.md', runbook('first', 'true'))
    .stdout(/./)
    .exits(0)
  await cli('note', 'observation: it says later-a-secret').dir(dir).stdout(/noted/).exits(0)
  const {stdout} = await cli('timeline', 'first', '--import', 'slack.txt', '--format', format)
    .dir(dir)
    .file(
      'slack.txt',
      '2026-11-22 09:00 it is later-a-secret or ghp_abcdefghijklmnopqrstuvwxyz0123456789 at https://u:pw1234567@x.example',
    )
    .env({API_TOKEN: 'later-a-secret'})
    .stdout(/./)
    .exits(0)
  expect(stdout).not.toMatch(/later-a-secret|ghp_abc|pw1234567/)
  expect(stdout).toContain('redacted')
})
