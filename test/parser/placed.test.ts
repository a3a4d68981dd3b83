import {expect, test} from 'vitest'
import {blocksOf} from '../../src/model/content.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

async function placedIn(text: string, script = 'systemctl restart web') {
  const {runbook} = await parseRunbook('a.md', `${text}\n\n\`\`\`bash\n${script}\n\`\`\`\n`)
  return [...blocksOf(runbook.section)][0]!.block.placed
}

test.each([
  ['On prod:', 'On prod'],
  ['On production (eu-1), run:', 'On production'],
  ['Deploy it. Then, on the staging environment:', 'on the staging environment'],
  ['En prod :', 'En prod'],
  ['Sur la prod :', 'Sur la prod'],
  ['## On production', 'On production'],
  ['**In production:**', 'In production'],
])('%j says on which system a block is run', async (text, words) => {
  expect(await placedIn(text)).toBe(words)
})

test.each([
  'This was seen on prod.',
  'The same as on prod:',
  'Never on prod:',
  'In production, the queue is served by two machines.',
  'On success:',
])('%j does not', async text => {
  expect(await placedIn(text)).toBeUndefined()
})

test('a block that names the system itself goes there from anywhere', async () => {
  expect(await placedIn('On prod:', 'kubectl --context prod get pods')).toBeUndefined()
  expect(await placedIn('On prod:', 'kubectl get pods')).toBe('On prod')
})

test('where the front matter declares the environment, the run shows it anyway', async () => {
  expect(await placedIn('---\nrunbook:\n  environment: production\n---\n\nOn prod:')).toBeUndefined()
})
