import {expect, test} from 'vitest'
import {run} from '../../../src/executor/run.ts'
import type {RunEvent} from '../../../src/model/event.ts'
import type {Answer} from '../../../src/model/operator.ts'
import {block, perform, plan, stage, step, told} from './stage.ts'

const minute = 60_000
const pause = step('pause', {kind: 'wait', leastMs: 5 * minute, mostMs: 10 * minute})
const waiting = (forMs: number): Answer => ({do: 'wait', forMs})

test('a wait lasts as long as the operator says, and the record says how long', async () => {
  const {events, waits, questions} = await perform(plan([pause]), {answers: [waiting(7 * minute)]})
  expect(waits).toEqual([7 * minute])
  expect(questions).toMatchObject([{kind: 'wait', leastMs: 5 * minute, mostMs: 10 * minute}])
  expect(told(events)).toEqual([
    'run.started',
    'prompt.answered pause wait: wait (7 min 00 s)',
    'step.started pause #1',
    'step.finished pause #1 success',
    'run.finished success',
  ])
  expect(events[2]).toMatchObject({authid: 'alice', data: {kind: 'wait', waitMs: 7 * minute}})
  expect(events[3]).toMatchObject({time: '2026-01-02T03:11:05.000Z', data: {durationMs: 7 * minute}})
})

test.each<[what: string, answer: Answer, event: string]>([
  ['skipped', {do: 'skip', reason: 'no time'}, 'step.skipped pause by operator: no time'],
  ['done already', {do: 'done'}, 'step.finished pause #1 success: operator'],
])('a wait that is %s does not wait', async (_, answer, event) => {
  const {events, waits} = await perform(plan([pause]), {answers: [answer]})
  expect({waits, told: told(events)}).toEqual({waits: [], told: expect.arrayContaining([event])})
})

test('Ctrl-C ends the wait, which is recorded as ended early, and it is asked about again', async () => {
  const {events, waits} = await perform(plan([pause, block('next')]), {
    answers: [waiting(5 * minute), {do: 'done', note: 'it is up'}, {do: 'run'}],
    interrupts: [12_000],
  })
  expect(waits).toEqual([5 * minute])
  expect(told(events)).toEqual([
    'run.started',
    'prompt.answered pause wait: wait (5 min 00 s)',
    'step.started pause #1',
    'step.finished pause #1 cancelled: ended early, after 12.0 s of 5 min 00 s',
    'prompt.answered pause wait: done (it is up)',
    'step.started pause #2',
    'step.finished pause #2 success: operator it is up',
    'prompt.answered next step: run',
    'step.started next #1',
    'step.finished next #1 success',
    'run.finished success',
  ])
})

test('a signal that ends the run ends it in the middle of a wait', async () => {
  const {world, abort} = stage({answers: [waiting(5 * minute)]})
  const events: RunEvent[] = []
  for await (const event of run(plan([pause, block('next')]), {
    ...world,
    wait: async () => abort('SIGTERM'),
  }))
    events.push(event)
  expect(told(events).slice(2)).toEqual([
    'step.started pause #1',
    'step.finished pause #1 cancelled: ended early, after 0 ms of 5 min 00 s',
    'run.interrupted {"signal":"SIGTERM"}',
  ])
})

test('what depends on a wait is done once it is over', async () => {
  const after = block('after', {}, {conditions: [{step: 'pause', state: 'met'}]})
  const {driven} = await perform(plan([pause, after]), {answers: [waiting(minute), {do: 'run'}]})
  expect(driven.map(({id}) => id)).toEqual(['after'])
})
