import {expect, test} from 'vitest'
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
  const all = await cli('timeline', '--all', first!, second!).dir(dir).stdout(/./).exits(0)
  expect(all.stdout.split('\n').length).toBeGreaterThan(stdout.split('\n').length)
})
