import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {terminal} from '../support/terminal.ts'
import {dataOf, onlyRun} from './record.ts'

const poll = (script: string, info = '') =>
  `---\nrunbook: {}\n---\n\n# Poll\n\n\`\`\`bash {id=up every=100ms until=20s ${info}}\n${script}\n\`\`\`\n`
const third = poll('n=$((${n:-0} + 1))\n[ "$n" -ge 3 ] && echo up || echo down', 'expect=up')

test('without a person a line tells of the first try, and the last try is told as any other', async () => {
  const {dir} = await cli('run', 'a.md', '--yes')
    .file('a.md', third)
    .stdout(text =>
      text.includes(
        [
          '▸ 1/1 Poll (read)',
          'down',
          '… 1/1 Poll: try 1, <time> left (failed: expected output contains up, saw down (exit 0))',
          'down',
          'up',
          '✓ 1/1 Poll: check met: expected output contains up, observed up',
          '✓ 1/1 Poll (attempt 3)  <time>',
        ].join('\n'),
      ),
    )
    .exits(0)
  const run = await onlyRun(dir)
  expect(dataOf(run, 'check.evaluated').map(data => (data as {verdict: string}).verdict)).toEqual([
    'unmet',
    'unmet',
    'met',
  ])
})

test('on a terminal one line counts in place between the tries, and Ctrl-C ends them', async () => {
  const slow = third.replace('every=100ms', 'every=1s').replace('-ge 3', '-ge 300')
  const t = await terminal(['run', 'a.md'], {files: {'a.md': slow}})
  await t.next('Enter runs it')
  t.key('enter')
  await t.sees(/try 2, 1\d s left; Ctrl-C stops it/)
  t.key('ctrl-c')
  await t.next('What now?')
  await t.next('› Next')
  t.type('q\r')
  expect(await t.exit()).not.toBe(0)
  expect(t.text()).not.toContain('s left; Ctrl-C') // cleared, before somebody else wrote
})

test('where colours are not wanted a line is written instead', async () => {
  const env = {NO_COLOR: '1'}
  const t = await terminal(['run', 'a.md'], {files: {'a.md': third}, env})
  await t.next('Enter runs it')
  t.key('enter')
  await t.next(/… 1\/1 Poll: try 1, \d+ s left/)
  expect(await t.exit()).toBe(0)
  expect(t.text()).not.toContain('Ctrl-C stops it')
})
