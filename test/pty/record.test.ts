import {expect, test} from 'vitest'
import {everyFile, onlyRun} from '../cli/record.ts'
import {terminal} from '../support/terminal.ts'

const block = (info: string, text: string) => `\`\`\`bash {${info}}\n${text}\n\`\`\`\n\n`

test('a terminal shows no secret, whatever its pieces, and --cast records what it showed, prompts too', async () => {
  const script =
    'printf "a %s" "${MY_TOKEN:0:5}"; sleep 0.3; printf "%s b\\n" "${MY_TOKEN:5}"; echo "$MY_TOKEN" >&2'
  const t = await terminal(['run', 'a.md', '--cast'], {
    files: {'a.md': `# Say it\n\n${block('id=say effect=read reason=test', script)}`},
    env: {MY_TOKEN: 'hunter2-hunter2'},
  })
  await t.next('Enter runs it')
  t.resize(100, 30)
  t.key('enter')
  await t.next('a ‹redacted› b')
  expect(await t.exit()).toBe(0)
  expect(t.text()).not.toContain('hunte')
  const {dir, read} = await onlyRun(t.dir)
  expect(Object.values(everyFile(dir)).filter(text => text.includes('hunte'))).toEqual([])
  const [header, ...events] = read('session.cast')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as unknown[])
  expect(header).toMatchObject({version: 3, term: {cols: 80}, title: 'Say it'})
  const shown = events.flatMap(([, code, data]) => (code === 'o' ? [String(data)] : [])).join('')
  expect(shown).toContain('Enter runs it')
  expect(shown).toContain('a ‹redacted› b\r\n')
  expect(events.map(([, code, data]) => `${code} ${data}`)).toContain('r 100x30')
  expect(events.at(-1)).toEqual([expect.any(Number), 'x', '0'])
})
