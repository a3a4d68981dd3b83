import {expect, test} from 'vitest'
import {unattended} from '../../../src/executor/unattended.ts'
import type {ShellSpec} from '../../../src/model/driver.ts'
import {block, perform, plan, told} from './stage.ts'

const script = 'rm -rf "$DIR/"*'
const remove = block('remove', {script, effect: 'destroy', nonEmpty: ['DIR'], variables: []})
const scenes = {remove: {empty: ['DIR']}}
const guard =
  'guard.triggered remove {"guard":"empty-variable","message":"$DIR has no value, and remove would use it as it is: it was not started"}'

test('a block that changes something is not started with an empty variable: its value is asked for first', async () => {
  const {events, driven, asked} = await perform(plan([remove]), {
    answers: [{do: 'value', value: '/srv/old'}, {do: 'run'}],
    scenes,
  })
  expect(asked).toEqual(['input remove', 'step remove'])
  expect(told(events)).toEqual([
    'run.started',
    guard,
    'prompt.answered remove input: value',
    'input.set remove {"name":"DIR","value":"/srv/old","secret":false,"source":"operator","variable":"DIR"}',
    'prompt.answered remove step: run',
    'step.started remove #1',
    'step.finished remove #1 success',
    'run.finished success',
  ])
  expect((driven[0] as ShellSpec).variables).toEqual({DIR: '/srv/old'})
})

test.each([
  [{do: 'skip', reason: 'nothing to remove'} as const, 'step.skipped remove by operator: nothing to remove'],
  [{do: 'quit'} as const, 'run.finished stopped'],
])('without a value it does not run: %j', async (answer, line) => {
  const {events, driven} = await perform(plan([remove]), {answers: [answer], scenes})
  expect(driven).toEqual([])
  expect(told(events)).toContain(line)
})

test('without a person the run ends, and says what to do', async () => {
  const operator = unattended({name: 'ci', allow: new Set(['destroy']), answers: {}})
  const {events, driven} = await perform(plan([remove]), {operator, scenes})
  expect(driven).toEqual([])
  expect(told(events).at(-1)).toBe(
    'run.finished needs-person: $DIR is empty, and remove would use it as it is: set it, or write ${DIR-} where it may be empty',
  )
})

test('a value for a variable that was captured as nothing is there for the blocks after it too', async () => {
  const {driven} = await perform(plan([block('find'), remove, {...remove, id: 'again'}]), {
    answers: [{do: 'run'}, {do: 'value', value: '/srv/old'}, {do: 'run'}, {do: 'run'}],
    scenes: {
      find: {result: {outcome: {kind: 'success'}, written: 'DIR=\n'}},
      remove: {empty: ['DIR']},
      again: {empty: ['DIR']},
    },
  })
  expect(driven.slice(1).map(spec => (spec as ShellSpec).variables)).toEqual([
    {DIR: '/srv/old'},
    {DIR: '/srv/old'},
  ])
})

test('a try that emptied a variable is the last one that is made without asking', async () => {
  let tries = 0
  const failing = {result: {outcome: {kind: 'failure', detail: 'exit 1'} as const}, begun: () => tries++}
  const {asked} = await perform(
    plan([{...remove, action: {...remove.action, attributes: {retry: 5}} as typeof remove.action}]),
    {
      answers: [{do: 'run'}, {do: 'quit'}],
      scenes: {remove: [failing, {...failing, empty: ['DIR']}]},
    },
  )
  expect({tries, asked}).toEqual({tries: 1, asked: ['step remove', 'failure remove']})
})

test('a block that only reads may find its variables empty', async () => {
  const {asked} = await perform(plan([block('look', {script: 'ls "$DIR"'})]), {
    answers: [{do: 'run'}],
    scenes: {look: {empty: ['DIR']}},
  })
  expect(asked).toEqual(['step look'])
})
