import {describe, expect, test} from 'vitest'
import {listSteps} from '../../src/executor/list-steps.ts'
import type {RunEvent} from '../../src/model/event.ts'
import {fold} from '../../src/model/fold.ts'
import {historyOf} from '../../src/model/history.ts'
import {makePlan} from '../../src/model/make-plan.ts'
import type {Plan} from '../../src/model/plan.ts'
import {stalenessOf} from '../../src/model/staleness.ts'
import {parseRunbook} from '../../src/parser/parse.ts'
import {began, ended, event, runStarted} from '../report/sample-run.ts'

const runbook = (restart = 'railway restart') =>
  `# Down\n\n\`\`\`bash {id=look}\nuptime\n\`\`\`\n\n\`\`\`bash {id=restart}\n${restart}\n\`\`\`\n\n- [ ] Tell people\n`

async function planned(text: string): Promise<Plan> {
  return makePlan((await parseRunbook('down.md', text)).runbook, undefined)
}

interface Past {
  drill?: boolean
  replay?: string
  /** How the restart went: how long it took, the text that was run, or that it was skipped. */
  restart?: {ms?: number; text?: string; failed?: boolean; beside?: boolean; edited?: boolean} | 'skipped'
  result?: 'success' | 'failure'
  tookMs?: number
}

/** Runs of a plan, a day apart. */
function past(plan: Plan, runs: readonly Past[]) {
  return runs.map(({drill, replay, restart = {}, result = 'success', tookMs = 60_000}, day) => {
    const at = day * 86_400
    const steps = listSteps(plan, {})
    const start = runStarted(steps, at)
    const [, two] = steps as [(typeof steps)[0], (typeof steps)[0]]
    const events: RunEvent[] = [
      {...start, data: {...start.data, ...(drill ? {drill} : {}), ...(replay ? {replay} : {})}},
      ...(restart === 'skipped'
        ? [event(at + 1, 'step.skipped', {reason: 'not needed', by: 'operator'}, {subject: two.id})]
        : [
            ...(restart.beside
              ? [event(at, 'adhoc.started', {number: 1, text: 'ps', effect: 'read'}, {subject: two.id})]
              : []),
            ...(restart.edited
              ? [
                  event(
                    at,
                    'step.edited',
                    {diff: '-a\n+b\n', text: 'x ‹redacted›', effect: 'change', wasEffect: 'change'},
                    {subject: two.id},
                  ),
                ]
              : []),
            began(at + 1, two, restart.text ?? 'railway restart'),
            ended(at + 2, two, restart.failed ? {kind: 'failure', detail: ''} : {kind: 'success'}, {
              durationMs: restart.ms ?? 1000,
            }),
          ]),
      event(at + 60, 'run.finished', {result, durationMs: tookMs}),
    ]
    return {name: `run-${day + 1}`, run: fold(events)}
  })
}

const restartOf = (history: ReturnType<typeof historyOf>) => history.steps.find(({id}) => id === 'restart')!

test('runs in which something was done off the script at a step, or it was edited, are counted', async () => {
  const plan = await planned(runbook())
  const edited = {edited: true, text: 'x ‹redacted›'}
  const history = historyOf(plan, past(plan, [{restart: {beside: true}}, {restart: edited}, {}]))
  expect(restartOf(history)).toMatchObject({reached: 3, offScript: 1, edited: 1})
  expect(history.steps[0]).toMatchObject({offScript: 0})
})

test('what is done off the script at the question of a step counts for the step that had run before it', async () => {
  const plan = await planned(runbook())
  const steps = listSteps(plan, {})
  const [look, restart] = steps as [(typeof steps)[0], (typeof steps)[0]]
  const beside = (seconds: number, subject: string) =>
    event(seconds, 'adhoc.started', {number: seconds, text: 'ps', effect: 'read'}, {subject})
  const run = (events: RunEvent[]) => [{name: 'r', run: fold([runStarted(steps), ...events])}]
  const counts = (events: RunEvent[]) =>
    historyOf(plan, run(events))
      .steps.slice(0, 2)
      .map(({offScript}) => offScript)
  const looked = [began(1, look), ended(2, look, {kind: 'success'})]
  expect(counts([...looked, beside(3, restart.id)])).toEqual([1, 0])
  expect(counts([...looked, began(4, restart), beside(5, restart.id)])).toEqual([0, 1])
  expect(counts([beside(0, look.id)])).toEqual([1, 0])
})

