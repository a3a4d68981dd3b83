import {expect, test} from 'vitest'
import {type Policy, unattended} from '../../../src/executor/unattended.ts'
import type {BlockAction, PlannedStep} from '../../../src/model/plan.ts'
import {block, choice, gap, perform, plan, step, told} from './stage.ts'

const play = (
  steps: PlannedStep[],
  {allow = [], answers = {}}: {allow?: string[]; answers?: Policy['answers']} = {},
  scenes = {},
) => perform(plan(steps), {operator: unattended({name: 'ci', allow: new Set(allow), answers}), scenes})

const refusals: readonly [what: string, action: Partial<BlockAction>, allow: string[], end: string][] = [
  ['what reads', {effect: 'read'}, [], 'success'],
  ['what only touches this machine', {effect: 'local'}, [], 'success'],
  [
    'what changes, unmarked',
    {effect: 'change'},
    [],
    'refused: a may change: allow it with --allow change or --allow a',
  ],
  ['what changes and is marked', {effect: 'change', attributes: {effect: 'change'}}, [], 'success'],
  ['a block that writes', {effect: 'change', attributes: {write: true}}, [], 'success'],
  ['what changes, allowed', {effect: 'change'}, ['change'], 'success'],
  [
    'what changes every row, whatever its author says of it',
    {
      effect: 'change',
      attributes: {write: true, effect: 'change'},
      commands: [
        {
          text: 'x',
          name: 'UPDATE',
          effect: 'change',
          start: 0,
          end: 1,
          place: {start: {offset: 0, line: 1, column: 1}, end: {offset: 1, line: 1, column: 2}},
          everyRowOf: 't',
        },
      ],
    },
    ['change'],
    'refused: a may destroy: allow it with --allow destroy or --allow a',
  ],
  [
    'what destroys',
    {effect: 'destroy'},
    [],
    'refused: a may destroy: allow it with --allow destroy or --allow a',
  ],
  [
    'what destroys though it is marked',
    {effect: 'destroy', attributes: {write: true, effect: 'destroy'}},
    [],
    'refused: a may destroy: allow it with --allow destroy or --allow a',
  ],
  [
    'what destroys where only change is allowed',
    {effect: 'destroy'},
    ['change', 'unknown', 'b'],
    'refused: a may destroy: allow it with --allow destroy or --allow a',
  ],
  ['what destroys, allowed', {effect: 'destroy'}, ['destroy'], 'success'],
  ['what destroys, allowed by its id', {effect: 'destroy'}, ['a'], 'success'],
  [
    'what nobody knows',
    {effect: 'unknown'},
    ['change', 'destroy'],
    'refused: what a does is unknown: allow it with --allow unknown or --allow a',
  ],
  [
    'what asks for a yes',
    {attributes: {confirm: 'Sure?'}},
    ['read'],
    "needs-person: a asks for a person's confirmation: allow it with --allow a",
  ],
  [
    'what asks for a word, though its effect is allowed',
    {effect: 'destroy', attributes: {type: 'production'}},
    ['destroy'],
    "needs-person: a asks for a person's confirmation: allow it with --allow a",
  ],
  [
    'what asks for a word, allowed by its id',
    {effect: 'destroy', attributes: {type: 'production'}},
    ['a'],
    'success',
  ],
]

test.each(refusals)('%s: %j with %j allowed ends as %s', async (_, action, allow, end) => {
  const {events, driven} = await play([block('a', action)], {allow})
  expect({end: told(events).at(-1), driven: driven.length}).toEqual({
    end: `run.finished ${end}`,
    driven: end === 'success' ? 1 : 0,
  })
})

test('a refusal is a guard in the record, and nothing after it runs', async () => {
  const {events, driven} = await play([block('a', {effect: 'destroy'}), block('b')])
  expect(told(events)).toEqual([
    'run.started',
    'prompt.answered a step: refuse (a may destroy: allow it with --allow destroy or --allow a)',
    'guard.triggered a {"guard":"refused","message":"a may destroy: allow it with --allow destroy or --allow a"}',
    'run.finished refused: a may destroy: allow it with --allow destroy or --allow a',
  ])
  expect(driven).toEqual([])
})

test('a step that fails ends the run', async () => {
  const {events, driven} = await play(
    [block('a'), block('b')],
    {},
    {a: {result: {outcome: {kind: 'failure', detail: 'exit 1'}, exitCode: 1}}},
  )
  expect({end: told(events).at(-1), driven: driven.map(({id}) => id)}).toEqual({
    end: 'run.finished failure: a did not succeed',
    driven: ['a'],
  })
})

