import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {dataOf, onlyRun} from '../cli/record.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {terminal} from '../support/terminal.ts'

const block = (id: string, text: string) => `\`\`\`bash {id=${id}}\n${text}\n\`\`\`\n\n`
const cols = 140

test('the commands of a block are shown and asked about one by one, in one session', async () => {
  const dir = temporaryDirectory()
  const text = 'place=here\necho "one in $place"\ntouch two\nfalse\ntouch three'
  const t = await terminal(['run', 'a.md'], {
    cwd: dir,
    files: {'a.md': `# Go\n\n${block('all', text)}`},
    cols,
  })
  await t.sees('Run it? y/N')
  t.type('t\r')
  await t.next('command 1 of 5')
  await t.next('Run it? y/N')
  t.type('y\r')
  await t.next('command 2 of 5')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('one in here')
  await t.next('command 3 of 5')
  await t.next('Run it? y/N')
  t.type('s not needed\r')
  await t.next('command 4 of 5')
  await t.next(/Run it\? y\/N|Enter runs it/)
  t.type('y\r')
  await t.next('failed: exit 1')
  await t.next('› Next')
  t.type('q\r')
  expect(await t.exit()).toBe(1)
  expect([existsSync(join(dir, 'two')), existsSync(join(dir, 'three'))]).toEqual([false, false])
  const run = await onlyRun(dir)
  expect(dataOf(run, 'part.finished').map(({part, outcome}) => [part, outcome.kind])).toEqual([
    [1, 'success'],
    [2, 'success'],
    [4, 'failure'],
  ])
  expect(dataOf(run, 'step.finished')).toMatchObject([{attempt: 1, outcome: {kind: 'failure'}}])

  const again = await terminal(['resume'], {cwd: dir, cols})
  await again.sees('› Next')
  again.type('r\r')
  await again.next('Run it? y/N')
  again.type('t\r')
  await again.next('command 1 of 5')
  await again.next('Run it? y/N')
  again.type('q\r')
  await again.next('› Next')
  again.type('q\r')
  expect(await again.exit()).toBe(1)
})

test('what cannot be taken apart says why, and is asked about as a whole', async () => {
  const t = await terminal(['run', 'a.md'], {files: {'a.md': `# Go\n\n${block('one', 'ls')}`}, cols})
  await t.sees('Enter runs it')
  t.type('t\r')
  await t.next('it is not stepped through: it is one command')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('✓ Run: success')
  expect(await t.exit()).toBe(0)
})
