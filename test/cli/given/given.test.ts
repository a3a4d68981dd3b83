import {existsSync} from 'node:fs'
import {expect, test} from 'vitest'
import {cli} from '../../support/cli.ts'
import {dataOf, onlyRun} from '../record.ts'

const runbook = `---
runbook:
  inputs:
    service: {type: identifier}
    port: {type: integer}
    access: {secret: true}
---

# Look

\`\`\`bash
echo "{{service}} on {{port}} with {{access}}"
\`\`\`

\`\`\`bash
echo seen > seen.txt
\`\`\`
`
const alert = JSON.stringify({
  status: 'firing',
  commonLabels: {service: 'api', port: 'http'},
  alerts: [{status: 'firing', labels: {}, startsAt: '2026-11-23T03:01:02Z'}],
})
const look = (...options: string[]) =>
  cli('run', 'a.md', '--yes', '--read-only', ...options)
    .file('a.md', runbook)
    .file('alert.json', alert)
    .file('values.yaml', 'port: 81\nservice: web\n')

test('values come from options, a file, the environment and an alert, in this order, and the record says from where', async () => {
  const {dir} = await look('--alert', 'alert.json', '--input-file', 'values.yaml', '-i', 'service=shop')
    .env({RUNBOOK_INPUT_ACCESS: 'hunter2hunter2', RUNBOOK_INPUT_PORT: '82', RUNBOOK_INPUT_OTHER: 'x'})
    .stderr(["warning: the alert's `port` is not taken: port must be a whole number such as 42"])
    .stdout(['Alert: an alert without a name: firing, since <utc>, alertmanager', 'shop on 81 with ‹'])
    .exits(0)
  const run = await onlyRun(dir)
  const [started] = dataOf(run, 'run.started')
  expect(started).toMatchObject({
    readonly: true,
    alert: {from: 'alertmanager', status: 'firing'},
    given: [
      {name: 'service', value: 'shop', source: 'option'},
      {name: 'access', source: 'environment'},
      {name: 'port', value: '81', source: 'file'},
    ],
  })
  expect(JSON.stringify(run)).not.toContain('hunter2')
  expect(existsSync(`${dir}/seen.txt`)).toBe(false)
  expect(dataOf(run, 'step.skipped')).toEqual([
    {reason: 'it may change this machine, and this run only reads', by: 'plan'},
  ])
})

test.each([
  ['no-such.yaml', '', 'no-such.yaml: there is no such file'],
  ['values.yaml', 'port: four\n', 'values.yaml: `port`: port must be a whole number such as 42'],
  [
    'values.yaml',
    'porty: 4\n',
    'values.yaml: `porty`: the runbook needs no input `porty`; did you mean `port`?',
  ],
  ['values.yaml', 'port: [1]\n', 'values.yaml: unexpected value for `port`, expected a text or a number'],
  ['values.yaml', '- a\n', 'values.yaml: expected `name: value` lines'],
  ['values.yaml', 'a: b: c\n', 'values.yaml:1:4: this is not YAML: '],
])('an input file %s with %j is a slip that is told', async (name, text, complaint) => {
  await look('--input-file', name).file('values.yaml', text).stderr([complaint]).exits(2)
})

test.each([
  ['{', 'this is not JSON: '],
  ['{"a": 1}', 'expected the body of a webhook of Alertmanager, Grafana or PagerDuty'],
])('an alert of %j is a slip that is told', async (text, complaint) => {
  await look('--alert', 'alert.json').file('alert.json', text).stderr([complaint]).exits(2)
})

test('an alert comes by a pipe too, but not where a person answers', async () => {
  await look('--alert', '-')
    .env({RUNBOOK_INPUT_ACCESS: 'hunter2hunter2', RUNBOOK_INPUT_PORT: '82'})
    .stdin(alert)
    .stderr(['port must be a whole number such as 42'])
    .stdout(['api on 82'])
    .exits(0)
  await cli('run', 'a.md', '--alert', '-')
    .file('a.md', runbook)
    .stdin(alert)
    .stderr(
      'runbook: --alert - takes standard input, where a person answers: write the alert to a file, or run with --yes\n',
    )
    .exits(2)
})
