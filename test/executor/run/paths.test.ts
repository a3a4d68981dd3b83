import {expect, test} from 'vitest'
import {run} from '../../../src/executor/run.ts'
import type {RunEvent} from '../../../src/model/event.ts'
import type {Answer} from '../../../src/model/operator.ts'
import {block, perform, plan, stage, step, told} from './stage.ts'

const failure = {result: {outcome: {kind: 'failure', detail: 'exit 1'}, exitCode: 1}} as const
const go: Answer = {do: 'run'}

test('a step that succeeds is these events and no others', async () => {
  const {events, shown} = await perform(plan([block('status')]), {
    answers: [go],
    scenes: {status: {stdout: 'up\n'}},
  })
  const time = '2026-01-02T03:04:05.000Z'
  expect(events).toEqual([
    {
      type: 'run.started',
      time,
      authid: 'alice',
      data: {
        runbook: {path: 'backend.md', title: 'Backend', sha256: 'ab'},
        mode: 'attended',
        host: {name: 'ops-1'},
        tool: {version: '0.1.0'},
        operator: 'alice',
        steps: [
          {
            id: 'status',
            number: 1,
            title: 'The status',
            section: ['Do'],
            kind: 'shell',
            effect: 'read',
            sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          },
        ],
      },
    },
    {
      type: 'prompt.answered',
      time,
      subject: 'status',
      authid: 'alice',
      data: {question: 'step', answer: 'run', waitedMs: 0},
    },
    {
      type: 'step.started',
      time,
      subject: 'status',
      authid: 'alice',
      data: {
        attempt: 1,
        title: 'The status',
        section: ['Do'],
        kind: 'shell',
        effect: 'read',
        reasons: [],
        language: 'bash',
        text: 'echo status',
        sha256: 'c61f801410c601d7d379e4a01637666f0138b5b15a5b2dcad33fe7faff3ea215',
      },
    },
    {
      type: 'step.finished',
      time,
      subject: 'status',
      data: {attempt: 1, outcome: {kind: 'success'}, durationMs: 0},
    },
    {type: 'run.finished', time, data: {result: 'success', durationMs: 0}},
  ])
  expect(shown).toBe('up\n')
})

test('a skipped step is recorded with its reason and was not driven', async () => {
  const {events, driven} = await perform(plan([block('a'), block('b')]), {
    answers: [{do: 'skip', reason: 'done already'}, go],
  })
  expect(told(events)).toEqual([
    'run.started',
    'prompt.answered a step: skip (done already)',
    'step.skipped a by operator: done already',
    'prompt.answered b step: run',
    'step.started b #1',
    'step.finished b #1 success',
    'run.finished success',
  ])
  expect(driven.map(({id}) => id)).toEqual(['b'])
})

test('a note is recorded, and the same question is asked again', async () => {
  const {events, asked} = await perform(plan([block('a')]), {
    answers: [{do: 'note', note: 'hypothesis', text: 'the pool'}, go],
  })
  expect(told(events)).toEqual([
    'run.started',
    'prompt.answered a step: note',
    'note.added a {"kind":"hypothesis","text":"the pool"}',
    'prompt.answered a step: run',
    'step.started a #1',
    'step.finished a #1 success',
    'run.finished success',
  ])
  expect(asked).toEqual(['step a', 'step a'])
})

test('a failure that is retried and succeeds is a success of the run', async () => {
  const {events, asked} = await perform(plan([block('a')]), {
    answers: [go, {do: 'retry'}],
    scenes: {a: [failure, {}]},
  })
  expect(told(events)).toEqual([
    'run.started',
    'prompt.answered a step: run',
    'step.started a #1',
    'step.finished a #1 failure: exit 1',
    'prompt.answered a failure: retry',
    'step.started a #2',
    'step.finished a #2 success',
    'run.finished success',
  ])
  expect(asked).toEqual(['step a', 'failure a'])
})

test.each(['change', 'unknown', 'destroy'] as const)(
  'a retry of what may %s asks for consent again',
  async effect => {
    const {asked} = await perform(plan([block('a', {effect})]), {
      answers: [go, {do: 'retry'}, go],
      scenes: {a: [failure, {}]},
    })
    expect(asked).toEqual(['step a', 'failure a', 'step a'])
  },
)

test('a second step of the same text is asked about by itself', async () => {
  const same = {script: 'date'}
  const {asked, driven} = await perform(plan([block('a', same), block('b', same)]), {
    answers: [go, {do: 'skip', reason: 'no'}],
  })
  expect({asked, driven: driven.map(({id}) => id)}).toEqual({asked: ['step a', 'step b'], driven: ['a']})
})

test('a failure that is passed over lets the rest run, and the run has failed', async () => {
  const {events} = await perform(plan([block('a'), block('b')]), {
    answers: [go, {do: 'continue'}, go],
    scenes: {a: failure},
  })
  expect(told(events)).toEqual([
    'run.started',
    'prompt.answered a step: run',
    'step.started a #1',
    'step.finished a #1 failure: exit 1',
    'prompt.answered a failure: continue',
    'prompt.answered b step: run',
    'step.started b #1',
    'step.finished b #1 success',
    'run.finished failure',
  ])
})

