import {expect, test} from 'vitest'
import {blocksOf} from '../../src/model/content.ts'
import {refusalOf} from '../../src/model/refusal.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

const fence = (text: string) => `\`\`\`bash\n${text}\n\`\`\`\n`

/** The scripts that a run would run here. */
async function runs(...texts: string[]): Promise<string[]> {
  const {runbook} = await parseRunbook('a.md', `# A\n\n${texts.join('\n')}`)
  return [...blocksOf(runbook.section)]
    .filter(({block}) => refusalOf(block, ['main']) === undefined)
    .map(({block}) => block.script)
}

test.each([
  ['fdisk /dev/sdx', 'n\np\n1\nw'],
  ['sudo fdisk /dev/sdx', 'd\nw'],
  ['sudo gdisk /dev/sdx', 'd\nw\ny'],
  ['parted /dev/sdx', 'rm 1\nquit'],
  ['parted /dev/sdx', 'mklabel gpt\nquit'],
  ['debugfs -w /dev/sdx1', 'rm /x\nquit'],
  ['virsh', 'destroy web\nquit'],
  ['sftp db1', 'rm dump.sql\nexit'],
  ['influx', 'drop database x'],
  ['mysql -u root', 'source wipe.sql\nquit'],
])('what is typed into `%s` is no command of the shell: %j', async (program, text) => {
  for (const script of await runs(fence(`${program}\n${text}`))) expect(script).toBe(program)
  for (const script of await runs(fence(program), fence(text))) expect(script).toBe(program)
})

test('a program that is told by its arguments what to do opens nothing', async () => {
  const text = 'parted /dev/sdx mklabel gpt\nls /dev'
  expect(await runs(fence(text))).toEqual([text])
  expect(await runs(fence('fdisk -l\nls /dev'))).toEqual(['fdisk -l\nls /dev'])
})

test('after one has logged in to a service one types where one sits', async () => {
  expect(await runs(fence('az login'), 'Once logged in:\n', fence('az account show'))).toHaveLength(2)
  expect(await runs('Connect to the VPN. Once connected:\n', fence('ping db1 -c 1'))).toHaveLength(1)
})

test('SQL for another database than the words name is not run on PostgreSQL', async () => {
  const sql = '```sql\nDELETE FROM a;\n```\n'
  expect(await runs('In the MySQL console:\n', sql)).toEqual([])
  expect(await runs('In the psql prompt:\n', sql)).toEqual(['DELETE FROM a;'])
})

test('what destroys in a session that a transcript shows is told of the command that opens it', async () => {
  const text =
    '# A\n\n```\nops$ ssh db1\ndb1$ sudo service postgresql stop\nops$ exit\n```\n\n```\n$ redis-cli\n127.0.0.1:6379> del sessions\n```\n'
  const {runbook} = await parseRunbook('a.md', text)
  const opened = [...blocksOf(runbook.section)].filter(({block}) => /^(?:ssh|redis-cli)/.test(block.script))
  expect(opened.map(({block}) => [block.script, block.effect])).toEqual([
    ['ssh db1', 'destroy'],
    ['redis-cli', 'destroy'],
  ])
})

test.each(['y', 'Y', 'yes'])(
  '%s right below a command answers what that asks, and is not run',
  async answer => {
    expect(await runs(fence(`apt-get remove jq\n${answer}\nls`))).toEqual(['apt-get remove jq', 'ls'])
  },
)

test('a program called y that stands apart is a command', async () => {
  expect(await runs(fence('ls\n\ny'))).toEqual(['ls\n\ny'])
})
