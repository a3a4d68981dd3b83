import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli} from '../../support/cli.ts'

const runbook = `---
runbook: {}
---

# Mend

## Look

\`\`\`bash
echo '::error::not from us'
\`\`\`

## Check: all, well

\`\`\`bash {expect=up}
echo 'down'
\`\`\`
`

const inWorkflow = (text: string) =>
  cli('run', 'a.md', '--yes')
    .file('a.md', text)
    .file('summary.md', 'before\n')
    .env({GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: 'summary.md'})

test('in a workflow, what a step prints is no command, and what failed is marked at its line', async () => {
  const {dir, stdout} = await inWorkflow(runbook).stdout(/Mend/).exits(1)
  const lines = stdout.split('\n')
  const [stop] = lines.filter(line => line.startsWith('::stop-commands::'))
  const token = stop!.replace('::stop-commands::', '')
  expect(token).toMatch(/^\w{20,}$/)
  const again = lines.indexOf(`::${token}::`)
  expect(lines.indexOf('::error::not from us')).toBeLessThan(again)
  expect(lines.filter(line => line.startsWith('::error '))).toEqual([
    expect.stringMatching(/^::error file=a\.md,line=15,title=step 2 Check%3A all%2C well::.*expected.*up/),
  ])
  const summary = readFileSync(join(dir, 'summary.md'), 'utf8')
  expect(summary).toMatch(/^before\n[\s\S]*# .*Mend[\s\S]*Check: all, well/)
})

test('what was refused is marked too, and a success marks nothing', async () => {
  const destroys = runbook.replace('expect=up', 'effect=destroy').replace("echo 'down'", 'rm -rf /srv/x')
  await inWorkflow(destroys)
    .stdout(/^::error file=a\.md,title=runbook run::refused: .*may destroy/m)
    .exits(4)
  const fine = await inWorkflow(runbook.replace("'down'", 'up')).stdout(/Mend/).exits(0)
  expect(fine.stdout).not.toContain('::error ')
})

test('outside a workflow none of this is printed', async () => {
  const {stdout} = await cli('run', 'a.md', '--yes').file('a.md', runbook).stdout(/Mend/).exits(1)
  expect(stdout).not.toContain('::stop-commands')
})
