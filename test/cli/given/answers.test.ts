import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {readAnswers} from '../../../src/cli/given/answers.ts'
import type {PlannedStep} from '../../../src/model/plan.ts'
import {block, choice, plan, step} from '../../executor/run/stage.ts'
import {cli} from '../../support/cli.ts'
import {temporaryDirectory} from '../../support/temporary.ts'
import {writeFiles} from '../../support/workplace.ts'

const titles = [{title: 'Restart'}, {title: 'Fail over'}, {title: 'Fail over'}]
const wait = step('pause', {kind: 'wait', leastMs: 1000, mostMs: 1000})

function read(answer: string, {menu = true, steps = []}: {menu?: boolean; steps?: PlannedStep[]} = {}) {
  const dir = temporaryDirectory()
  writeFiles(dir, {'a.yaml': `steps:\n  ${answer}\n`})
  return readAnswers(
    join(dir, 'a.yaml'),
    plan([...choice('how', titles, {menu}), wait, step('tell', {kind: 'checklist'}), ...steps]),
  ).steps
}

test.each([
  ['how: {choose: 2}', [1]],
  ['how: {choose: "2"}', [1]],
  ['how: {choose: Restart}', [0]],
  ['how: {choose: [3, 1, 1]}', [0, 2]],
  ['how: {choose: none}', []],
])('%s picks %j', (answer, branches) => {
  expect(read(answer)).toEqual({how: {do: 'choose', branches}})
})

const there = 'there is 1 Restart, 2 Fail over, 3 Fail over, none'

test.each([
  ['how: {choose: 4}', `\`steps.how.choose\`: there is no branch 4; ${there}`],
  ['how: {choose: 0}', `\`steps.how.choose\`: there is no branch 0; ${there}`],
  [
    'how: {choose: Restrat}',
    `\`steps.how.choose\`: there is no branch Restrat; did you mean \`Restart\`?; ${there}`,
  ],
  ['how: {choose: Fail over}', '`steps.how.choose`: several branches are called Fail over; pick by number'],
  ['how: {choose: []}', '`steps.how.choose` is empty; write `none` for none of them'],
  ['how: done', 'step `how` is a choice, so only `{choose: …}` or `skip` can be answered'],
  ['how: {pick: 1}', 'unexpected `steps.how.pick`, expected `do`, `note`, `reason`, `choose`, `on-failure`'],
  ['pause: failed', 'step `pause` is a wait, so only `skip` or `done` can be answered'],
  ['pause: run', 'step `pause` is a wait, so only `skip` or `done` can be answered'],
  [
    'tell: run',
    'step `tell` is done by a person, so only `done`, `not-applicable`, `failed`, `skip` can be answered',
  ],
  [
    'tell: {do: done, on-failure: stop}',
    'step `tell` is not run by the tool, so `on-failure` has no meaning',
  ],
  ['tell: {note: x}', 'unexpected value for `steps.tell`, expected done'],
  [
    'tell: {on-failure: jump}',
    'unexpected value for `steps.tell.on-failure`, expected stop, continue, rollback or retry',
  ],
  ['pause: {choose: 1}', 'step `pause` is no choice, so nothing can be chosen'],
])('%s is a slip that is told', (answer, complaint) => {
  expect(() => read(answer)).toThrow(complaint)
})

test('a block is agreed to with `run`, and may have answers to its failure', () => {
  const dir = temporaryDirectory()
  writeFiles(dir, {
    'a.yaml': 'steps: {mend: {do: run, on-failure: [retry, rollback]}, look: {on-failure: continue}}\n',
  })
  expect(readAnswers(join(dir, 'a.yaml'), plan([block('mend'), block('look')]))).toEqual({
    inputs: {},
    steps: {},
    run: ['mend'],
    failures: {mend: ['retry', 'rollback'], look: ['continue']},
  })
})

test('two of which only one can be picked are a slip', () => {
  expect(() => read('how: {choose: [1, 2]}', {menu: false})).toThrow(
    'only one of these can be picked: 1 Restart, 2 Fail over, 3 Fail over, none',
  )
})

describe('run --yes', () => {
  const part = (title: string, text: string) => `### ${title}\n\n\`\`\`bash\n${text}\n\`\`\`\n\n`
  const document = `---\nrunbook: {}\n---\n\n# Full\n\n## Resolution\n\n${part('If it is the pool', 'echo pool > picked')}${part('If it is the disk', 'echo "disk $WHICH" > picked')}## Verification\n\nWait 1 second.\n`
  const call = (answers: string, ...more: string[]) =>
    cli('run', 'a.md', '--yes', '--answers', 'an.yaml', ...more)
      .file('a.md', document)
      .file('an.yaml', answers)

  test('goes the way that the answers pick, and needs no value for the other', async () => {
    const {dir, stdout} = await cli('plan', 'a.md', '--json').file('a.md', document).stdout(/./).exits(0)
    const [{id}] = (JSON.parse(stdout) as {steps: [{id: string}]}).steps
    const one = await call(`steps:\n  ${id}: {choose: 1}\n`)
      .stdout(['picked If it is the pool', 'waiting <time>, until ', '✓ Run: success'])
      .exits(0)
    expect(existsSync(join(one.dir, 'picked'))).toBe(true)
    await call(`steps:\n  ${id}: {choose: 2}\n`).stderr(['these inputs have no value: WHICH']).exits(2)
    const none = await call(`steps:\n  ${id}: {choose: none}\n`).stdout(['picked none of these']).exits(0)
    expect(existsSync(join(none.dir, 'picked'))).toBe(false)
    expect(dir).toBeTruthy()
  })

  test('without an answer it needs a person', async () => {
    const {dir} = await call('steps: {}')
      .stdout(['needs a person to pick one of 1 If it is the pool, 2 If it is the disk, or none'])
      .exits(3)
    expect(existsSync(join(dir, 'picked'))).toBe(false)
  })
})
