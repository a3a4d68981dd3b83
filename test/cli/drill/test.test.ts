import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli} from '../../support/cli.ts'
import {readRecord} from '../record.ts'
import {practise, scenarios, textOf} from './shop.ts'

const mended = `- name: A crashed shop is mended
  faults: [crashed]
  answers: {mend: run}
  expect:
    reached: [mend, tell-the-team-aa70]
    not-reached: [back]
    steps: {look: {output: crashed}, healthy: {verdict: met, attempts: 1}}
    end: [grep -x up "$SHOP/state"]`

test('what was expected came of it: one line a scenario, and nothing is left but the record', async () => {
  const {dir} = await practise(scenarios(mended))
    .stdout(`✓ shop.test.yaml › A crashed shop is mended  <time>
1 scenario: 1 passed  <time>
`)
    .exits(0)
  const [folder, ...others] = readdirSync(join(dir, 'incidents/drills'))
  expect(others).toEqual([])
  const [name] = readdirSync(join(dir, 'incidents/drills', folder!)).filter(one => one.includes('shop'))
  const run = await readRecord(join(dir, 'incidents/drills', folder!, name!))
  expect(run.read('incident.md')).toContain('**a drill**')
  expect(readdirSync(join(dir, 'tmp'))).toEqual(['.keep'])
  expect(readdirSync(join(dir, 'place'))).toEqual(['.keep'])
  await cli('list')
    .dir(dir)
    .stdout(/\n {2}never run; last drill \d{4}-\d\d-\d\d \(success\)\n/)
    .exits(0)
  await cli('log').dir(dir).stdout(/./).exits(0)
})

test('what was not as expected is told with what was, and where its record is', async () => {
  const list = `- name: Never crashed
  answers: {mend: run}
  expect:
    steps: {mend: success, look: {output: down}}
    end: [{run: cat state, output: /^down/}]
- name: Nobody agrees
  faults: [crashed]
- name: Rolled back
  faults: [flooded]
  at: {healthy: {run: 'echo at >> "$SHOP/at"'}}
  answers: {mend: {do: run, on-failure: [retry, rollback]}, back: run}
  expect:
    result: failure
    steps: {mend: {outcome: failure, attempts: 2}, back: success}
    not-reached: [healthy]
    end: ['! test -e "$SHOP/at"']
- name: Broken before
  before: [echo "$SHOP_WORD" here; exit 3]`
  const {dir, stdout} = await practise(scenarios(list), '--jobs', '1', '--junit', 'drills.xml')
    .stdout(`✗ shop.test.yaml › Never crashed  <time>
    run: expected success, was failure: mend did not succeed
    step mend: expected success, was failure (exit 1)
    step look: expected output with down, printed:
      up
    end: cat state: expected output with /^down/, printed:
      up
    record: incidents/drills/<run>/<run>
✗ shop.test.yaml › Nobody agrees  <time>
    run: expected success, was refused: mend may destroy: allow it with --allow destroy or --allow mend
    no answer: add \`mend: run\` below \`answers:\`
    record: incidents/drills/<run>/<run>
✓ shop.test.yaml › Rolled back  <time>
✗ shop.test.yaml › Broken before  <time>
    before ended with exit 3
      ‹redacted› here
    record: incidents/drills/<run>
4 scenarios: 3 failed, 1 passed  <time>
`)
    .exits(1)
  const junit = textOf(dir, 'drills.xml')
  expect(junit).toContain(
    '<testsuite name="shop.test.yaml" tests="4" failures="3" errors="0" skipped="0" time="',
  )
  expect(junit).toContain('<failure message="before ended with exit 3')
  for (const path of readdirSync(dir, {recursive: true, withFileTypes: true}))
    if (path.isFile() && path.name !== 'shop.test.yaml')
      expect(readFileSync(join(path.parentPath, path.name), 'utf8')).not.toContain('open-sesame')
  expect(stdout).not.toContain('open-sesame')
})

test('what happens in the middle happens before its step, and the environment of the caller stays out', async () => {
  const list = `- name: In the middle
  faults: [crashed]
  at: {healthy: {fault: flooded, run: 'env > seen'}}
  answers: {mend: run}
  expect:
    result: failure
    steps: {mend: success, healthy: {verdict: unmet, output: flooded}}
    end: ['! grep -q PRODUCTION seen', 'grep -q "^HOME=$TMPDIR/../home" seen || grep -q "^HOME=.*/home$" seen', rm seen]`
  await practise(scenarios(list), '--json')
    .env({PRODUCTION_URL: 'https://example.org'})
    .stdout(/"ok": true,\n {4}"problems": \[\]/)
    .exits(0)
})
