import {expect, test} from 'vitest'
import {recordedDrivers} from '../../src/executor/recorded-drivers.ts'
import {run} from '../../src/executor/run.ts'
import {unattended} from '../../src/executor/unattended.ts'
import type {RunEvent} from '../../src/model/event.ts'
import type {Recording} from '../../src/model/recording.ts'
import {block, plan, stage, told} from './run/stage.ts'

async function replay(recording: Recording, ...steps: Parameters<typeof plan>[0]) {
  const {world} = stage({operator: unattended({name: 'ci', allow: new Set(), answers: {}})})
  const drivers = recordedDrivers(plan(steps), recording, text => text)
  const events: RunEvent[] = []
  for await (const event of run(plan(steps), {...world, drivers})) events.push(event)
  return {events, told: told(events)}
}

test('attempts are given in turn, and what was captured is there for later blocks', async () => {
  const {told: lines, events} = await replay(
    {
      steps: {
        poll: [{output: 'no\n'}, {output: 'yes\n'}],
        take: {text: 'echo take', values: {word: 'kept', other: 'a\nEND'}},
        gone: {rows: 0},
        count: {results: [{columns: ['n'], rows: [['3']]}]},
      },
    },
    block('poll', {attributes: {retry: 1, expect: {text: 'yes'}}}),
    block('take', {attributes: {capture: 'word'}}),
    block('gone', {kind: 'sql', attributes: {expect: {rows: {operator: '=', value: '0'}}}}),
    block('count', {kind: 'sql', attributes: {expect: {value: {operator: '=', value: '3'}}}}),
  )
  expect(lines.at(-1)).toBe('run.finished success')
  const set = events.flatMap(event =>
    event.type === 'input.set' ? [[event.data.name, event.data.value]] : [],
  )
  expect(set).toEqual([
    ['word', 'kept'],
    ['other', 'a\nEND'],
  ])
})

test.each([
  ['nothing is recorded', {}, 'nothing is recorded for this attempt of a: nothing was run'],
  [
    'the block was changed',
    {a: {text: 'echo b'}},
    'a says something else than when it was recorded: nothing was run',
  ],
])('where %s, the block could not be run', async (_, steps, detail) => {
  const {events} = await replay({steps}, block('a'))
  const end = events.find(event => event.type === 'step.finished')
  expect(end?.data).toMatchObject({outcome: {kind: 'error', code: 'not-recorded', detail}})
})
