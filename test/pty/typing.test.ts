import {join} from 'node:path'
import {expect, test} from 'vitest'
import {dataOf, everyFile, onlyRun, outcomes} from '../cli/record.ts'
import {terminal} from '../support/terminal.ts'

const bundle = join(import.meta.dirname, '../../dist/runbook.cjs')
const block = (info: string, text: string) => `\`\`\`bash {${info}}\n${text}\n\`\`\`\n\n`
const paste = (text: string) => `\x1b[200~${text}\x1b[201~`

test('a run that was suspended at a question goes on with it, and with what was typed', async () => {
  const t = await terminal.command('bash', ['--norc', '--noprofile', '-i'], {
    files: {'a.md': `# A\n\n${block('id=say', 'echo said')}`},
    env: {PS1: '$ '},
  })
  t.type(`node '${bundle}' run a.md\r`)
  await t.next('Enter runs it')
  for (const typed of ['', 'r', 'ru']) {
    t.key('ctrl-z')
    await t.next('Stopped')
    t.type('fg\r')
    await t.next(`Enter runs it ${typed}`)
    t.type(typed === '' ? 'r' : typed === 'r' ? 'u' : 'n\r')
  }
  await t.next('✓ Run: success')
  t.type('exit\r')
  expect(await t.exit()).toBe(0)
})

test('the end of input ends the run, also while a step goes on in the background', async () => {
  const t = await terminal(['run', 'a.md'], {
    files: {
      'a.md': `# A\n\n${block('id=serve background', 'exec sleep 600')}${block('id=say', 'echo said')}`,
    },
  })
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('[2/2]')
  await t.next('Enter runs it')
  t.key('ctrl-d')
  await t.next('nobody could be asked any more')
  expect(await t.exit()).toBe(1)
  expect(outcomes(await onlyRun(t.dir))).toEqual({serve: 'success'})
})

test('a paste of several lines is no answer, neither to this question nor to the next', async () => {
  const t = await terminal(['run', 'a.md'], {
    files: {
      'a.md': `# A\n\n${block('id=one effect=change', 'echo one')}${block('id=two effect=change', 'echo two')}`,
    },
  })
  await t.next('Run it? y/N')
  t.type(paste('y\ny\n'))
  await t.next('y y')
  t.key('enter')
  await t.next('“y y” means nothing here.')
  await t.next('Run it? y/N')
  t.type(paste('+ saw this:\nerror 500\n'))
  t.key('enter')
  await t.next('Run it? y/N')
  t.type('q\r')
  expect(await t.exit()).toBe(1)
  const run = await onlyRun(t.dir)
  expect(dataOf(run, 'note.added')).toEqual([{kind: 'observation', text: 'saw this: error 500'}])
  expect(outcomes(run)).toEqual({})
})

test('no key shows a secret that is typed, and a paste of several lines is none', async () => {
  const t = await terminal(['run', 'a.md', '--cast'], {
    files: {
      'a.md': `---\nrunbook:\n  inputs:\n    pass: {secret: true}\n---\n\n# A\n\n${block('id=use', 'test -n "<pass>"; echo used')}`,
    },
  })
  await t.next('Value for pass')
  t.type('\x14hunter-two\x14')
  await t.next('••••••••••')
  t.type('\x15')
  t.type(paste('-----BEGIN KEY-----\nc2VjcmV0\n-----END KEY-----\n'))
  t.key('enter')
  await t.next('Several lines were pasted, and none was taken')
  await t.next('Value for pass')
  t.type('hunter-two\r')
  await t.next('Enter runs it')
  t.key('enter')
  expect(await t.exit()).toBe(0)
  expect(t.text()).not.toMatch(/hunter|BEGIN|c2Vj/)
  const {dir} = await onlyRun(t.dir)
  expect(Object.entries(everyFile(dir)).filter(([, text]) => /hunter|BEGIN|c2Vj/.test(text))).toEqual([])
})

test('a dumb terminal is written nothing but text', async () => {
  const t = await terminal.command('/bin/sh', ['-c', `TERM=dumb exec node '${bundle}' run a.md --cast`], {
    files: {'a.md': `# A\n\n- [ ] Look\n`},
  })
  await t.next('Done?')
  t.type('x\x7fd\r')
  expect(await t.exit()).toBe(0)
  const {dir} = await onlyRun(t.dir)
  const [, ...shown] = everyFile(dir)['session.cast']!.trim().split('\n')
  expect(shown.filter(line => line.includes(String.raw`\u001b`))).toEqual([])
})
