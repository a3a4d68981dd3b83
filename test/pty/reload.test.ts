import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {dataOf, onlyRun} from '../cli/record.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {terminal} from '../support/terminal.ts'

const block = (id: string, text: string) => `\`\`\`bash {id=${id} title="The ${id}"}\n${text}\n\`\`\`\n\n`
const before = `# Go\n\n${block('one', 'place=kept')}${block('two', 'echo "two of $place"')}${block('three', 'echo three')}`
const after = `# Go\n\n${block('one', 'place=kept')}${block('new', 'echo "new of $place"')}${block('two', 'echo "changed two of $place"')}`
const cols = 140

test('the file is read again: what says the same stays done, what is different is shown, and the session goes on', async () => {
  const dir = temporaryDirectory()
  const t = await terminal(['run', 'a.md'], {cwd: dir, files: {'a.md': before}, cols})
  await t.sees('[1/3] The one')
  await t.next(/Run it\? y\/N|Enter runs it/)
  t.type('y\r')
  await t.next('[2/3]')
  await t.next('Enter runs it')
  t.type('l\r')
  await t.next('The file is as it was.')
  await t.next('Enter runs it')
  writeFileSync(join(dir, 'a.md'), after)
  t.type('l\r')
  await t.next('changed: 3 The two')
  await t.next('new:     2 The new')
  await t.next('gone:    3 The three')
  await t.next('Go on with the file as it is now? y/N')
  t.key('enter')
  await t.next('Enter runs it')
  t.type('reload\r')
  await t.next('Go on with the file as it is now? y/N')
  t.type('y\r')
  await t.next('[2/3] The new')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('new of kept')
  await t.next('[3/3] The two')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('changed two of kept')
  await t.next('✓ Run: success')
  expect(await t.exit()).toBe(0)
  const run = await onlyRun(dir)
  expect(dataOf(run, 'run.resumed')).toMatchObject([{pending: ['new', 'two'], renamed: []}])
  expect(dataOf(run, 'step.started').map(({title}) => title)).toEqual(['The one', 'The new', 'The two'])
})

test('a file that cannot be run is not gone on with; after resume it can be read again', async () => {
  const dir = temporaryDirectory()
  const first = await terminal(['run', 'a.md'], {cwd: dir, files: {'a.md': before}, cols})
  await first.sees(/Run it\? y\/N|Enter runs it/)
  writeFileSync(join(dir, 'a.md'), before.replace('{id=one', '{id=one timeout=never'))
  first.type('l\r')
  await first.next('timeout')
  await first.next(/Run it\? y\/N|Enter runs it/)
  first.type('q\r')
  expect(await first.exit()).toBe(1)
  writeFileSync(join(dir, 'a.md'), before)
  const t = await terminal(['resume'], {cwd: dir, cols})
  await t.sees('[1/3]')
  await t.next(/Run it\? y\/N|Enter runs it/)
  writeFileSync(join(dir, 'a.md'), after)
  t.type('l\r')
  await t.next('Go on with the file as it is now? y/N')
  t.type('y\r')
  await t.next('[1/3] The one')
  await t.next(/Run it\? y\/N|Enter runs it/)
  t.type('q\r')
  expect(await t.exit()).toBe(1)
})
