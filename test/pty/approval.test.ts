import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {dataOf, onlyRun} from '../cli/record.ts'
import {cli} from '../support/cli.ts'
import {terminal} from '../support/terminal.ts'

const document = `# Mend it

\`\`\`bash {id=mend effect=change approve=1}
echo done > mended
\`\`\`

\`\`\`bash {id=wipe effect=change approve=1}
echo done > wiped
\`\`\`

\`\`\`bash {id=last effect=change approve=1}
echo done > last
\`\`\`
`

test('a second person agrees from another terminal, then at the same keyboard; the third block breaks the glass', async () => {
  const t = await terminal(['run', 'mend-it.md', '--operator', 'ada'], {
    files: {'mend-it.md': document},
    cols: 160,
  })
  const code = async () => {
    await t.next(/runbook approve \S+ [A-Z2-9]{6}/)
    await t.next('your name and the code')
    return [...t.text().matchAll(/runbook approve \S+ ([A-Z2-9]{6})/g)].at(-1)![1]!
  }
  const approve = (...args: string[]) => cli('approve', 'mend-it', ...args).dir(t.dir)
  await t.sees('Run it? y/N')
  t.type('y\r')
  const first = await code()
  const other = first === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA'
  await approve()
    .stdout(/echo done > mended[\s\S]*Nothing was approved/)
    .exits(0)
  await approve(other, '--operator', 'bob')
    .stdout(/asks for a second person/)
    .stderr(/the code is another/)
    .exits(4)
  await approve(first, '--operator', 'Ada')
    .stdout(/asks for a second person/)
    .stderr(/Ada runs it/)
    .exits(4)
  await approve(first)
    .stdout(/asks for a second person/)
    .stderr(/is the login that runs it/)
    .exits(4)
  expect(existsSync(join(t.dir, 'mended'))).toBe(false)
  await approve(first.toLowerCase(), '--operator', 'bob')
    .stdout(/Approved by bob .*it may be the same person/)
    .exits(0)
  await t.sees('approved by bob')

  await t.next('Run it? y/N')
  await approve(first, '--operator', 'bob')
    .stderr(/does not wait for a second person/)
    .exits(4)
  t.type('y\r')
  const second = await code()
  t.type('bob\r')
  await t.next('means nothing here')
  await t.next('your name and the code')
  t.type(`ada ${second}\r`)
  await t.next('a second person must agree')
  t.type(`Bob B. ${await code()}\r`)
  await t.next('approved by Bob B. at the same keyboard')

  await t.next('Run it? y/N')
  t.type('y\r')
  await code()
  t.type('?\r')
  await t.next('break-glass WHY')
  await t.next('your name and the code')
  t.type('break-glass all are asleep\r')
  await t.next('BREAK GLASS: 3/3')
  await t.next('Run: success')
  await t.next('BREAK GLASS used once')
  expect(await t.exit()).toBe(0)

  const run = await onlyRun(t.dir)
  expect(dataOf(run, 'approval.given').map(({strength}) => strength)).toEqual([
    'other-terminal-same-login',
    'same-keyboard',
  ])
  expect(dataOf(run, 'override.used').map(({reason}) => reason)).toEqual(['all are asleep'])
  const [name] = readdirSync(join(t.dir, 'incidents'))
  const incident = readFileSync(join(t.dir, 'incidents', name!, 'incident.md'), 'utf8')
  expect(incident).toContain('**Break glass:** used once')
  expect(incident).toContain('approved by Bob B.')
  expect(incident).toContain('**break glass**: run without a second person by ada: all are asleep')
})
