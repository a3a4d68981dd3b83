import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli} from '../../support/cli.ts'
import {dataOf, outcomes, readRecord} from '../record.ts'

const runbook = `---
runbook: {severity: P3, inputs: {number: {}}}
---

# Slow

## Procedure

<!-- runbook: id=a-while -->
- Wait 5 minutes

\`\`\`bash {id=never every=1m until=10m expect="done" on-failure=continue}
echo "number <number>"
\`\`\`
`

const scenario = `environment: {start: 'true'}
waits: 50ms
scenarios:
  - name: In no time
    before: echo "RUNBOOK_INPUT_NUMBER=$((6 * 7))" >> "$RUNBOOK_ENV"
    expect:
      reached: [a-while]
      steps: {never: {verdict: unmet, output: number 42}}
`

test('a scenario may cut waits and polls, which the record says, and take an input from a command', async () => {
  const {dir} = await cli('test', 'slow.md')
    .file('slow.md', runbook)
    .file('slow.test.yaml', scenario)
    .stdout(/^1 scenario: 1 passed/m)
    .exits(0)
  const [folder] = readdirSync(join(dir, 'incidents/drills'))
  const [name] = readdirSync(join(dir, 'incidents/drills', folder!)).filter(one => one.includes('slow'))
  const run = await readRecord(join(dir, 'incidents/drills', folder!, name!))
  expect(dataOf(run, 'run.started')).toMatchObject([{drill: true, waits: {atMostMs: 50}}])
  expect(dataOf(run, 'step.started')[0]).toMatchObject({kind: 'wait', waitMs: 50})
  expect(outcomes(run)).toEqual({'a-while': 'success', never: 'failure'})
  expect(run.read('incident.md')).toContain('waits and polls cut to 50 ms')
})
