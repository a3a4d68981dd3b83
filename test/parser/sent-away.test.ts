import {expect, test} from 'vitest'
import {blocksOf} from '../../src/model/content.ts'
import {refusalOf} from '../../src/model/refusal.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

const fence = (text: string, language = 'bash') => `\`\`\`${language}\n${text}\n\`\`\`\n`

async function blocksIn(...texts: string[]) {
  const {runbook} = await parseRunbook('a.md', `# A\n\n${texts.join('\n')}`)
  return [...blocksOf(runbook.section)].map(({block}) => block)
}

async function placesOf(...texts: string[]): Promise<string[]> {
  return (await blocksIn(...texts)).map(({script, elsewhere}) => `${script}: ${elsewhere ? 'there' : 'here'}`)
}

test.each([
  'SSH into the database server:\n',
  'If the disk is full, SSH into `web-3` and run:\n',
  'Log in to one of the web servers and remove it:\n',
  'Connect to the `old-host` server:\n',
  'Connect with `ssh db1` and then:\n',
  'From the pod (`kubectl exec -it web-0 -- bash`):\n',
  'Inside the container:\n',
  'On the bastion,\n',
  'Once you are on the primary:\n',
  'Run the following command on each node:\n',
  'On db1:\n',
  'On host db1 run:\n',
  'Jump to the bastion and become root:\n',
  'As postgres on the primary:\n',
  'From within the web container:\n',
  '## On the standby\n',
  '## 2. SSH into the database server\n',
  '**On the database server:**\n',
  '1. SSH to web-1\n2. Then:\n',
  'Connectez-vous au serveur avec `ssh db1` :\n',
  'Se connecter en SSH à `db1`, puis :\n',
  'Sur le serveur de base de données :\n',
  'Dans le conteneur `web`, lancez :\n',
  'Exécutez cette commande sur le nouveau serveur :\n',
  'Boot into rescue mode, then:\n',
  'Redémarrez le serveur en mode rescue :\n',
  'From the rescue system:\n',
  'Via SSM session:\n',
  'Connect to web using AWS Session Manager, then run:\n',
  'In the remote shell:\n',
  'After logging in to db-prod-2:\n',
  'Log in to db-prod-2 and run:\n',
  'After logging into the server, run:\n',
  'Once connected to the server:\n',
  'Connecté au serveur :\n',
  'Use `docker exec -it web bash` to get a shell, then:\n',
  'Use `docker exec …` to get a shell, then\n',
  'Once logged in:\n',
  'After connecting, run:\n',
  'Une fois connecté :\n',
  'In that shell:\n',
  'In the remote session:\n',
  'On web-1 and web-2:\n',
])('%j sends its reader away', async text => {
  expect(await placesOf(text, fence('rm -rf x'))).toEqual(['rm -rf x: there'])
})

test.each([
  'You should be able to `ssh db1`.\n',
  'If you cannot SSH into the server, the network is down:\n',
  'If `ssh db1` hangs:\n',
  'Remove the key for the server:\n',
  'Copy the dump to the server:\n',
  'On a Linux machine:\n',
  'On your machine:\n',
  'On macOS 14:\n',
  'On server side errors:\n',
  'In the container image:\n',
  'Connect to the database:\n',
  'The `kubectl exec` command is not allowed:\n',
  'SSH to the node, or use the debugger:\n'.replace('the node, or', 'node or'),
  'Sur votre machine :\n',
  'To get a shell in the container, run:\n',
  'To boot into rescue mode:\n',
  'Log in to Auth0 and run:\n',
  'After connecting to the database:\n',
  'In psql:\n',
])('%j does not', async text => {
  expect(await placesOf(text, fence('rm -rf x'))).toEqual(['rm -rf x: here'])
})

test.each([
  'In psql:\n',
  'Dans psql :\n',
  'At the `mysql>` prompt, run:\n',
  'In the Rails console:\n',
  'Open a Rails console and run:\n',
  'Dans la console Rails :\n',
  'Run the following in a Django shell:\n',
  'Once in the rails console...\n',
  'In redis-cli:\n',
])('below %j stands what a program reads, and a command of a shell is still one', async text => {
  const texts = ['User.delete_all x', 'psql shop', 'systemctl restart web']
  expect((await blocksIn(text, ...texts.map(one => fence(one)))).map(block => !!block.elsewhere)).toEqual([
    true,
    false,
    false,
  ])
  expect(await blocksIn(text, fence('select 1', 'sql'))).toMatchObject([
    {kind: 'sql', elsewhere: text.includes('mysql')},
  ])
})

test('it lasts to the end of the section, or to words that go back', async () => {
  const away = 'SSH into the server:\n'
  expect(
    await placesOf(away, fence('a x'), 'Then:\n', fence('b x'), 'On your laptop:\n', fence('c x')),
  ).toEqual(['a x: there', 'b x: there', 'c x: here'])
  expect(await placesOf('## B\n', away, fence('a x'), '## C\n', fence('b x'))).toEqual([
    'a x: there',
    'b x: here',
  ])
  expect(await placesOf('From your laptop, SSH into the server:\n', fence('a x'))).toEqual(['a x: there'])
})

