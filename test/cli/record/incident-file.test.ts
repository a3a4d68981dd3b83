import {chownSync, readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {expect, test} from 'vitest'
import {cli} from '../../support/cli.ts'
import {onlyRun, outcomes} from '../record.ts'

const runbook = (script: string) => `---
runbook: {}
---

# Look

\`\`\`bash {id=one}
${script}
\`\`\`

\`\`\`bash {id=two}
echo two
\`\`\`
`

const everything = (dir: string) => readdirSync(dir, {recursive: true, encoding: 'utf8'})

test('a run goes on where its incident log cannot be written, says so once, and the record has it all', async () => {
  const {dir} = await cli('run', 'a.md', '--yes', '--allow', 'one')
    .file(
      'a.md',
      runbook('for d in incidents/*-a-*; do mv "$d/incident.md" "$d/aside"; mkdir "$d/incident.md"; done'),
    )
    .stdout(
      /incident\.md: the incident log cannot be written \(\w+\); the journal goes on[\s\S]*✓ Run: success/,
    )
    .exits(0)
  expect(outcomes(await onlyRun(dir))).toEqual({one: 'success', two: 'success'})
})

test.skipIf(process.getuid?.() !== 0)('what root adds to a run belongs to whoever has the run', async () => {
  const {dir} = await cli('run', 'a.md', '--yes')
    .file('a.md', runbook('echo one'))
    .stdout(['✓ Run: success'])
    .exits(0)
  const run = (await onlyRun(dir)).dir
  for (const path of ['.', ...everything(run)]) chownSync(join(run, path), 65534, 65534)
  await cli('note', 'seen').dir(dir).stdout(/./).exits(0)
  await cli('attach', 'a.md').dir(dir).stdout(/./).exits(0)
  const owners = everything(run).map(path => [path, statSync(join(run, path)).uid])
  expect(owners.filter(([, uid]) => uid !== 65534)).toEqual([])
})
