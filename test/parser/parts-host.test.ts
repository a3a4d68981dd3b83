import {expect, test} from 'vitest'
import {blocksOf} from '../../src/model/content.ts'
import {refusalOf} from '../../src/model/refusal.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

async function blocksIn(text: string, info = '') {
  const {runbook} = await parseRunbook('a.md', `# A\n\n\`\`\`${info}\n${text}\n\`\`\`\n`)
  return [...blocksOf(runbook.section)].map(({block}) => block)
}

test.each([
  ['root@db1:~# rm -rf /srv/old', 'db1'],
  ['[deploy@web-3 ~]$ sudo systemctl restart app', 'web-3'],
  ['[deploy@web-3.example.org /srv 1]# ls', 'web-3.example.org'],
  ['user@host:~$ rm -rf build', 'host'],
  ['(venv) me@build(env):~ [0]$ make clean', 'build'],
  ['db1:/srv# rm -rf old', 'db1'],
  ['web-3$ sudo reboot', 'web-3'],
  ['λ ninetales ~ → zpool status', 'ninetales'],
  ['┌──(root㉿web-3)-[~]\n└─# reboot', 'web-3'],
  ['╭─ops@web-3 ~\n╰─$ reboot', 'web-3'],
])('`%s` is for the machine that its prompt names', async (text, host) => {
  const [block] = await blocksIn(text)
  expect(block).toMatchObject({kind: 'console', elsewhere: true})
  expect(refusalOf(block!, [])).toBe(
    `its prompt says that it is typed on \`${host}\`; mark a shell block \`host=NAME\` or \`exec="PREFIX"\` to run it there`,
  )
})

test.each([
  '$ uptime',
  'user@localhost:~$ uptime',
  '~/src $ make',
  'bash-5.1$ uptime',
  '➜  src git:(main) make',
  'user$ make',
  'MacBook-Pro:infra me$ make',
  'me@laptop MINGW64 ~/src (main)\n$ make',
  '╭─ ~/src\n╰─❯ make',
])('`%s` names no other machine', async text => {
  expect(await blocksIn(text, 'console')).toMatchObject([{kind: 'console', elsewhere: false}])
})

test('what is typed on two machines is two blocks', async () => {
  const blocks = await blocksIn('$ scp dump web-3:\nroot@web-3:~# restore dump\nok\nroot@db1:~# rm dump')
  expect(blocks.map(({script, elsewhere}) => [script, elsewhere])).toEqual([
    ['scp dump web-3:', false],
    ['restore dump', true],
    ['rm dump', true],
  ])
})

test('a client that is opened on another machine takes its SQL with it', async () => {
  expect(await blocksIn('postgres@db1:~$ psql shop\nshop=# drop table jobs;')).toMatchObject([
    {kind: 'sql', elsewhere: true},
  ])
})

test('a block that says where it runs is run there, whatever its prompts and the session before it say', async () => {
  const [block] = await blocksIn('root@db1:~# uptime', 'bash {host=db1}')
  expect(block).toMatchObject({script: 'uptime', elsewhere: false})
  const fences = '```bash\nssh web-1\n```\n\n```bash {host=db1}\nuptime\n```\n\n```bash\nuptime\n```\n'
  const {runbook} = await parseRunbook('a.md', `# A\n\n${fences}`)
  expect([...blocksOf(runbook.section)].map(({block}) => block.elsewhere)).toEqual([false, false, true])
})

test('an annotated block loses its prompts where they name a machine', async () => {
  expect(await blocksIn('root@db1:~# rm a && rm b', 'bash {id=x}')).toMatchObject([
    {script: 'rm a && rm b', elsewhere: true},
  ])
})