test('a heading that sends lasts for its sections; one that tells how to get there does not', async () => {
  expect(
    await placesOf('## Log in to the server\n', 'By the console.\n', '## Restart\n', fence('reboot')),
  ).toEqual(['reboot: there'])
  const tells = [fence('export AWS_PROFILE=prod'), fence('ssh web-1'), fence('reboot')]
  expect(await placesOf('## SSH into the server\n', ...tells)).toEqual([
    'export AWS_PROFILE=prod: here',
    'ssh web-1: here',
    'reboot: there',
  ])
})

test('a command that gets there itself is typed here', async () => {
  const away = 'SSH into the server:\n'
  expect(await placesOf(away, fence('ssh web-1 uptime'))).toEqual(['ssh web-1 uptime: here'])
  expect(await placesOf('Inside the pod:\n', fence('kubectl exec web-0 -- ls'), fence('ls'))).toEqual([
    'kubectl exec web-0 -- ls: here',
    'ls: there',
  ])
  expect(await placesOf('On the bastion:\n', fence('ssh db1 reboot'))).toEqual(['ssh db1 reboot: there'])
})

test('a comment sends its reader away for its fence: what is typed in two places is not run', async () => {
  const copied = 'scp dump db1:\n# on db1\nrestore dump'
  expect(await placesOf(fence(copied), fence('ls'))).toEqual([`${copied}: there`, 'ls: here'])
  const opened = '# Log in to the pod\nkubectl exec web-0 -- ls'
  expect(await placesOf(fence(opened))).toEqual([`${opened}: here`])
})

test('the reason names the words, where they stand, and what brings its reader back', async () => {
  const [block] = await blocksIn('On the bastion:\n', fence('reboot'))
  expect(refusalOf(block!, [])).toBe(
    '“On the bastion” on line 3 says where it is typed, until the text says that its reader is back (“On your machine:”); mark a shell block `host=NAME` or `exec="PREFIX"` to run it there',
  )
})

test('a task of its own begins in the operator’s own shell', async () => {
  const opener = fence('ssh web-1')
  const task = (name: string) => `## ${name}\n\n**Diagnosis**\n\n${fence('df')}`
  expect(await placesOf(opener, task('Disk full'), task('No memory'))).toEqual([
    'ssh web-1: here',
    'df: here',
    'df: here',
  ])
  expect(await placesOf(opener, '## P0: down\n', fence('df'), '## P1: slow\n', fence('df'))).toEqual([
    'ssh web-1: here',
    'df: here',
    'df: here',
  ])
  expect(await placesOf(opener, '## Look\n', fence('df'), '## Mend\n', fence('rm x'))).toEqual([
    'ssh web-1: here',
    'df: there',
    'rm x: there',
  ])
})

test('SQL behind a block that opens a client is for that client, unless it names a database', async () => {
  const client = fence('railway run psql $DATABASE_URL')
  const clients = async (...texts: string[]) => (await blocksIn(client, ...texts)).map(({client}) => client)
  expect(await clients(fence('SELECT 1;', 'sql'))).toEqual([undefined, 'railway run psql $DATABASE_URL'])
  expect(await clients(fence('SELECT 1;', 'sql {db=main}'))).toEqual([undefined, undefined])
  expect(await clients(fence('ls'), fence('SELECT 1;', 'sql'))).toEqual([undefined, undefined, undefined])
  expect(await placesOf(fence('ssh db1'), fence('psql'), fence('SELECT 1;', 'sql'))).toContain(
    'SELECT 1;: there',
  )
})

test('a meta-command with a comment behind it goes to the client that the line before opens', async () => {
  expect(await blocksIn(fence('railway run psql $DATABASE_URL\n\\dt  # List\nSELECT 1;'))).toMatchObject([
    {kind: 'sql', client: 'railway run psql $DATABASE_URL'},
  ])
  expect(await blocksIn(fence('psql\n\\rm -rf x'))).toMatchObject([{kind: 'shell'}])
})

test('a shell that a block opens behind other commands is opened there, and not on the way', async () => {
  const texts = ['In the rescue shell:\n', fence('mount /dev/sda1 /mnt\nchroot /mnt\nrm -rf x')]
  expect((await blocksIn(...texts)).map(({elsewhere}) => elsewhere)).toEqual([true])
  expect((await blocksIn('On the primary:\n', fence('sudo su - postgres'))).map(b => b.elsewhere)).toEqual([
    true,
  ])
  expect((await blocksIn('On the primary:\n', fence('ssh db1\nuptime'))).map(b => b.elsewhere)).toEqual([
    false,
  ])
})
