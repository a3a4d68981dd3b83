import {join} from 'node:path'
import {expect, test} from 'vitest'
import {readDrills} from '../../../src/cli/drill/read-drills.ts'
import {temporaryDirectory} from '../../support/temporary.ts'
import {writeFiles} from '../../support/workplace.ts'
import {runbook, scenarios} from './shop.ts'

async function slips(file: string, document = runbook) {
  const dir = temporaryDirectory()
  writeFiles(dir, {'shop.md': document, 'shop.test.yaml': file, 'env.yaml': 'serve: sleep 1\n'})
  const read = await readDrills(join(dir, 'shop.test.yaml'))
  expect(read.drills).toHaveLength(read.slips.length === 0 ? 1 : 0)
  return read.slips.map(slip => slip.replaceAll(`${dir}/`, ''))
}

const one = (lines: string) => scenarios(`- name: One\n${lines.replaceAll(/^/gm, '  ')}`, 'environment: {}\n')

test('a file that is right has nothing wrong in it', async () => {
  expect(await slips(one('answers: {mend: run, healthy: {on-failure: [retry, continue]}}'))).toEqual([])
})

test.each([
  [
    'expct: {}',
    'shop.test.yaml:6:5: unexpected `expct` in `scenarios.0`, expected `name`, `inputs`, `answers`, `allow`, `break-glass`, `procedure`, `time-limit`, `waits`, `replay`, `faults`, `before`, `at`, `expect`; did you mean `expect`?',
  ],
  [
    'expect: {steps: {look: {output: "/(/"}}}',
    'shop.test.yaml:6:37: unexpected value for `scenarios.0.expect.steps.look.output`, expected a text, or a regular expression between slashes',
  ],
  [
    'expect: {steps: {look: good}}',
    'shop.test.yaml:6:28: unexpected value for `scenarios.0.expect.steps.look`, expected how it ends (success, failure, timeout, skip, cancelled, error, unknown, done, not-applicable, failed), or `{outcome: …, verdict: …, output: …}`',
  ],
  [
    'expect: {end: [{rum: x}]}',
    'shop.test.yaml:6:21: unexpected `rum` in `scenarios.0.expect.end.0`, expected `run`, `output`, `exit`, `within`; did you mean `run`?',
  ],
  [
    'expect: {result: good}',
    'shop.test.yaml:6:22: unexpected value for `scenarios.0.expect.result`, expected success, failure, stopped, needs-person, refused',
  ],
  ['expect: {reached: [lok]}', 'shop.test.yaml:6:24: the plan has no step `lok`; did you mean `look`?'],
  ['answers: {mendd: run}', 'shop.test.yaml:6:15: the plan has no step `mendd`; did you mean `mend`?'],
  [
    'answers: {mend: done}',
    'shop.test.yaml:6:21: step `mend` is run by the tool, so only `run` or `skip` can be answered',
  ],
  [
    'answers: {mend: {do: run, on-failure: retyr}}',
    'shop.test.yaml:6:43: unexpected value for `scenarios.0.answers.mend.on-failure`, expected stop, continue, rollback or retry, or a list of these in turn',
  ],
  ['faults: [x]', 'shop.test.yaml:5:11: no fault can be brought about: the environment has no `break:`'],
  [
    'time-limit: soon',
    'shop.test.yaml:6:17: unexpected value for `scenarios.0.time-limit`, expected a duration such as `30s`',
  ],
  ['procedure: other', 'shop.test.yaml:6:16: shop.md: there is no section `other`; procedures: shop-down'],
])('%s is told with its place', async (lines, slip) => {
  expect(await slips(one(lines))).toEqual([slip])
})

test.each([
  [
    'a name twice',
    scenarios('- name: One\n- name: One', 'environment: {}\n'),
    'shop.test.yaml:6:11: unexpected second scenario of this name',
  ],
  [
    'a file for the environment that lacks a key',
    scenarios('- name: One', 'environment: env.yaml\n'),
    'env.yaml:1:8: unexpected value for `serve`, expected `ready:` beside `serve:`: what it prints when it is up',
  ],
  [
    'no such file for the environment',
    scenarios('- name: One', 'environment: other.yaml\n'),
    'shop.test.yaml:1:14: there is no other.yaml',
  ],
  [
    'no environment',
    scenarios('- name: One', ''),
    'shop.test.yaml:1:1: expected `environment:`, where it is practised, or `replay:` in each scenario',
  ],
  [
    'no such runbook',
    scenarios('- name: One', 'runbook: other.md\n'),
    "shop.test.yaml:1:10: there is no other.md; `runbook:` names the runbook, from this file's folder",
  ],
  [
    'no YAML',
    'scenarios: [',
    'shop.test.yaml:1:13: this is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  ['an empty file', '', 'shop.test.yaml:1:1: unexpected value for `scenarios`, expected a list'],
])('%s is told', async (_, file, slip) => {
  expect(await slips(file)).toEqual([slip])
})

test('a runbook that may not be run without a person is told', async () => {
  expect(
    await slips(
      scenarios('- name: One', 'environment: {}\n'),
      '# Shop\n\n```bash\ntrue\n```\n- [ ] Tell the team\n',
    ),
  ).toEqual(['shop.md: it was not written to run without a person; add a `runbook:` key to its front matter'])
})
