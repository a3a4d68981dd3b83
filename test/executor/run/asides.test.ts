import {expect, test} from 'vitest'
import {block, perform, plan, told} from './stage.ts'

const changed = (id: string, undo?: string) => block(id, {effect: 'change', attributes: undo ? {undo} : {}})

test('steps that take back what was done come in the order given, then the run is where it was', async () => {
  const {events, asked} = await perform(
    plan([
      changed('one', 'back-one'),
      changed('two', 'back-two'),
      block('back-one', {}, {phase: 'rollback'}),
      block('back-two', {}, {phase: 'rollback'}),
      block('look'),
    ]),
    {
      answers: [
        {do: 'run'},
        {do: 'undo', steps: ['back-two', 'nowhere', 'back-one']},
        {do: 'run'},
        {do: 'run'},
        {do: 'run'},
        {do: 'run'},
      ],
    },
  )
  expect(asked).toEqual(['step one', 'step two', 'step back-two', 'step back-one', 'step two', 'step look'])
  expect(told(events).at(-1)).toBe('run.finished failure: it was taken back')
})

test('a step that its author marked `skip` is not run to take something back', async () => {
  const {events} = await perform(
    plan([
      changed('one', 'back'),
      block('look'),
      block('back', {}, {phase: 'rollback', skip: 'marked `skip`'}),
    ]),
    {answers: [{do: 'run'}, {do: 'undo', steps: ['back']}, {do: 'run'}]},
  )
  expect(told(events)).toContain('step.skipped back by plan: marked `skip`')
  expect(told(events).filter(line => line.startsWith('step.started'))).toEqual([
    'step.started one #1',
    'step.started look #1',
  ])
})

test('a jump out of the rollback section goes on outside of it', async () => {
  const {asked, events} = await perform(
    plan([block('one'), block('two'), block('back', {}, {phase: 'rollback'})]),
    {
      answers: [{do: 'rollback'}, {do: 'jump', step: 'two'}, {do: 'run'}],
    },
  )
  expect(asked).toEqual(['step one', 'step back', 'step two'])
  expect(told(events).at(-1)).toBe('run.finished success')
})

test('without a terminal, or a way to read what is typed, nothing off the script runs', async () => {
  const {events, driven} = await perform(plan([block('one')]), {
    answers: [{do: 'shell', command: 'ls'}, {do: 'edit', text: 'ls'}, {do: 'run'}],
  })
  expect(told(events)).toContain(
    'guard.triggered one {"guard":"off-script","message":"there is no terminal for a shell"}',
  )
  expect(driven).toHaveLength(1)
})

test('a run that is let stand waits at its step, looks at it again afterwards, and can be ended from there', async () => {
  const {events, asked} = await perform(plan([block('one')]), {
    answers: [
      {do: 'pause', reason: 'lunch'},
      {do: 'note', note: 'todo', text: 'eat'},
      {do: 'go-on'},
      {do: 'run'},
    ],
  })
  expect(asked).toEqual(['step one', 'paused one', 'paused one', 'step one'])
  expect(told(events).slice(1, 6)).toEqual([
    'prompt.answered one step: pause (lunch)',
    'run.paused one {"reason":"lunch"}',
    'prompt.answered one paused: note',
    expect.stringContaining('note.added one'),
    'prompt.answered one paused: go-on',
  ])
  const left = await perform(plan([block('one')]), {answers: [{do: 'pause'}, {do: 'quit'}]})
  expect(left.driven).toEqual([])
  expect(told(left.events).at(-1)).toMatch(/^run.finished stopped/)
})
