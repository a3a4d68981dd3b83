import {expect, test} from 'vitest'
import {blocksOf} from '../../src/model/content.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

async function blocksIn(lead: string, text: string, language = 'bash') {
  const {runbook} = await parseRunbook('a.md', `# A\n\n${lead}\n\n\`\`\`${language}\n${text}\n\`\`\`\n`)
  return [...blocksOf(runbook.section)].map(({block}) => block)
}

test.each([
  ['If you get a "UNIQUE constraint failed" error when adding a node:', 'shell'],
  ['If you see this error:', 'show'],
])('what stands below %j is a remedy or what is seen: %s', async (lead, kind) => {
  expect(await blocksIn(lead, 'acmectl cluster add s2')).toMatchObject([{kind}])
})

test.each([
  'Output:',
  'You get',
  'Expected result:',
  'Example output:',
  'It should look like this:',
  'The expected output is:',
  'This gives:',
  'The result should be:',
  'This should output something like:',
  'Ce qui donne :',
  'La commande affiche :',
  'Résultat attendu :',
  'Vous devriez voir :',
  'Sortie',
  'Salida:',
  'Ausgabe:',
  'Erwartete Ausgabe:',
  '**Output esperado:**',
  '**Saída esperada:**',
  '**Salida esperada**',
  '**Output de falha:**',
  'Uscita:',
  'Вывод:',
  '输出:',
  'When Ann signs in, she will see the following message:',
  'Then you should get an error message:',
])('what stands below %j is what is seen, however much it looks like commands', async lead => {
  expect(await blocksIn(lead, 'docker stopped 3\nrm -rf /srv')).toMatchObject([
    {kind: 'show', shows: 'output'},
  ])
})

test.each([
  'This gives you access to the server:',
  'To see the output, run:',
  'Run this; you get the list:',
  'Check the output with:',
])('what stands below %j is run', async lead => {
  expect(await blocksIn(lead, 'docker ps')).toMatchObject([{kind: 'shell'}])
})

test('what was typed at a prompt is run, whatever stands above it', async () => {
  expect(await blocksIn('Example output:', '$ uptime\n 12:00 up', 'console')).toMatchObject([
    {script: 'uptime'},
  ])
})

test.each([
  ['kubectl delete pod ${pod-name}', ['pod-name']],
  ['systemctl restart $app-name', ['app-name']],
  ['rm -f &lt;file&gt;', ['file']],
  ['rm «fichier»', ['«fichier»']],
  ['rm %FILE%', ['FILE']],
  ['app=web; systemctl restart $app-name', []],
  ['for app in a b; do systemctl restart $app-name; done', []],
  ['echo ${mode-fast}', []],
  ['date +%Y%m%d%H%M%S', []],
])('%j has the gaps %j', async (text, names) => {
  const [block] = await blocksIn('Run:', text)
  expect(block!.placeholders.map(({name}) => name)).toEqual(names)
})

test('in SQL `%` begins a pattern', async () => {
  const [block] = await blocksIn('Run:', "SELECT 1 WHERE 'a' LIKE '%INDEX%';", 'sql')
  expect(block!.placeholders).toEqual([])
})

test.each([
  ["aws athena start-query-execution --query-string 'DROP TABLE jobs'", 'destroy'],
  ["aws athena start-query-execution --query-string 'SHOW TABLES'", 'change'],
  ["aws rds-data execute-statement --resource-arn a --sql 'DELETE FROM jobs'", 'destroy'],
  ['aws athena get-query-execution --query-execution-id 1', 'read'],
  ['curl -s -o /dev/null https://shop.test/health', 'read'],
])('%s: %s', async (text, effect) => {
  expect(await blocksIn('Run:', text)).toMatchObject([{effect}])
})

test('what an option of a file is changed to is no output, though it is called so', async () => {
  const text = 'index => "logs-%{@type}"'
  const [block] = await blocksIn(
    'Edit the `output` section in `/tmp/l.conf` and change `index` to:',
    text,
    '',
  )
  expect(block).toMatchObject({kind: 'show', shows: 'data'})
})

test('text right behind the commands of a shell is what they print', async () => {
  const [, shown] = await blocksIn(
    'Grow it:',
    'pvresize /dev/sdb\n```\n\n```txt\n1 volume(s) resized / 0 not resized',
  )
  expect(shown).toMatchObject({kind: 'show', shows: 'output'})
  const [, run] = await blocksIn('Grow it:', 'pvresize /dev/sdb\n```\n\n```txt\nkubectl get pods -n shop')
  expect(run).toMatchObject({kind: 'shell'})
})
