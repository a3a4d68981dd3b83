import {existsSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {dataOf, everyFile, onlyRun} from '../cli/record.ts'
import {terminal} from '../support/terminal.ts'

const block = (info: string, text: string) => `\`\`\`bash {${info}}\n${text}\n\`\`\`\n\n`
const front = (yaml: string) => `---\nrunbook:\n${yaml}---\n\n# Mend it\n\n`
const start = (text: string, files: Record<string, string> = {}) =>
  terminal(['run', 'a.md', '--operator', 'ada'], {files: {'a.md': text, ...files}, rows: 40})

test('the lines of a command are offered once it was asked for, and one is picked by its number', async () => {
  const head = front('  inputs:\n    deployment:\n      choices: sort deployments\n')
  const t = await start(head + block('id=show', 'echo "rolled back to <deployment>"'), {
    deployments: 'web-9\nweb-8\n',
  })
  await t.next('(a line of: sort deployments) [Enter lists them]')
  expect(t.text()).not.toContain('web-8')
  t.key('enter')
  await t.next('  1 web-8\n  2 web-9\n')
  await t.next('[a number or a value; ')
  t.type('2\r')
  await t.next('echo "rolled back to web-9"')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('✓ Run: success')
  expect(await t.exit()).toBe(0)
  expect(dataOf(await onlyRun(t.dir), 'prompt.answered').map(({answer}) => answer)).toEqual([
    'offer',
    'value',
    'run',
  ])
})

test('where the command fails, it says so, and a value can be typed', async () => {
  const head = front('  inputs:\n    deployment:\n      choices: sort deployments\n')
  const t = await start(head + block('id=show', 'echo "it is <deployment>"'))
  await t.next('[Enter lists them]')
  t.key('enter')
  await t.next('no choices: exit 2')
  await t.next('[empty skips the step]')
  t.type('web-7\r')
  await t.next('echo "it is web-7"')
  await t.next('Enter runs it')
  t.type('q\r')
  expect(await t.exit()).toBe(1)
})

test('values that are asked for first are asked before any step, each checked at once', async () => {
  const head = front('  ask-inputs: first\n  inputs:\n    port: {type: integer}\n    name: {}\n')
  const t = await start(head + block('id=one', 'echo <port>') + block('id=two', 'echo <name>'))
  await t.next('Value for port (integer)')
  expect(t.text()).not.toContain('[1/2]')
  t.type('four\r')
  await t.next('port must be a whole number such as 42')
  await t.next('› Value for port')
  t.type('4\r')
  await t.next('› Value for name')
  t.type('api\r')
  await t.next('[1/2]')
  await t.next('Enter runs it')
  t.type('q\r')
  await t.exit()
  expect(dataOf(await onlyRun(t.dir), 'run.started')[0]).toMatchObject({
    given: [
      {name: 'port', value: '4', source: 'operator'},
      {name: 'name', value: 'api', source: 'operator'},
    ],
  })
})

test('a change waits until the system is the declared target', async () => {
  const head = front('  target:\n    commands:\n      stage: {run: cat stage, expect: production}\n')
  const t = await start(head + block('id=mend effect=change', 'touch mended'), {stage: 'staging\n'})
  await t.next('stage: expected production, it says staging')
  await t.next('› Next')
  expect(existsSync(join(t.dir, 'mended'))).toBe(false)
  rmSync(join(t.dir, 'stage'))
  writeFileSync(join(t.dir, 'stage'), 'production\n')
  t.type('r\r')
  await t.next('stage production')
  await t.next('Run it? y/N')
  t.type('y\r')
  await t.next('✓ Run: success')
  expect(await t.exit()).toBe(0)
  expect(existsSync(join(t.dir, 'mended'))).toBe(true)
})

test('what is asked for first promises no list of choices; Ctrl-C there runs nothing and leaves nothing', async () => {
  const head = front('  ask-inputs: first\n  inputs:\n    place:\n      choices: sort places\n')
  const t = await start(head + block('id=one', 'echo <place>'), {places: 'b\na\n'})
  await t.next('(a line of: sort places) [empty: asked again where it is needed, with its choices]')
  t.key('enter')
  await t.next('[1/1]')
  await t.next('[Enter lists them]')
  t.key('enter')
  await t.next('  1 a\n  2 b\n')
  await t.next('[a number or a value; ')
  t.key('ctrl-c')
  expect(await t.exit()).toBe(130)
  const again = await start(head + block('id=one', 'echo <place>'))
  await again.next('Value for place')
  again.key('ctrl-c')
  await again.next('the values were not given, so nothing was run')
  expect(await again.exit()).toBe(130)
  expect(Object.keys(everyFile(again.dir))).toEqual(['a.md'])
})

test('an alert from a terminal is none, and says what to do', async () => {
  const t = await terminal(['run', 'a.md', '--yes', '--alert', '-'], {
    files: {'a.md': front('  owner: me\n') + block('id=one', 'ls')},
  })
  await t.next('--alert -: standard input is the terminal; name a file, or pipe the alert in')
  expect(await t.exit()).toBe(2)
})
