import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {dataOf, onlyRun} from '../cli/record.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {terminal} from '../support/terminal.ts'

const block = (info: string, text: string) => `\`\`\`bash {${info}}\n${text}\n\`\`\`\n\n`
const document = `# Mend it

## Do

${block('id=one title="Make one" undo=back-one', 'touch one')}${block('id=two title="Make two" undo=back-two', 'touch two')}${block('id=three title="Make three"', 'touch three; false')}
## Rollback

${block('id=back-one title="Remove one"', 'echo back-one >> order')}${block('id=back-two title="Remove two"', 'echo back-two >> order')}`
const cols = 140
const start = (dir: string, args: string[]) =>
  terminal([...args, '--operator', 'ada'], {cwd: dir, files: {'a.md': document}, cols})
type Session = Awaited<ReturnType<typeof start>>

async function doAll(t: Session) {
  for (const step of ['[1/5]', '[2/5]', '[3/5]']) {
    await t.next(step)
    await t.next('Run it? y/N')
    t.type('y\r')
  }
  await t.next('What now?')
  await t.next('› Next')
}

test('what the run did is listed, newest first, and taken back step by step, each asked about', async () => {
  const dir = temporaryDirectory()
  const t = await start(dir, ['run', 'a.md'])
  await doAll(t)
  t.type('u\r')
  await t.next('3 Make three  (did not succeed)')
  await t.next('nothing in the runbook takes it back')
  await t.next('2 Make two')
  await t.next('taken back by 5 Remove two')
  await t.next('1 Make one')
  await t.next('Each is asked about. y/N')
  t.key('enter')
  await t.next('› Next')
  t.type('u\r')
  await t.next('Each is asked about. y/N')
  t.type('y\r')
  await t.next('[5/5] Rollback › Remove two')
  await t.next('Run it? y/N')
  t.type('q later\r')
  await t.next('Resume:')
  expect(await t.exit()).toBe(1)

  const again = await start(dir, ['resume'])
  await again.sees('Run it? y/N')
  expect(again.text()).toContain('[5/5]')
  again.type('y\r')
  await again.next('[4/5] Rollback › Remove one')
  await again.next('Run it? y/N')
  again.type('y\r')
  await again.next('[3/5]')
  await again.next('Run it? y/N')
  again.type('u\r')
  await again.next('3 Make three')
  await again.next('Run it? y/N')
  again.type('s enough\r')
  await again.next('✗ Run: failed: it was taken back')
  expect(await again.exit()).toBe(1)
  expect(readFileSync(join(dir, 'order'), 'utf8')).toBe('back-two\nback-one\n')
  const answers = dataOf(await onlyRun(dir), 'prompt.answered').filter(({through}) => through)
  expect(answers).toMatchObject([{answer: 'undo', through: ['back-two', 'back-one']}])
})

test('a run is handed over after a failure: the handoff is printed, and somebody else resumes it', async () => {
  const dir = temporaryDirectory()
  const t = await start(dir, ['run', 'a.md'])
  await doAll(t)
  t.type('h\r')
  await t.next('# Handoff: Mend it')
  await t.next('## Take over')
  await t.next('Resume:')
  expect(await t.exit()).toBe(1)
  const again = await terminal(['resume', '--operator', 'bob'], {cwd: dir, cols})
  await again.sees('What now?')
  await again.next('› Next')
  again.type('q\r')
  expect(await again.exit()).toBe(1)
  expect(dataOf(await onlyRun(dir), 'run.finished')[0]).toMatchObject({
    result: 'stopped',
    reason: 'handed over',
  })
})
