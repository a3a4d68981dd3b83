import {expect, test} from 'vitest'
import {blocksOf} from '../../src/model/content.ts'
import {readEdited} from '../../src/parser/edited.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

async function blockIn(words: string, text: string) {
  const {runbook} = await parseRunbook('a.md', `${words}\n\n\`\`\`bash\n${text}\n\`\`\`\n`)
  return [...blocksOf(runbook.section)].map(({block}) => block)[0]!
}

test.each([
  ['# A\n\nThis will delete all customers:', './job.sh'],
  ['# Manual switch of master pod', 'kubectl annotate configmap db leader=db-2'],
  ['# Perform a planned failover', 'kubectl label pod db-2 role=primary'],
  ['# A\n\n> **WARNING** - this takes the API server down on all nodes.', 'systemctl start x'],
  ['# A\n\nThe script below restarts the database.', './job.sh'],
  ['# A\n\nCe script supprime la base.', './job.sh'],
  ['# Rebuild (destructive)', './job.sh'],
  ['# Restart the brokers', './job.sh'],
  ['# 4. Purge the queue', 'acmectl queue work q1'],
  ['# A', '# Roll back the release\n./job.sh'],
  ['# A', '# Import into the production database\npsql shop < customers.sql'],
  ['# A', '# Rebuild (with ~10s downtime)\nmake prod'],
  ['# A', '# set KEY in .env, then recreate the workers:\ndocker compose up -d'],
  ['# A', '# 4. Recréer le conteneur\ndocker compose up -d web'],
  ['# A', '# all data will be lost\nkubectl apply -f x.yaml'],
])('a block destroys where its document says so: %s %s', async (words, text) => {
  expect(await blockIn(words, text)).toMatchObject({effect: 'destroy'})
})

test.each([
  ['# A\n\nThis will not delete any data:', './job.sh', 'unknown'],
  ['# A\n\nThis restarts nothing and avoids an outage:', './job.sh', 'unknown'],
  ['# Non-destructive checks', './job.sh', 'unknown'],
  ['# Restart the brokers', 'kubectl get pods', 'read'],
  ['# Restart the brokers', 'kubectl scale deploy x --replicas=3', 'change'],
  ['# A', '# Rebuild (without downtime)\ndocker compose up -d', 'change'],
  ['# A', '# recreate the index\n./job.sh', 'unknown'],
  ['# A', '# recreate the workers\ndocker compose ps', 'read'],
  ['# A\n\nThis will delete all customers:', 'ls', 'read'],
  ['# Check the failover', 'kubectl label pod db-2 role=primary', 'change'],
  ['# Failover without the operator is unsafe', 'kubectl label pod db-2 role=primary', 'change'],
  ['# Restore a database', 'psql shop', 'unknown'],
  ['# Restore the site in 12 steps\n\n**Step 3: start it**', './up.sh', 'unknown'],
])('a block does what it does where its document says nothing worse: %s %s', async (words, text, effect) => {
  expect(await blockIn(words, text)).toMatchObject({effect})
})

test.each([
  ['**Note**: this will stop the queue for a while and start it again.', 'destroy'],
  ['This restarts the workers.', 'destroy'],
  ['Attention : cela redémarre la base.', 'destroy'],
  ['This restarts the workers:\n\n```bash\n./other.sh\n```', 'unknown'], // of the next one
  ['Then wait. This restarts the workers.', 'unknown'],
  ['Note: this will not stop the queue.', 'unknown'],
  ['The queue is stopped by its owner.', 'unknown'],
])('of a note right behind a block: %s', async (words, effect) => {
  const {runbook} = await parseRunbook('a.md', `# A\n\n\`\`\`bash\n./job.sh\n\`\`\`\n\n${words}\n`)
  expect([...blocksOf(runbook.section)][0]!.block).toMatchObject({effect})
})

test('what a document says of a block counts for its edited text too', async () => {
  const block = await blockIn('# A\n\nThis will delete all customers:', './job.sh')
  expect(await readEdited(block, './job.sh --all', [block], false)).toMatchObject({effect: 'destroy'})
})
