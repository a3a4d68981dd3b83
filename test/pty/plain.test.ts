import {expect, test} from 'vitest'
import {terminal} from '../support/terminal.ts'

const block = (info: string, text: string) => `\`\`\`bash {${info}}\n${text}\n\`\`\`\n\n`
const document = `# Mend it

> [!CAUTION]
> Only **at night**, see [the page](https://wiki.example.com/night).

${block('id=look', 'echo looked')}- [ ] Tell the team
`
const start = (args: string[], text = document) =>
  terminal(['run', 'a.md', '--operator', 'ada', ...args], {files: {'a.md': text}})

test("the document's words are drawn as on GitHub, without their marks", async () => {
  const t = await start([])
  await t.next('Enter runs it')
  expect(t.text()).toContain('│ Caution\n│ Only at night, see the page (https://wiki.example.com/night).\n')
  t.type('q\r')
  expect(await t.exit()).toBe(1)
})

test('plain, the screen has words in place of signs', async () => {
  const t = await start(['--plain'])
  await t.next('Enter runs it')
  expect(t.text()).toContain('> Only **at night**')
  expect(t.text()).toContain('  echo looked\n')
  expect(t.text()).toContain('s skip, e edit, j jump, + note, q quit, ? help')
  t.key('enter')
  await t.next('[ok] 1/2 Mend it')
  await t.next('Done?')
  t.type('d\r')
  await t.next('[ok] Run: success')
  expect(await t.exit()).toBe(0)
  expect(t.text().replaceAll('›', '')).toMatch(/^[\x20-\x7e\n]*$/)
})

test('a step that is silent for more than a second says how long it has been running; a later run, how long it usually takes', async () => {
  const text = `# A\n\n${block('id=wait', 'sleep 2.5; echo over')}`
  const t = await start([], text)
  await t.next('Enter runs it')
  t.key('enter')
  await t.next(/running \d\.\d/)
  await t.next('✓ Run: success')
  expect(t.text()).not.toContain('running')
  expect(await t.exit()).toBe(0)
  const again = await terminal(['run', 'a.md', '--operator', 'ada'], {cwd: t.dir})
  await again.next('Enter runs it')
  again.key('enter')
  await again.next(/1\/1 A {2}\d\.\d s, usually \d\.\d s/)
  expect(await again.exit()).toBe(0)
})
