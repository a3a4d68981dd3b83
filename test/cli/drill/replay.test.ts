import {existsSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {parse} from 'yaml'
import {cli} from '../../support/cli.ts'
import {practise, runbook, scenarios, textOf} from './shop.ts'

const mended = `- name: A crashed shop is mended
  faults: [crashed]
  answers: {mend: run}
  expect:
    steps: {look: {output: crashed}, healthy: {verdict: met}}
    end: [test -e "$SHOP/state"]`

test('what was recorded is given again, and nothing is run', async () => {
  const {dir} = await practise(scenarios(mended), '--record', 'kept')
    .stdout(/1 passed/)
    .exits(0)
  const [file, ...others] = readdirSync(join(dir, 'kept'))
  expect([file, others]).toEqual(['shop--a-crashed-shop-is-mended.yaml', []])
  expect(parse(textOf(dir, 'kept', file!))).toEqual({
    steps: {
      look: [{text: 'cat state', exit: 0, output: 'crashed\n'}],
      mend: [{text: 'grep -q crashed state && echo up > state', exit: 0}],
      healthy: [{text: 'cat state', exit: 0, output: 'up\n'}],
    },
  })
  const again = (...words: string[]) => cli('test', 'shop.md', '--replay', 'kept', ...words).dir(dir)
  await again()
    .stdout(/1 passed/)
    .exits(0)
  const changed = runbook.replace('echo up >', 'touch /tmp/runbook-was-run; echo up >')
  await again()
    .file('shop.md', changed)
    .stdout([
      '    run: expected success, was failure: mend did not succeed\n    step mend: mend says something else than when it was recorded: nothing was run\n',
    ])
    .exits(1)
  expect(existsSync('/tmp/runbook-was-run')).toBe(false)
})

test('a recording may be written by hand; a block that it lacks is not run, and fails the scenario', async () => {
  const list = `- name: By hand
  replay: canned.yaml
  answers: {mend: run}
- name: Lacks a block
  replay: short.yaml
  answers: {mend: {do: run, on-failure: continue}}`
  const {dir} = await practise(scenarios(list, 'inputs: {}\n'), '--jobs', '1')
    .file(
      'shop.md',
      runbook
        .replace('severity: P1,', 'inputs: {shop-dir: {prompt: Where}},')
        .replace('cat state', 'cat "$SHOP_DIR/state"'),
    )
    .file('canned.yaml', 'steps:\n  look: {output: crashed}\n  mend: {}\n  healthy: {output: up}\n')
    .file('short.yaml', 'steps:\n  look: {output: crashed}\n  healthy: {output: up}\n')
    .stdout(`✓ shop.test.yaml › By hand  <time>
✗ shop.test.yaml › Lacks a block  <time>
    run: expected success, was failure
    step mend: nothing is recorded for this attempt of mend: nothing was run
    record: incidents/drills/<run>/<run>
2 scenarios: 1 failed, 1 passed  <time>
`)
    .exits(1)
  expect(existsSync(join(dir, 'place/state'))).toBe(false)
})

test('a run with a recording is a drill, says that nothing was run, and cannot be resumed', async () => {
  const {dir} = await cli('run', 'shop.md', '--yes', '--replay', 'canned.yaml', '--allow', 'destroy')
    .file('shop.md', runbook)
    .file('canned.yaml', 'steps:\n  look: {output: crashed, exit: 2}\n  mend: {}\n')
    .stdout([
      '\nThis is a drill (given what was recorded in canned.yaml: nothing is run).\n',
      ' (a drill)  <time>',
    ])
    .exits(3)
  const [run] = readdirSync(join(dir, 'incidents'))
  expect(textOf(dir, 'incidents', run!, 'incident.md')).toContain(
    '**a drill** (given what was recorded in `canned.yaml`: nothing is run)',
  )
  await cli('resume', '--yes')
    .dir(dir)
    .stderr(/nothing was run there, it was a drill with a recording; begin it anew\n$/)
    .exits(2)
  await cli('run', 'shop.md', '--yes', '--replay', 'other.yaml')
    .dir(dir)
    .stderr('runbook: other.yaml: there is no such file\n')
    .exits(2)
})