test('what is answered to a failure beforehand is said once each, then the run ends', async () => {
  const failing = {result: {outcome: {kind: 'failure', detail: 'exit 1'}, exitCode: 1}} as const
  const steps = [block('a'), block('b'), block('back', {}, {phase: 'rollback'})]
  const operator = unattended({
    name: 'ci',
    allow: new Set(),
    answers: {},
    failures: {a: ['retry', 'continue'], b: ['rollback'], back: ['retry']},
  })
  const {events, driven} = await perform(plan(steps), {
    operator,
    scenes: {a: failing, b: failing, back: failing},
  })
  expect(driven.map(({id}) => id)).toEqual(['a', 'a', 'b', 'back', 'back'])
  expect(told(events).at(-1)).toBe('run.finished failure: back did not succeed')
})

const people: readonly [what: string, one: PlannedStep, reason: string][] = [
  [
    'an item of a checklist',
    step('a', {kind: 'checklist'}),
    'a needs a person: answer it with --answers FILE (runbook plan --answers begins one)',
  ],
  [
    'an instruction',
    step('a', {kind: 'manual'}),
    'a needs a person: answer it with --answers FILE (runbook plan --answers begins one)',
  ],
  [
    'a block that cannot be run',
    block('a', {refusal: 'no terminal'}),
    'a needs a person (no terminal): answer it with --answers FILE (runbook plan --answers begins one)',
  ],
]

test.each(people)('%s needs a person', async (_, one, reason) => {
  const {events} = await play([one, block('b')])
  expect(told(events).at(-1)).toBe(`run.finished needs-person: ${reason}`)
})

test.each(people)('%s that was answered beforehand does not', async (_, one) => {
  const {events, driven} = await play([one, block('b')], {answers: {a: {do: 'done', note: 'by phone'}}})
  expect({end: told(events).at(-1), driven: driven.map(({id}) => id)}).toEqual({
    end: 'run.finished success',
    driven: ['b'],
  })
})

test('a value that nobody gave needs a person', async () => {
  const one = block('a', {script: 'use <name>', needs: ['name'], placeholders: [gap('use <name>', '<name>')]})
  const {events, driven} = await play([one])
  expect({end: told(events).at(-1), driven}).toEqual({
    end: 'run.finished needs-person: name has no value: give --input name=…',
    driven: [],
  })
})

test('an answer beforehand cannot stand for running what is not allowed', async () => {
  const {events, driven} = await play([block('a', {effect: 'destroy'})], {answers: {a: {do: 'done'}}})
  expect({end: told(events).at(-1)?.split(':')[0], driven}).toEqual({end: 'run.finished refused', driven: []})
})

const cause = choice('cause', [
  {title: 'Pool full', steps: [block('a')]},
  {title: 'Disk full', steps: [block('b', {effect: 'destroy'})]},
])

test('a choice that nobody answered beforehand needs a person, who is told what there is', async () => {
  const {events, driven} = await play(cause)
  expect({end: told(events).at(-1), driven}).toEqual({
    end: 'run.finished needs-person: cause needs a person to pick one of 1 Pool full, 2 Disk full, or none: answer it with --answers FILE',
    driven: [],
  })
})

test.each([
  ['the first', [0], ['a'], 'success'],
  ['none', [], [], 'stopped: nothing was done: every step was skipped'],
  ['one that is not allowed', [1], [], 'refused: b may destroy: allow it with --allow destroy or --allow b'],
] as const)('a choice answered beforehand with %s', async (_, branches, ran, end) => {
  const {events, driven} = await play(cause, {answers: {cause: {do: 'choose', branches: [...branches]}}})
  expect({end: told(events).at(-1), driven: driven.map(({id}) => id)}).toEqual({
    end: `run.finished ${end}`,
    driven: ran,
  })
})

test('a wait lasts the least that the document asks for', async () => {
  const {events, waits} = await play([step('a', {kind: 'wait', leastMs: 60_000, mostMs: 120_000})])
  expect({waits, end: told(events).at(-1)}).toEqual({waits: [60_000], end: 'run.finished success'})
})

test('a wait that was answered beforehand does not wait', async () => {
  const one = step('a', {kind: 'wait', leastMs: 60_000, mostMs: 60_000})
  expect((await play([one], {answers: {a: {do: 'skip', reason: 'drill'}}})).waits).toEqual([])
})
