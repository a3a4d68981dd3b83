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

test('what is assigned to the name of a secret, or typed at a prompt for one, is nowhere on the screen or in the record', async () => {
  const env = [
    'echo "JWT_SECRET=Zq7X""longenough41"',
    `printf '║ API_TOKEN │ %s ║\\n║           │ %s  ║\\n' Zq7X""table Zq7X""rest`,
    'echo "now Zq7X""longenough41 alone" >&2',
    'echo "PORT=3000"',
  ].join('\n')
  const t = await terminal(['run', 'a.md', '--cast', '--operator', 'ada'], {
    files: {
      'a.md': `# Look\n\n${block('id=env effect=read reason=test', env)}${block('id=ask effect=read reason=test interactive', "printf 'Password: '; read -r p; echo got it")}`,
    },
    cols: 120,
  })
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('JWT_SECRET=‹redacted: by its name›')
  await t.next('║           │ ‹redacted: by its name›  ║')
  await t.next('PORT=3000')
  await t.next('Enter runs it')
  t.type('!echo DB_PASSWORD=Zq7Xtyped\r')
  await t.next('DB_PASSWORD=‹redacted: by its name›')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('Password: ')
  t.type('Zq7Xatprompt\r')
  await t.next('got it')
  expect(await t.exit()).toBe(0)
  const {dir, read} = await onlyRun(t.dir)
  expect(
    Object.entries(everyFile(dir)).filter(([, text]) => /Zq7X(?:long|table|rest|typed|at)/.test(text)),
  ).toEqual([])
  expect(read('session.cast')).toContain('Password: ')
  expect(read('incident.md')).toContain('JWT_SECRET=‹redacted: by its name›')
})

test('what a command prints that gives a secret is seen by the person who ran it, and is in no file', async () => {
  const t = await terminal(['run', 'a.md', '--cast', '--operator', 'ada'], {
    files: {
      'a.md': `# Look\n\n${block('id=key', 'cat a.key')}${block('id=again', 'echo "it is Zq7X""givenkey9"')}${block('id=last', 'true')}`,
      'a.key': 'Zq7Xgivenkey9\n',
      'b.key': 'Zq7Xothergiven\n',
    },
  })
  await t.next('what `cat` prints is a secret: you see it, and it is not kept')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('\nZq7Xgivenkey9\n')
  await t.next('Enter runs it')
  t.key('enter')
  await t.next('it is ‹redacted›')
  await t.next('Enter runs it')
  t.type('!cat b.key\r')
  await t.next('\nZq7Xothergiven\n')
  await t.next('Enter runs it')
  t.key('enter')
  expect(await t.exit()).toBe(0)
  const {dir, read} = await onlyRun(t.dir)
  expect(Object.values(everyFile(dir)).filter(text => /Zq7X(?:givenkey9|othergiven)/.test(text))).toEqual([])
  expect(read('outputs/001-key.1.log')).toBe('[what `cat` prints is a secret: it was not kept]\n')
  expect(read('session.cast')).toContain('it is ‹redacted›')
})
