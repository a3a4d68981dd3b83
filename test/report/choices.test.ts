import pc from 'picocolors'
import {describe, expect, test} from 'vitest'
import type {RunEvent} from '../../src/model/event.ts'
import {fold} from '../../src/model/fold.ts'
import type {ChoiceQuestion} from '../../src/model/operator.ts'
import type {Plan} from '../../src/model/plan.ts'
import {proseLeft} from '../../src/report/branch-prose.ts'
import {renderChoice} from '../../src/report/choice-screen.ts'
import {renderIncident} from '../../src/report/incident.ts'
import {outcomeLine} from '../../src/report/lines.ts'
import {renderPlan} from '../../src/report/plan.ts'
import {renderBlock} from '../../src/report/step-screen.ts'
import {summaryLines} from '../../src/report/summary-lines.ts'
import {renderTimeline} from '../../src/report/timeline.ts'
import {plainDuration, waitText} from '../../src/report/wait-text.ts'
import {blockAction} from '../support/block-action.ts'
import {choiceSteps} from '../support/choice-steps.ts'
import {backendPlan, planned} from './sample-plan.ts'
import {began, ended, event, headOf, listed, runStarted} from './sample-run.ts'

const colors = pc.createColors(false)
const style = {columns: 80, colors}
const point = {line: 7, column: 1, offset: 0}
const place = {start: point, end: point}
const link = {text: 'disk', path: 'disk.md', anchor: 'full', place}

const inner = choiceSteps(
  action => planned(4, 'How?', action, {section: ['Resolution', 'If the pool is full']}),
  [
    {
      title: 'Restart',
      steps: [
        planned(5, 'Restart it', blockAction('restart\n', {effect: 'change'}), {
          section: ['Resolution', 'If the pool is full', 'Restart'],
        }),
      ],
    },
    {
      title: 'Grow',
      steps: [
        planned(6, 'Grow it', blockAction('grow\n'), {
          section: ['Resolution', 'If the pool is full', 'Grow', 'Check'],
        }),
      ],
    },
  ],
  {menu: true},
)
const steps = [
  planned(1, 'Settle', {kind: 'wait', leastMs: 300_000, mostMs: 600_000}),
  ...choiceSteps(
    action => planned(2, 'What is it?', action, {section: ['Resolution']}),
    [
      {
        title: 'If the pool is full',
        prose: 'Then call the owner.',
        steps: [
          planned(3, 'Look', blockAction('look\n', {fence: {place, part: 2, of: 3}}), {
            section: ['Resolution', 'If the pool is full'],
            conditions: [{step: 's1', state: 'met'}],
          }),
          ...inner,
        ],
      },
      {title: 'If the disk is full', link},
    ],
  ),
  planned(7, 'Tidy', blockAction('tidy\n', {client: 'psql -h db'}), {
    skip: 'marked `skip`',
    section: ['After'],
  }),
]
const plan: Plan = {...backendPlan, steps, inputs: [], databases: {}}

test('a plan shows the branches of a choice indented, waits with their time, and what is passed over or conditional', async () => {
  await expect(renderPlan(plan, style)).toMatchFileSnapshot('expected/plan-choices.txt')
})

test('the alternatives are numbered, and each says the worst that it may do', () => {
  const question: ChoiceQuestion = {
    kind: 'choice',
    step: steps[1]!,
    menu: true,
    branches: [
      {title: `Pool ${'x'.repeat(90)}`, effect: 'destroy', steps: 3, link: undefined},
      {title: 'Disk\u001b[31m', effect: undefined, steps: 0, link},
      {title: 'By hand', effect: undefined, steps: 1, link: undefined},
      {title: 'Nothing', effect: undefined, steps: 0, link: undefined},
    ],
  }
  expect(renderChoice(question, style)).toBe(`
  Any number of these:
  1  Pool
     ${'x'.repeat(74)}
     ${'x'.repeat(16)}
     destroy, 3 steps
  2  Disk
     leads to disk.md#full, a run of its own
  3  By hand
     nothing that is run, 1 step
  4  Nothing
     no steps
  0  none of these

`)
})

test('what the document shows as output stands below the block, at most fifteen lines of it', () => {
  const seen = [
    {text: 'up', place},
    {text: Array.from({length: 16}, (_, index) => `line ${index + 2}`).join('\n'), place},
  ]
  const lines = renderBlock(blockAction('look', {seen}), 'look', 'here', style).split('\n')
  expect(lines.slice(1, 6)).toEqual([
    '  │ look',
    '',
    '  the document shows this output:',
    '  ┊ up',
    '  ┊ line 2',
  ])
  expect(lines.slice(18, 20)).toEqual(['  ┊ line 15', '  ┊ and 2 more lines'])
})

test('the words at the end of a branch belong between the last step in it and the first outside', () => {
  const [, , look, how, restart] = steps
  const tidy = steps.at(-1)
  expect([
    proseLeft(plan, look, how),
    proseLeft(plan, restart, tidy),
    proseLeft(plan, look, undefined),
    proseLeft(plan, undefined, look),
  ]).toEqual([[], ['Then call the owner.'], ['Then call the owner.'], []])
})

