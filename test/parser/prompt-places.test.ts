import {expect, test} from 'vitest'
import {blocksOf} from '../../src/model/content.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

const fence = (text: string, language = 'sh') => `\`\`\`${language}\n${text}\n\`\`\`\n`

async function read(...fences: string[]) {
  const {runbook} = await parseRunbook('a.md', `# A\n\n${fences.join('\n')}`)
  return [...blocksOf(runbook.section)].map(({block}) => block)
}

test('a place with a dollar sign before a command is a prompt, and what was printed below is not run', async () => {
  const [block] = await read(fence('$laptop docker ps\nCONTAINER ID   IMAGE\n3627a97a436d   web'))
  expect(block).toMatchObject({
    kind: 'console',
    script: 'docker ps',
    variables: [],
    effect: 'read',
    elsewhere: false,
  })
})

test.each([
  ['which the document sets', ['laptop="ssh ops@laptop"', '$laptop docker ps']],
  ['which it uses as a value', ['ping -c1 $laptop', '$laptop docker ps']],
  ['which it reads', ['read -r laptop', '$laptop docker ps']],
  ['that names no place', ['$sudo docker ps']],
  ['before what is no command', ['$laptop serial number']],
])('a variable %s is no prompt', async (_, texts) => {
  const blocks = await read(...texts.map(text => fence(text)))
  expect(blocks.at(-1)!.kind).not.toBe('console')
})

test('what is typed at another machine is not run here', async () => {
  const [there] = await read(fence('$bastion systemctl stop web'))
  expect(there).toMatchObject({kind: 'console', elsewhere: true, effect: 'destroy'})
})

test('of several places only the one at which one plainly sits is here', async () => {
  const blocks = await read(fence('$laptop docker run -it app sh'), fence('$dev rm -r /app/tmp'))
  expect(blocks.map(({elsewhere}) => elsewhere)).toEqual([false, true])
})

test('fences that hold nothing but commands right behind a number sign are what root typed', async () => {
  const blocks = await read(fence('#qm unlock 100', ''), fence('#qm stop 100', ''))
  expect(blocks.map(({kind, script}) => [kind, script])).toEqual([
    ['console', 'qm unlock 100'],
    ['console', 'qm stop 100'],
  ])
})

test('commands that one fence comments out, where the others hold them plainly, are shown', async () => {
  const hidden = fence('# kubectl delete ns shop -n x\n# helm uninstall shop -n x')
  const [, shown] = await read(fence('kubectl get pods -n shop'), hidden)
  expect(shown).toMatchObject({kind: 'show', shows: 'broken'})
})

test('where others show that the prompt is root’s, they are commands', async () => {
  const hidden = fence('# systemctl stop web.service -f\n# systemctl stop db.service -f')
  const blocks = await read(fence('ls -l /srv'), hidden, fence('# systemctl start db.service -f'))
  expect(blocks.map(({kind}) => kind)).toEqual(['shell', 'console', 'console'])
  const [alone] = await read(hidden)
  expect(alone).toMatchObject({kind: 'console', kindReason: expect.stringContaining('commented out')})
})

test('known programs right behind a dollar sign were typed at a prompt', async () => {
  const blocks = await read(fence('$kubectl get pods\nNAME   READY'), fence('$cd k8s\n$kubectl apply -f .'))
  expect(blocks.map(({kind, script}) => [kind, script])).toEqual([
    ['console', 'kubectl get pods'],
    ['console', 'cd k8s\nkubectl apply -f .'],
  ])
})

test.each([
  ['in capitals', ['$KUBECTL get pods', '$KUBECTL delete pod x', '$DOCKER ps']],
  ['that the document sets', ['kubectl="kubectl --context x"', '$kubectl get pods', '$docker ps']],
  ['beside one that is no program', ['$kubectl get pods', '$docker ps', '$runner start']],
  ['that stands there once', ['$kubectl get pods']],
])('a name behind a dollar sign %s is a variable', async (_, texts) => {
  for (const {kind} of await read(...texts.map(text => fence(text)))) expect(kind).toBe('shell')
})

test('a command that one fence comments out, or a comment under the tag of a shell, is none', async () => {
  expect(await read(fence('#qm stop 100', ''))).toEqual([])
  for (const {kind} of await read(fence('#qm unlock 100\nqm list'), fence('#qm stop 100\nqm list')))
    expect(kind).toBe('shell')
})
