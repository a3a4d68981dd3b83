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
