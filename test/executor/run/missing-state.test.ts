import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {run} from '../../../src/executor/run.ts'
import {unattended} from '../../../src/executor/unattended.ts'
import type {RunEvent} from '../../../src/model/event.ts'
import {makePlan} from '../../../src/model/make-plan.ts'
import type {Operator, Question} from '../../../src/model/operator.ts'
import {parseRunbook} from '../../../src/parser/parse.ts'
import {openBench} from '../shell/bench.ts'
import {type Line, stage, told} from './stage.ts'

const go: Line = {do: 'run'}
const skip: Line = {do: 'skip', reason: 'no'}
const group = (...groups: string[]) => `# A\n\n\`\`\`bash\n${groups.join('\n\n')}\n\`\`\`\n`
const [enter, where, name, use, fail] = [
  '# Enter\ncd app',
  '# Where\nbasename "$PWD"; touch here',
  '# Name\nNS=prod',
  '# Use\necho "ns=$NS"',
  '# Enter\ncd gone',
]

/** Runs a document in a real bash, in a directory with a directory \`app\`; \`asked\` has of each step what is missing, and what it takes to run it. */
async function perform(text: string, answers: readonly Line[], operator?: Operator) {
  const bench = openBench()
  mkdirSync(join(bench.cwd, 'app'))
  const {runbook} = await parseRunbook('a.md', text)
  const {world, seen} = stage({answers, ...(operator ? {operator} : {})})
  const events: RunEvent[] = []
  const plan = makePlan(runbook, undefined)
  for await (const event of run(plan, {...world, drivers: {...world.drivers, shell: bench.driver}}))
    events.push(event)
  const questions = seen.questions.flatMap((one: Question) => (one.kind === 'step' ? [one] : []))
  return {
    events,
    shown: seen.shown,
    asked: questions.map(({doubts = [], consent}) => [...doubts, consent]),
    kinds: seen.questions.map(({kind}) => kind),
  }
}

const elsewhere = 'missing: step 1 did not run. It changes the directory (cd app): this may be the wrong one'

test('where the directory was entered, nothing is missing', async () => {
  const {asked, shown} = await perform(group(enter, where), [go, go])
  expect(asked).toEqual([['yes'], ['yes']])
  expect(shown).toBe('app\n')
})

test('where the change of directory was passed over, the next step is offered, says so, and does not run on Enter', async () => {
  const {asked, shown, events} = await perform(group(enter, '# Look\nls'), [skip, skip])
  expect(asked).toEqual([['yes'], [elsewhere, 'yes']])
  expect(shown).toBe('')
  expect(told(events).filter(line => line.startsWith('guard'))).toEqual([
    expect.stringMatching(
      /^guard\.triggered ls-\w+ {"guard":"missing-state","message":"missing: step 1 did not run/,
    ),
  ])
})

test('whoever knows better runs it all the same', async () => {
  const {shown} = await perform(group(enter, where), [skip, go])
  expect(shown).toBe('work\n')
})

test('a change of directory that failed is missing too', async () => {
  const {asked} = await perform(group(fail, where), [go, {do: 'continue'}, skip])
  expect(asked.at(-1)).toEqual([
    'missing: step 1 did not succeed. It changes the directory (cd gone): this may be the wrong one',
    'yes',
  ])
})

test('a directory that somebody entered in another terminal is not that of the session', async () => {
  const text = group('# Enter\ncd app && \u200bls', where)
  const {asked, kinds} = await perform(text, [{do: 'done'}, skip])
  expect(kinds).toEqual(['refused-block', 'step'])
  expect(asked).toEqual([
    [
      'missing: step 1 was not run here as a whole. It changes the directory (cd app): this may be the wrong one',
      'yes',
    ],
  ])
})

test('a variable whose step was passed over is asked for; then nothing is missing', async () => {
  const {asked, kinds, shown} = await perform(group(name, use), [skip, {do: 'value', value: 'x'}, go])
  expect(kinds).toEqual(['step', 'input', 'step'])
  expect(asked.at(-1)).toEqual(['enter'])
  expect(shown).toBe('ns=x\n')
})

test('a variable that another step has set is told of where its own step was passed over', async () => {
  const {asked, shown} = await perform(group('# First\nNS=a', name, use), [go, skip, go])
  expect(asked.at(-1)).toEqual([
    'missing: step 2 did not run. It sets $NS: its value here is another, or none',
    'yes',
  ])
  expect(shown).toBe('ns=a\n')
})

test('without a person such a step ends the run, whatever was allowed', async () => {
  const {runbook} = await parseRunbook('a.md', group(enter, where))
  const [first, second] = makePlan(runbook, undefined).steps
  const policy = unattended({
    name: 'ci',
    allow: new Set([second!.id]),
    answers: {[first!.id]: {do: 'skip', reason: 'no'}},
  })
  const {events, shown} = await perform(group(enter, where), [], policy)
  expect(shown).toBe('')
  expect(told(events).at(-1)).toMatch(
    /^run\.finished needs-person: basename-\w+ may be run in the wrong place \(missing: step 1 did not run\..*\): run it in a terminal, or answer it with `skip`$/,
  )
})

test('a test that does not hold still passes over what it guards, and says so', async () => {
  const {events, asked} = await perform(group('# Only there\n[ -d gone ]', where), [go, {do: 'continue'}])
  expect(asked).toEqual([['enter']])
  expect(told(events).at(-2)).toMatch(
    /^step\.skipped basename-\w+ by plan: only if \S+ is met, and it is failed$/,
  )
})

test('a block that the document places on another system is offered with its words, and not on Enter', async () => {
  const {asked} = await perform('# A\n\nOn prod:\n\n```bash\nuptime\n```\n', [skip])
  expect(asked).toEqual([
    [
      'the document says where it is run: “On prod”. Whether that is what this machine speaks to, it does not say',
      'yes',
    ],
  ])
})
