import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {dataOf, onlyRun} from '../cli/record.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {terminal} from '../support/terminal.ts'

const block = (info: string, text: string) => `\`\`\`bash {${info}}\n${text}\n\`\`\`\n\n`
const look = block('id=look', 'echo "looked at it"')
const bundle = join(import.meta.dirname, '../../dist/runbook.cjs')
const cols = 120

test('a text edited in the own editor is shown as a diff, judged anew, asked about and recorded; the file stays as it is', async () => {
  const document = `# Mend it\n\n${block('id=mend effect=read reason="only looks"', './look.sh one\necho two')}`
  const t = await terminal(['run', 'a.md', '--operator', 'ada'], {
    files: {'a.md': document},
    env: {EDITOR: `sed -i -e 's/^echo.*/touch mended/' -e '1d'`},
    cols,
  })
  await t.sees('Enter runs it')
  t.type('e\r')
  await t.next('-./look.sh one')
  await t.next('+touch mended')
  await t.next('local now, where the document’s text is read')
  await t.next('Run it? y/N')
  t.key('enter')
  await t.next('Nothing was done.')
  await t.next('› Run it?')
  expect(existsSync(join(t.dir, 'mended'))).toBe(false)
  t.type('y\r')
  await t.next('✓ Run: success')
  expect(await t.exit()).toBe(0)
  expect(existsSync(join(t.dir, 'mended'))).toBe(true)
  expect(readFileSync(join(t.dir, 'a.md'), 'utf8')).toBe(document)
  const run = await onlyRun(t.dir)
  expect(dataOf(run, 'step.edited')).toMatchObject([
    {
      text: 'touch mended',
      effect: 'local',
      wasEffect: 'read',
      diff: expect.stringContaining('+touch mended\n'),
    },
  ])
  expect(dataOf(run, 'step.started')).toMatchObject([{text: 'touch mended', effect: 'local'}])
  expect(run.read('incident.md')).toContain('Edited by ada for this run:')
})

test('without an editor several lines are edited in vi', async () => {
  const vi = '#!/bin/sh\nsed -i -e "s/two/three/" "$1"\n'
  const t = await terminal.command(
    '/bin/sh',
    ['-c', 'chmod +x bin/vi; PATH="$PWD/bin:$PATH" exec node "$0" run a.md', bundle],
    {
      files: {'bin/vi': vi, 'a.md': `# Look\n\n${block('id=look', 'echo one\necho two')}`},
      env: {VISUAL: '', EDITOR: ''},
      cols,
    },
  )
  await t.sees('Enter runs it')
  t.type('e\r')
  await t.next('+echo three')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next(/^three$/m)
  expect(await t.exit()).toBe(0)
})

test('without an editor one line is edited in place; after a failure it is edited and tried again', async () => {
  const t = await terminal(['run', 'a.md'], {
    files: {'a.md': `# Look\n\n${block('id=look', 'cat missing')}`},
    env: {VISUAL: '', EDITOR: ''},
    cols,
  })
  await t.sees('Enter runs it')
  t.key('enter')
  await t.next('It did not succeed. What now?')
  await t.next('› Next')
  t.type('e\r')
  await t.next('Edit cat missing')
  t.type('\x15cat a.md\r')
  await t.next('+cat a.md')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('✓ Run: success')
  expect(await t.exit()).toBe(0)
  const run = await onlyRun(t.dir)
  expect(dataOf(run, 'step.finished').map(({outcome}) => outcome.kind)).toEqual(['failure', 'success'])
})

test('what cannot be run is not run; it is edited again, or skipped', async () => {
  const t = await terminal(['run', 'a.md'], {files: {'a.md': `# Look\n\n${look}`}, env: {EDITOR: ''}, cols})
  await t.sees('Enter runs it')
  t.type('e\r')
  await t.next('Edit echo "looked at it"')
  t.type('\x15rm -rf / "\r')
  await t.next('not run: bash cannot read it')
  await t.next('Do it elsewhere')
  t.type('?\r')
  await t.next('e          edits the text')
  await t.next('Do it elsewhere')
  t.type('e\r')
  await t.next('Edit rm -rf')
  t.type('\x15echo fine\r')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('✓ Run: success')
  expect(await t.exit()).toBe(0)
})

test('after resume an edited text is still the one that is asked about, and can be edited', async () => {
  const dir = temporaryDirectory()
  const env = {EDITOR: ''}
  const first = await terminal(['run', 'a.md'], {cwd: dir, files: {'a.md': `# Look\n\n${look}`}, env, cols})
  await first.sees('Enter runs it')
  first.type('e\r')
  await first.next('Edit echo')
  first.type('\x15touch here\r')
  await first.next('Run it? y/N')
  first.type('q\r')
  await first.next('Resume:')
  expect(await first.exit()).toBe(1)

  const t = await terminal(['resume'], {cwd: dir, env, cols})
  await t.sees('+touch here')
  await t.next('Run it? y/N')
  t.type('e\r')
  await t.next('Edit touch here')
  t.type('\x15echo "looked at it"\r')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('✓ Run: success')
  expect(await t.exit()).toBe(0)
  expect(existsSync(join(dir, 'here'))).toBe(false)
  expect(dataOf(await onlyRun(dir), 'step.edited').map(({diff}) => diff !== '')).toEqual([true, false])
})

test('what an edited text defines counts for the steps after it', async () => {
  const document = `# Look\n\n${look}${block('id=list', 'ls')}`
  const t = await terminal(['run', 'a.md'], {files: {'a.md': document}, env: {EDITOR: ''}, cols})
  await t.sees('Enter runs it')
  t.type('e\r')
  await t.next('Edit echo')
  t.type('\x15ls() { rm -rf "$HOME/x"; }\r')
  await t.next('Type look to run it')
  t.type('look\r')
  await t.next('[2/2]')
  await t.next('destroy')
  await t.next('Type list to run it')
  t.type('q\r')
  expect(await t.exit()).toBe(1)
})
