import {expect, test} from 'vitest'
import {blocksOf} from '../../src/model/content.ts'
import {parseRunbook} from '../../src/parser/parse.ts'
import {type LeftOpen, leftOpen} from '../../src/parser/parts/left-open.ts'

const fence = (text: string) => `\`\`\`bash\n${text}\n\`\`\`\n`

async function placesOf(...texts: string[]): Promise<string[]> {
  const {runbook} = await parseRunbook('a.md', `# A\n\n${texts.join('\n')}`)
  return [...blocksOf(runbook.section)].map(
    ({block}) => `${block.script}: ${block.elsewhere ? 'there' : 'here'}`,
  )
}

test.each([
  'ssh web-1',
  'sudo su - postgres',
  'sudo -i',
  'kubectl exec -it web-0 -- bash',
  'docker exec -it web sh',
  'oc rsh web-0',
  'gcloud compute ssh web',
])('what follows `%s` is typed there, until it is left', async opener => {
  expect(await placesOf(fence(opener), fence('rm -rf x'), fence('exit'), fence('rm -rf y'))).toEqual([
    `${opener}: here`,
    'rm -rf x: there',
    'exit: there',
    'rm -rf y: here',
  ])
})

test.each([
  ['a heading that goes back', '## On your laptop\n'],
  ['a text that goes back', 'On your local machine:\n'],
  ['a text that leaves', 'Log out of the server, then:\n'],
  ['a text in French that leaves', 'Quittez le serveur, puis :\n'],
  ['another terminal', 'In a second terminal:\n'],
  ['another way', 'Or, with the console:\n'],
])('%s ends a session', async (_, between) => {
  expect(await placesOf(fence('ssh web-1'), between, fence('rm -rf x'))).toContain('rm -rf x: here')
})

test.each([
  ['any other text', 'Then remove the data:\n'],
  ['a text that says to stay', 'Do not exit the shell.\n'],
  ['a condition', 'If the disk is full:\n'],
  ['a heading below its own', '### Next\n'],
  ['a label', '**Next**\n'],
])('%s ends no session', async (_, between) => {
  expect(await placesOf(fence('ssh web-1'), between, fence('rm -rf x'))).toContain('rm -rf x: there')
})

test('a session that all its fence is for lasts in the sections beside its own, one with more to it does not', async () => {
  const next = `## Remove\n\n${fence('rm -rf x')}`
  const beside = (opener: string) => placesOf('## Connect\n', fence(opener), next)
  expect(await beside('# as yourself\nssh web-1')).toContain('rm -rf x: there')
  expect(await beside('ssh web-1\nuptime')).toContain('rm -rf x: here')
  expect(await placesOf('## B\n\n### Connect\n', fence('ssh web-1'), next)).toContain('rm -rf x: here')
})

test('a section below that opens a session as the one around did begins outside', async () => {
  const places = await placesOf(fence('ssh web-1'), '## Next\n', fence('ssh web-2'), fence('rm -rf x'))
  expect(places).toEqual(['ssh web-1: here', 'ssh web-2: here', 'rm -rf x: there'])
})

test('a command that a program in a session cannot take is typed into the session around it', async () => {
  const opened = [fence('ssh db-1'), fence('sudo -u postgres psql')]
  expect(await placesOf(...opened, fence('rm -rf /data'), fence('exit'), fence('rm -rf y'))).toEqual([
    'ssh db-1: here',
    'sudo -u postgres psql: there',
    'rm -rf /data: there',
    'exit: there',
    'rm -rf y: here',
  ])
})

test('the reason names the command and its line', async () => {
  const {runbook} = await parseRunbook('a.md', `# A\n\n${fence('ls\nssh web-1')}\n${fence('rm x')}`)
  expect([...blocksOf(runbook.section)].map(({block}) => block.kindReason)).toEqual([
    undefined,
    'it is typed into the session that `ssh web-1` on line 5 opens, until the text says that its reader is back (`exit`, “On your machine:”)',
  ])
})

test('what a session defines is not known outside', async () => {
  const {runbook} = await parseRunbook(
    'a.md',
    `# A\n\n${fence('ssh web-1')}\n${fence('ls() { rm -rf x; }')}\n# B\n\n${fence('ls')}`,
  )
  expect([...blocksOf(runbook.section)].at(-1)!.block.effect).toBe('read')
})

test.each<[string, (Omit<LeftOpen, 'depth'> & {depth: number}) | undefined]>([
  ['uptime', undefined],
  ['ssh a uptime', undefined],
  ['ssh a\nexit', undefined],
  ['ls\nssh a', {command: 'ssh a', start: 3, depth: 1, program: false}],
  ['ssh a\nssh b', {command: 'ssh a', start: 0, depth: 2, program: false}],
  ['ssh a\npsql', {command: 'ssh a', start: 0, depth: 2, program: true}],
  ['redis-cli', {command: 'redis-cli', start: 0, depth: 1, program: true}],
  ['psql -c "SELECT 1"', undefined],
])('what %j leaves open', (script, expected) => {
  const found = leftOpen(script)
  expect(found && {...found, depth: found.depth()}).toEqual(expected)
})