test.each([
  [300_000, 300_000, '5 min'],
  [300_000, 600_000, '5 min to 10 min'],
  [90_000, 90_000, '1 min 30 s'],
  [3_600_000, 5_400_000, '1 h to 1 h 30 min'],
])('a wait of %d to %d ms is %j', (least, most, text) => expect(waitText(least, most)).toBe(text))

test('less than a second is told in milliseconds', () => expect(plainDuration(200)).toBe('200 ms'))

describe('a run', () => {
  const [what, start, grow, wait, also] = [
    {...listed(1, 'What is it?'), kind: 'choice' as const, effect: undefined},
    listed(2, 'Restart it', {effect: 'change'}),
    listed(3, 'Grow it', {effect: 'change'}),
    {...listed(5, 'Settle'), kind: 'wait' as const, effect: undefined},
    listed(4, 'Check it'),
  ]
  const about = (id: string) => ({subject: id, authid: 'alice'})
  const passed = (id: string) =>
    event(
      60,
      'step.skipped',
      {reason: 'not picked at step 1 (What is it?), where “Pool” was', by: 'plan', choice: 's1'},
      {subject: id},
    )
  const events: RunEvent[] = [
    runStarted([what, start, grow, also, wait]),
    event(
      10,
      'prompt.answered',
      {question: 'choice', answer: 'choose', picked: [1], waitedMs: 10_000},
      about('s1'),
    ),
    began(10, what),
    ended(10, what, {kind: 'success', by: 'operator', detail: 'Pool'}, {durationMs: 10_000}),
    began(20, start, 'restart'),
    ended(22, start, {kind: 'success'}, {durationMs: 2000}),
    passed('s3'),
    passed('s4'),
    event(
      60,
      'prompt.answered',
      {question: 'wait', answer: 'wait', detail: '5 min 00 s', waitedMs: 1000},
      about('s5'),
    ),
    event(
      61,
      'step.started',
      {attempt: 1, title: 'Settle', section: [], kind: 'wait', waitMs: 300_000},
      about('s5'),
    ),
    ended(361, wait, {kind: 'success'}, {durationMs: 300_000}),
    event(362, 'run.finished', {result: 'success', durationMs: 362_000}),
  ]

  test('its fold says what was picked, and at which choice a step was passed over', () => {
    const run = fold(events)
    expect(run.steps.map(({picked, skipped}) => [picked, skipped?.choice])).toEqual([
      [[1], undefined],
      [undefined, undefined],
      [undefined, 's1'],
      [undefined, 's1'],
      [undefined, undefined],
    ])
  })

  test('its end tells what was passed over at a choice as one', () => {
    expect(summaryLines(fold(events))).toEqual([
      '✓ Run: success  6 min 02 s',
      '  3 succeeded, 2 skipped',
      'Skipped:',
      '  – steps 3–4: skipped: not picked at step 1 (What is it?), where “Pool” was',
    ])
  })

  test('its lines say what was picked and that it waited, not each step of what was not picked', () => {
    const lines = events.map(one => {
      const step = [what, start, grow, also, wait].find(({id}) => id === one.subject)
      return outcomeLine(one, step && {...step, total: 5})
    })
    expect(lines.filter(line => line !== undefined)).toEqual([
      '✓ 1/5 What is it?: picked Pool  10.0 s',
      '✓ 2/5 Restart it  2.0 s',
      '✓ 5/5 Settle: waited  5 min 00 s',
    ])
  })

  test('its incident log and its timeline say what was picked and how long it waited', () => {
    const incident = renderIncident({
      run: fold(events),
      runId: 'r',
      head: headOf(events),
      output: () => ({kind: 'missing'}),
    })
    expect(incident).toContain('| 1 | What is it? | choice | ✓ picked Pool | 10.0 s | 03:12:10 |')
    expect(incident).toContain('| 5 | Settle | wait | ✓ waited | 5 min 00 s | 03:13:01 |')
    expect(incident).toContain(
      '- steps 3–4: not picked at step 1 (What is it?), where “Pool” was (by the plan)',
    )
    const timeline = renderTimeline(
      [{runId: 'r', events: events.map((one, index) => ({...one, sequence: index + 1}))}],
      {
        level: 'all',
      },
    )
    expect(timeline).toContain('| Asked about 1. What is it?: choice | choose: 1, after 10.0 s |')
    expect(timeline).toContain('| 1. What is it? | ✓ picked Pool, took 10.0 s |')
    expect(timeline).toContain('| 5. Settle | ✓ waited, took 5 min 00 s |')
    expect(timeline).toContain(
      'Waiting for people: 11.0 s over 2 answers. Machine time: 2.0 s over 1 attempt. Pauses that the runbook asks for: 5 min 00 s over 1 wait.',
    )
  })

  test('a wait that was ended early and then skipped is not broken', () => {
    const early = [
      ...events.slice(0, 10),
      ended(70, wait, {kind: 'cancelled', detail: 'ended early, after 9.0 s of 5 min 00 s'}),
      event(71, 'step.skipped', {reason: 'it is up', by: 'operator'}, about('s5')),
      event(72, 'run.finished', {result: 'success', durationMs: 72_000}),
    ]
    expect(summaryLines(fold(early)).at(-1)).toBe(
      '  – 5 Settle: cancelled: ended early, after 9.0 s of 5 min 00 s; then skipped: it is up',
    )
  })
})
