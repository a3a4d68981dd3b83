import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {unattended} from '../../../src/executor/unattended.ts'
import type {Answer} from '../../../src/model/operator.ts'
import type {PlannedStep} from '../../../src/model/plan.ts'
import {block, choice, perform, plan, step, told} from './stage.ts'

const go: Answer = {do: 'run'}
const pick = (...branches: number[]): Answer => ({do: 'choose', branches})
const failure = {result: {outcome: {kind: 'failure', detail: 'exit 1'}, exitCode: 1}} as const
const pool = {title: 'Pool full', steps: [block('a'), block('b')]}
const disk = {title: 'Disk full', steps: [block('c', {effect: 'destroy'})]}
const cause = (menu = false) => choice('cause', [pool, disk], {menu})

/** What was driven, with these answers and then `run` to everything. */
async function driven(
  steps: readonly PlannedStep[],
  answers: readonly Answer[],
  scenes: Parameters<typeof perform>[1] = {},
): Promise<string[]> {
  const {driven} = await perform(plan(steps), {
    answers: [...answers, ...Array<Answer>(20).fill(go)],
    ...scenes,
  })
  return driven.map(({id}) => id)
}

test('one of several is done, the steps of the others are passed over, and the record says so', async () => {
  const {events} = await perform(plan([...cause(), block('z')]), {answers: [pick(0), go, go, go]})
  expect(told(events)).toEqual([
    'run.started',
    'prompt.answered cause choice: choose',
    'step.started cause #1',
    'step.finished cause #1 success: operator Pool full',
    'prompt.answered a step: run',
    'step.started a #1',
    'step.finished a #1 success',
    'prompt.answered b step: run',
    'step.started b #1',
    'step.finished b #1 success',
    'step.skipped c by plan: not picked at step 1 (The cause), where “Pool full” was',
    'prompt.answered z step: run',
    'step.started z #1',
    'step.finished z #1 success',
    'run.finished success',
  ])
  expect(events[1]).toMatchObject({data: {picked: [1]}})
  expect(events[2]).toMatchObject({authid: 'alice', data: {kind: 'choice', title: 'The cause'}})
  expect(events[10]).toMatchObject({data: {choice: 'cause'}})
})

test('the question tells what each branch may do at worst, how many steps it has, and where it leads', async () => {
  const link = {text: 'elsewhere', path: 'x.md', anchor: 'y', place: block('a').place}
  const manual = {title: 'By hand', steps: [step('m', {kind: 'manual'}), block('r', {refusal: 'no'})]}
  const {questions} = await perform(plan(choice('cause', [pool, disk, manual, {title: 'Other', link}])), {
    answers: [{do: 'quit'}],
  })
  expect(questions[0]).toMatchObject({
    kind: 'choice',
    menu: false,
    branches: [
      {title: 'Pool full', effect: 'read', steps: 2, link: undefined},
      {title: 'Disk full', effect: 'destroy', steps: 1, link: undefined},
      {title: 'By hand', effect: undefined, steps: 2, link: undefined},
      {title: 'Other', effect: undefined, steps: 0, link},
    ],
  })
})

const runs: readonly [what: string, steps: readonly PlannedStep[], answers: Answer[], driven: string[]][] = [
  ['one of several', cause(), [pick(1)], ['c']],
  ['none of them', [...cause(), block('z')], [pick()], ['z']],
  ['a choice that is skipped', [...cause(), block('z')], [{do: 'skip', reason: 's'}], ['z']],
  ['two of a menu', cause(true), [pick(0, 1)], ['a', 'b', 'c']],
  ['two where one is asked for', [...cause(), block('z')], [pick(0, 1)], ['z']],
  ['a branch that is not there', [...cause(), block('z')], [pick(7)], ['z']],
  ['an answer to another question', [...cause(), block('z')], [go], ['z']],
  [
    'a choice that the author skips',
    [...choice('cause', [pool], {skip: 'marked `skip`'}), block('z')],
    [],
    ['z'],
  ],
  [
    'a choice whose condition does not hold',
    [...choice('cause', [pool], {conditions: [{step: 'x', state: 'met'}]}), block('z')],
    [],
    ['z'],
  ],
  [
    'a choice inside a branch',
    choice('outer', [
      {title: 'In', steps: [...cause(), block('d')]},
      {title: 'Out', steps: [block('e')]},
    ]),
    [pick(0), pick(1)],
    ['c', 'd'],
  ],
  [
    'a choice inside a branch that was not picked, which is not asked',
    choice('outer', [
      {title: 'In', steps: [...cause(), block('d')]},
      {title: 'Out', steps: [block('e')]},
    ]),
    [pick(1)],
    ['e'],
  ],
]