test.each([
  ['after a failure', {a: failure}, [go, {do: 'quit', reason: 'handing over'}], 'failure: handing over'],
  ['before anything failed', {}, [{do: 'quit'}], 'stopped'],
] as const)('quitting %s ends the run as %s', async (_, scenes, answers, end) => {
  const {events, driven} = await perform(plan([block('a'), block('b')]), {answers, scenes})
  expect(told(events).at(-1)).toBe(`run.finished ${end}`)
  expect(driven.some(({id}) => id === 'b')).toBe(false)
})

const withRollback = plan([block('a'), block('b'), block('undo', {}, {phase: 'rollback'})])

test('the rollback section is passed over while nothing asks for it', async () => {
  const {events} = await perform(withRollback, {answers: [go, go]})
  expect(told(events).slice(-2)).toEqual([
    'step.skipped undo by plan: rollback: offered when a step fails or on request',
    'run.finished success',
  ])
})

test('after a failure the operator may go to the rollback section, past everything else', async () => {
  const {events} = await perform(withRollback, {answers: [go, {do: 'rollback'}, go], scenes: {a: failure}})
  expect(told(events)).toEqual([
    'run.started',
    'prompt.answered a step: run',
    'step.started a #1',
    'step.finished a #1 failure: exit 1',
    'prompt.answered a failure: rollback',
    'prompt.answered undo step: run',
    'step.started undo #1',
    'step.finished undo #1 success',
    'run.finished failure',
  ])
})

test('going to a rollback section that is not there ends the run and says so', async () => {
  const {events, driven} = await perform(plan([block('a'), block('b')]), {answers: [{do: 'rollback'}]})
  expect(told(events).at(-1)).toBe('run.finished stopped: there is no rollback section in this plan')
  expect(driven).toEqual([])
})

test('an answer to another question runs nothing and does not pass for done', async () => {
  const {events, driven} = await perform(plan([block('a')]), {answers: [{do: 'continue'}]})
  expect(told(events)).toEqual([
    'run.started',
    'prompt.answered a step: continue',
    'step.skipped a by operator: answered with `continue`',
    'run.finished stopped: nothing was done: every step was skipped',
  ])
  expect(driven).toEqual([])
})

test('a block that cannot be run is done by hand and says who did it', async () => {
  const refused = block('edit', {refusal: '`vim` needs a terminal'})
  const {events, driven, questions} = await perform(plan([refused]), {
    answers: [{do: 'done', note: 'by ssh'}],
  })
  expect(told(events)).toEqual([
    'run.started',
    'prompt.answered edit refused-block: done (by ssh)',
    'step.started edit #1',
    'step.finished edit #1 success: operator by ssh',
    'run.finished success',
  ])
  expect(questions[0]).toMatchObject({reason: '`vim` needs a terminal'})
  expect(driven).toEqual([])
})

test('what is only shown is passed over without a question', async () => {
  const {events, asked} = await perform(plan([block('shown', {kind: 'show', refusal: 'json is not run'})]))
  expect({told: told(events), asked}).toEqual({
    told: [
      'run.started',
      'step.skipped shown by plan: json is not run',
      'run.finished stopped: nothing was done: every step was skipped',
    ],
    asked: [],
  })
})

test('the items of a checklist are done, not applicable or failed, and a failed one fails the run', async () => {
  const items = ['one', 'two', 'three', 'four'].map(id => step(id, {kind: 'checklist'}))
  const {events} = await perform(plan(items), {
    answers: [
      {do: 'done'},
      {do: 'not-applicable', reason: 'no cache'},
      {do: 'failed', note: 'no answer'},
      {do: 'skip', reason: 'later'},
    ],
  })
  expect(told(events)).toEqual([
    'run.started',
    'prompt.answered one checklist: done',
    'checklist.changed one {"state":"done"}',
    'prompt.answered two checklist: not-applicable (no cache)',
    'checklist.changed two {"state":"not-applicable","note":"no cache"}',
    'prompt.answered three checklist: failed (no answer)',
    'checklist.changed three {"state":"failed","note":"no answer"}',
    'prompt.answered four checklist: skip (later)',
    'step.skipped four by operator: later',
    'run.finished failure',
  ])
})

test('an instruction that a person says failed fails the run', async () => {
  const {events} = await perform(plan([step('call', {kind: 'manual'})]), {
    answers: [{do: 'failed', note: 'engaged'}],
  })
  expect(told(events)).toEqual([
    'run.started',
    'prompt.answered call manual: failed (engaged)',
    'step.started call #1',
    'step.finished call #1 failure: engaged',
    'run.finished failure',
  ])
})

test('a signal during a step ends the run after the end of the step, and nothing more is asked', async () => {
  const {world, seen, abort} = stage({
    answers: [go],
    scenes: {a: {lasts: true, begun: () => setImmediate(() => abort('SIGINT'))}},
  })
  const events: RunEvent[] = []
  for await (const event of run(plan([block('a'), block('b')]), world)) events.push(event)
  expect(told(events)).toEqual([
    'run.started',
    'prompt.answered a step: run',
    'step.started a #1',
    'step.finished a #1 cancelled: stopped',
    'run.interrupted {"signal":"SIGINT"}',
  ])
  expect(seen.asked).toEqual(['step a'])
})

test('a signal while a question is open keeps the step from running', async () => {
  const {world, seen, abort} = stage({
    answers: [
      () => {
        abort('SIGTERM')
        return go
      },
    ],
  })
  const events: RunEvent[] = []
  for await (const event of run(plan([block('a')]), world)) events.push(event)
  expect(seen.driven).toEqual([])
  expect(told(events).at(-1)).toBe('run.interrupted {"signal":"SIGTERM"}')
})