test('a drill that was given what was recorded is one, and tells nothing of how steps go', async () => {
  const plan = await planned(runbook())
  const history = historyOf(
    plan,
    past(plan, [{}, {drill: true, replay: 'kept', tookMs: 5, restart: {ms: 0}}]),
  )
  expect(history).toMatchObject({live: 1, drills: 1, usual: {ms: 60_000, of: 1}})
  expect(restartOf(history)).toMatchObject({reached: 1, usual: {ms: 1000, of: 1}})
})

test('live runs and drills are told apart, each with the last one', async () => {
  const plan = await planned(runbook())
  const history = historyOf(plan, past(plan, [{}, {drill: true}, {result: 'failure'}]))
  expect(history).toMatchObject({
    live: 2,
    drills: 1,
    ended: 3,
    succeeded: 2,
    lastLive: {name: 'run-3', time: '2026-11-24T03:12:00.000Z', result: 'failure'},
    lastDrill: {name: 'run-2', time: '2026-11-23T03:12:00.000Z', result: 'success'},
  })
})

test('the usual duration is the median of what succeeded, and says of how many', async () => {
  const plan = await planned(runbook())
  const runs = past(plan, [
    {restart: {ms: 1000}, tookMs: 10},
    {restart: {ms: 9000}, tookMs: 30},
    {restart: {ms: 5000}, tookMs: 20},
    {restart: {ms: 99_000, failed: true}, tookMs: 99, result: 'failure'},
  ])
  const history = historyOf(plan, runs)
  expect(history.usual).toEqual({ms: 20, of: 3})
  expect(restartOf(history)).toMatchObject({reached: 4, succeeded: 3, usual: {ms: 5000, of: 3}})
  expect(historyOf(plan, runs.slice(0, 2)).usual).toEqual({ms: 20, of: 2})
  expect(historyOf(plan, []).usual).toBeUndefined()
})

test('a step that is skipped, or run with another text, is counted', async () => {
  const plan = await planned(runbook())
  const history = historyOf(
    plan,
    past(plan, [
      {restart: 'skipped'},
      {restart: {text: 'railway restart --force'}},
      {restart: {text: 'railway restart --token ‹redacted›'}},
    ]),
  )
  expect(restartOf(history)).toMatchObject({reached: 2, skipped: 1, edited: 1})
})

test('a step that says something else now begins anew; one that only got another id does not', async () => {
  const before = await planned(runbook())
  const runs = past(before, [{}, {}])
  expect(restartOf(historyOf(await planned(runbook('railway down')), runs))).toMatchObject({
    reached: 0,
    succeeded: 0,
    other: 2,
    usual: undefined,
  })
  const renamed = historyOf(await planned(runbook().replace('id=restart', 'id=again')), runs)
  expect(renamed.steps.find(({id}) => id === 'again')).toMatchObject({reached: 2, succeeded: 2, other: 0})
})

describe('staleness', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  test.each([
    ['2026-08-22', '3 months', '2026-11-22', ['its review is overdue since 2026-11-22']],
    ['2026-08-23', '3 months', '2026-11-23', []],
    ['2026-08-23', undefined, undefined, []],
    [undefined, '3 months', undefined, ['nobody has reviewed it yet']],
    ['spring', '3 months', undefined, ['its date of review cannot be read: spring']],
    ['2026-08-23', 'soon', undefined, ['its time until the next review cannot be read: soon']],
    [undefined, undefined, undefined, []],
  ])('reviewed %s, again in %s', (lastReviewedOn, reviewIn, reviewDue, reasons) => {
    expect(stalenessOf({lastReviewedOn, reviewIn}, {ended: 1}, now)).toEqual({reviewDue, reasons})
  })

  test('a runbook of which no run has ended was never practised', () => {
    const none = {lastReviewedOn: undefined, reviewIn: undefined}
    expect(stalenessOf(none, {ended: 0}, now).reasons).toEqual([
      'it was never practised: no run of it has ended',
    ])
  })
})