test.each(runs)('%s: exactly what was picked runs', async (_, steps, answers, expected) => {
  expect(await driven(steps, answers)).toEqual(expected)
})

test('a run in which none was picked and nothing else was done is no success', async () => {
  const {events} = await perform(plan(cause()), {answers: [pick()]})
  expect(told(events).slice(-4)).toEqual([
    'step.skipped a by plan: not picked at step 1 (The cause), where none was',
    'step.skipped b by plan: not picked at step 1 (The cause), where none was',
    'step.skipped c by plan: not picked at step 1 (The cause), where none was',
    'run.finished stopped: nothing was done: every step was skipped',
  ])
})

test('a branch that only leads elsewhere is recorded with where', async () => {
  const link = {text: 'elsewhere', path: 'disk.md', anchor: 'full', place: block('a').place}
  const {events} = await perform(plan(choice('cause', [{title: 'Disk full', link}])), {answers: [pick(0)]})
  expect(told(events).slice(-2)).toEqual([
    'step.finished cause #1 success: operator Disk full (leads to disk.md#full)',
    'run.finished success',
  ])
})

describe('a jump', () => {
  const jumping = (to: string) => block('first', {attributes: {onFailure: {do: 'goto', step: to}}})
  const scenes = {scenes: {first: failure}}

  test('into a branch picks it: what comes after in it runs, the other branches do not', async () => {
    expect(await driven([jumping('b'), ...cause(), block('z')], [go], scenes)).toEqual(['first', 'b', 'z'])
  })

  test('over a choice leaves its branches unpicked', async () => {
    expect(
      await driven([jumping('y'), block('y'), ...cause(), block('z')], [go, go, pick()], scenes),
    ).toEqual(['first', 'y', 'z'])
    expect(await driven([jumping('z'), ...cause(), block('z')], [go], scenes)).toEqual(['first', 'z'])
  })

  test('from one branch into another takes its place', async () => {
    const [asked, ...inside] = choice('cause', [
      {title: 'Pool full', steps: [jumping('c')]},
      {title: 'Disk full', steps: [block('c')]},
    ])
    expect(await driven([asked!, ...inside, block('z')], [pick(0)], scenes)).toEqual(['first', 'c', 'z'])
  })

  test('back before a choice asks it anew, and what was picked before counts no more', async () => {
    const back = block('back', {attributes: {onFailure: {do: 'goto', step: 'again'}}})
    const steps = [block('again'), ...cause(), back]
    const again = await perform(plan(steps), {
      answers: [go, pick(0), go, go, go, go, {do: 'skip', reason: 's'}, go],
      scenes: {back: [failure, {}]},
    })
    expect(again.driven.map(({id}) => id)).toEqual(['again', 'a', 'b', 'back', 'again', 'back'])
    expect(again.events.filter(({subject}) => subject === 'a').map(({type}) => type)).toEqual([
      'prompt.answered',
      'step.started',
      'step.finished',
      'step.skipped',
    ])
  })
})

describe('rollback', () => {
  const back = block('undo', {}, {phase: 'rollback'})
  const rollback: Answer = {do: 'rollback'}
  const failing = {scenes: {a: failure}}

  test('out of a branch goes to the section outside', async () => {
    expect(await driven([...cause(), block('z'), back], [pick(0), go, rollback], failing)).toEqual([
      'a',
      'undo',
    ])
  })

  test('of the branch that was picked is taken, not that of another', async () => {
    const other = block('undo-other', {}, {phase: 'rollback'})
    const steps = choice('cause', [
      {title: 'Disk full', steps: [block('c'), other]},
      {title: 'Pool full', steps: [block('a'), back]},
    ])
    expect(await driven(steps, [pick(1), go, rollback], failing)).toEqual(['a', 'undo'])
  })

  test('is not offered where only a branch that was not picked has a way back', async () => {
    const {questions} = await perform(
      plan(
        choice('cause', [
          {title: 'Disk full', steps: [block('c'), back]},
          {title: 'Pool full', steps: [block('a')]},
        ]),
      ),
      {answers: [pick(1), {do: 'quit'}]},
    )
    expect(questions[1]).toMatchObject({kind: 'step', rollback: false})
  })

  const alternatives = choice('how', [
    {title: 'Restart', steps: [block('a')]},
    {title: 'Roll back', steps: [back, block('undo-2', {}, {phase: 'rollback'})]},
  ])

  test('as one of the alternatives runs where it is picked, and the run goes on', async () => {
    const {driven, events} = await perform(plan([...alternatives, block('z')]), {
      answers: [pick(1), go, go, go],
    })
    expect(driven.map(({id}) => id)).toEqual(['undo', 'undo-2', 'z'])
    expect(told(events).at(-1)).toBe('run.finished success')
  })

  test('as one of the alternatives does not run where another is picked', async () => {
    expect(await driven([...alternatives, block('z')], [pick(0)])).toEqual(['a', 'z'])
  })

  test('as one of the alternatives is where a failure of another can go back to: that picks it', async () => {
    const {driven, events} = await perform(plan([...alternatives, block('z')]), {
      answers: [pick(0), go, rollback, go, go],
      ...failing,
    })
    expect(driven.map(({id}) => id)).toEqual(['a', 'undo', 'undo-2'])
    expect(told(events).slice(-2)).toEqual([
      'step.skipped z by plan: the run went to the rollback section',
      'run.finished failure',
    ])
  })
})

