import {expect, test} from 'vitest'
import {dataOf, onlyRun} from '../cli/record.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {terminal} from '../support/terminal.ts'

const block = (id: string) => `\`\`\`bash {id=${id} title="The ${id}"}\necho "this is ${id}"\n\`\`\`\n\n`
const document = `# Go\n\n${['one', 'two', 'three'].map(block).join('')}`
const cols = 120

test('a step is picked by number or title; what was gone past is told, and a step that was done is asked about again', async () => {
  const t = await terminal(['run', 'a.md'], {files: {'a.md': document}, cols})
  await t.sees('Enter runs it')
  t.key('enter')
  await t.next('[2/3]')
  await t.next('Enter runs it')
  t.type('j\r')
  await t.next('1 ✓ The one  success')
  await t.next('2 · The two  here')
  await t.next('Go to which step?')
  t.type('9\r')
  await t.next('No step is called “9”.')
  await t.next('Go to which step?')
  t.type('the\r')
  await t.next('“the” may be any of these.')
  await t.next('Go to which step?')
  t.key('enter')
  await t.next('s skip')
  await t.next('Enter runs it')
  t.type('jump three\r')
  await t.next('2/3 The two: skipped: gone on at step 3')
  await t.next('[3/3]')
  await t.next('Enter runs it')
  t.type('j 1\r')
  await t.next('[1/3]')
  await t.next('Enter runs it')
  t.type('j 3\r')
  await t.next('[3/3]')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('✓ Run: success')
  expect(await t.exit()).toBe(0)
  const run = await onlyRun(t.dir)
  expect(dataOf(run, 'prompt.answered').map(({answer, to}) => to ?? answer)).toEqual([
    'run',
    'three',
    'one',
    'three',
    'run',
  ])
  expect(dataOf(run, 'step.started')).toHaveLength(2)
})

test('whoever has jumped and left is there again after resume, and can jump from there', async () => {
  const dir = temporaryDirectory()
  const first = await terminal(['run', 'a.md'], {cwd: dir, files: {'a.md': document}, cols})
  await first.sees('Enter runs it')
  first.type('j three\r')
  await first.next('[3/3]')
  await first.next('Enter runs it')
  first.type('q\r')
  expect(await first.exit()).toBe(1)
  const t = await terminal(['resume'], {cwd: dir, cols})
  await t.sees('[3/3]')
  await t.next('Enter runs it')
  t.type('j one\r')
  await t.next('[1/3]')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('[2/3]')
  await t.next('Enter runs it')
  t.type('q\r')
  expect(await t.exit()).toBe(1)
})