/** A tree of choices, and what somebody answers; the ids of blocks tell the branches that they stand in. */
const tree = fc.letrec<{steps: (id: string) => PlannedStep[]; one: (id: string) => PlannedStep[]}>(tie => ({
  steps: fc
    .array(tie('one'), {minLength: 1, maxLength: 3})
    .map(all => (id: string) => all.flatMap((one, index) => one(`${id}.${index}`))),
  one: fc.oneof(
    {depthSize: 'small'},
    fc.constant((id: string) => [block(id)]),
    fc.tuple(fc.boolean(), fc.array(tie('steps'), {minLength: 1, maxLength: 3})).map(
      ([menu, branches]) =>
        (id: string) =>
          choice(
            id,
            branches.map((steps, index) => ({title: `B${index}`, steps: steps(`${id}/${index}`)})),
            {menu},
          ),
    ),
  ),
}))

test('whatever is answered, a block in a choice runs only if each of its branches was picked', async () => {
  const answer = fc.oneof(
    fc.constant(go),
    fc.array(fc.nat(3), {maxLength: 3}).map(branches => pick(...branches)),
    fc.constant<Answer>({do: 'skip', reason: 's'}),
  )
  await fc.assert(
    fc.asyncProperty(tree.steps, fc.array(answer, {minLength: 60, maxLength: 60}), async (make, answers) => {
      const steps = make('s')
      const {events, driven} = await perform(plan(steps), {
        answers: [...answers, ...Array<Answer>(500).fill(go)],
      })
      const answered = new Set(
        events.flatMap(({type, subject}) => (type === 'step.finished' ? [subject] : [])),
      )
      const picked = new Set(
        events
          .filter(({subject}) => answered.has(subject)) // an answer that cannot be is none
          .flatMap(({subject, data}) =>
            'picked' in data ? (data.picked ?? []).map(number => `${subject} ${number - 1}`) : [],
          ),
      )
      for (const {id} of driven) {
        const {branches} = steps.find(step => step.id === id)!
        expect(branches.filter(({choice, branch}) => !picked.has(`${choice} ${branch}`))).toEqual([])
      }
    }),
  )
})

describe('branches that depend on a check', () => {
  const when = (title: string, id: string, state: 'met' | 'unmet') => ({
    title,
    steps: [block(id, {}, {conditions: [{step: 'look', state}]})],
  })
  const steps = [
    block('look', {attributes: {expect: {text: 'full'}}}),
    ...choice('cause', [when('Pool full', 'pool', 'met'), when('Disk full', 'disk', 'unmet')]),
  ]
  const policy = unattended({name: 'ci', allow: new Set(), answers: {}})

  test('say whether it holds', async () => {
    const {questions} = await perform(plan(steps), {
      answers: [go, {do: 'quit'}],
      scenes: {look: {stdout: 'full\n'}},
    })
    expect(questions[1]).toMatchObject({
      branches: [{only: {text: 'look is met', holds: true}}, {only: {text: 'look is unmet', holds: false}}],
    })
  })

  test('are answered by it without a person, and never by a check that did not run', async () => {
    const found = await perform(plan(steps), {operator: policy, scenes: {look: {stdout: 'full\n'}}})
    expect(found.driven.map(({id}) => id)).toEqual(['look', 'pool'])
    const blind = await perform(plan(steps.slice(1)), {operator: policy})
    expect(told(blind.events).at(-1)).toContain('needs-person')
  })

  test('need a person where one of them depends on nothing', async () => {
    const free = [steps[0]!, ...choice('cause', [when('Pool full', 'pool', 'met'), disk])]
    const {events} = await perform(plan(free), {operator: policy, scenes: {look: {stdout: 'full\n'}}})
    expect(told(events).at(-1)).toContain('needs-person')
  })
})
