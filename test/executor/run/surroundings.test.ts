import {describe, expect, test} from 'vitest'
import {resumptionOf} from '../../../src/executor/resumption.ts'
import {run as go} from '../../../src/executor/run.ts'
import type {TargetCheck} from '../../../src/model/settings.ts'
import {block, type Cast, perform, plan, stage, told} from './stage.ts'

const context: TargetCheck = {
  name: 'kube context',
  command: 'kubectl config current-context',
  expected: 'prod',
}
const steps = [block('look'), block('mend', {effect: 'change'}), block('wipe', {effect: 'destroy'})]
const guarded = (cast: Cast, target = [context]) => perform({...plan(steps), target}, cast)
const says = (...answers: string[]) => ({probe: answers.map(stdout => ({stdout: `${stdout}\n`}))})
const run = {do: 'run'} as const
const checks = (events: Awaited<ReturnType<typeof guarded>>['events']) =>
  events.flatMap(event =>
    event.type === 'target.checked' ? [[event.data.verdict, event.data.observed]] : [],
  )

describe('a declared target', () => {
  test('is asked of the system before the first change, shown with it, and asked again before the next', async () => {
    const {events, questions, driven} = await guarded({
      scenes: says('prod', 'prod'),
      answers: [run, run, run],
    })
    expect(driven.map(({id}) => id)).toEqual(['look', 'probe', 'mend', 'probe', 'wipe'])
    expect(checks(events)).toEqual([['met', {'kube context': 'prod'}]])
    expect(questions.map(question => question.kind === 'step' && question.target)).toEqual([
      'this machine',
      'this machine; kube context prod',
      'this machine; kube context prod',
    ])
  })

  test('that is not met stops the change; asked again it may be', async () => {
    const {events, driven} = await guarded({
      scenes: says('staging', 'prod', 'prod'),
      answers: [run, {do: 'retry'}, run, run],
    })
    expect(checks(events)).toEqual([
      ['unmet', {'kube context': 'staging'}],
      ['met', {'kube context': 'prod'}],
    ])
    expect(driven.map(({id}) => id)).toEqual(['look', 'probe', 'probe', 'mend', 'probe', 'wipe'])
    expect(told(events).join('\n')).toContain('kube context: expected prod, it says staging')
  })

  test('that another terminal switches meanwhile stops the next change', async () => {
    const {events, driven} = await guarded(
      {
        scenes: says('prod-eu', 'prod-us'),
        answers: [run, run, {do: 'quit'}],
      },
      [{...context, expected: /^prod-/u}],
    )
    expect(driven.map(({id}) => id)).not.toContain('wipe')
    expect(told(events).join('\n')).toContain('it said prod-eu before, and now prod-us')
  })

  test('that cannot be asked is not met', async () => {
    const failing = {probe: {result: {outcome: {kind: 'failure', detail: 'exit code 127'}}}} as const
    const {driven, events} = await guarded({scenes: failing, answers: [run, {do: 'quit'}]})
    expect(driven.map(({id}) => id)).not.toContain('mend')
    expect(told(events).join('\n')).toContain('could not be asked: exit code 127')
  })

  test('is asked for nothing where nothing changes', async () => {
    const {driven} = await perform({...plan([block('look')]), target: [context]}, {answers: [run]})
    expect(driven.map(({id}) => id)).toEqual(['look'])
  })

  test('holds for the rest of the run also once it is resumed', async () => {
    const what = {...plan(steps), target: [{...context, expected: /^prod-/u}]}
    const first = await perform(what, {scenes: says('prod-eu'), answers: [run, run, {do: 'quit'}]})
    const {world, seen} = stage({scenes: says('prod-us'), answers: [{do: 'quit'}]})
    const kept = first.events
    const events = []
    for await (const event of go(what, world, resumptionOf(what, kept, world.facts.runbook.sha256)))
      events.push(event)
    expect(seen.driven.map(({id}) => id)).toEqual(['probe'])
    expect(told(events).join('\n')).toContain('it said prod-eu before, and now prod-us')
  })

  test('is asked again before the change begins where the operator took time to agree', async () => {
    const mend = [block('mend', {effect: 'change'})]
    const {events, driven} = await perform(
      {...plan(mend), target: [context]},
      {scenes: says('prod', 'staging', 'prod', 'prod'), answers: [run, {do: 'retry'}], thinksMs: 60_000},
    )
    expect(driven.map(({id}) => id)).toEqual(['probe', 'probe', 'probe', 'mend'])
    expect(checks(events).map(([verdict]) => verdict)).toEqual(['met', 'unmet', 'met'])
    expect(events.find(({type}) => type === 'step.started')).toBeTruthy()
  })

  test('that is another by then keeps the change from beginning', async () => {
    const {events, driven} = await perform(
      {...plan([block('mend', {effect: 'change'})]), target: [context]},
      {scenes: says('prod', 'staging'), answers: [run, {do: 'quit'}], thinksMs: 60_000},
    )
    expect(driven.map(({id}) => id)).toEqual(['probe', 'probe'])
    expect(told(events).join('\n')).toContain('kube context: expected prod, it says staging')
  })

  test('is asked again between tries that are planned', async () => {
    const mend = block('mend', {effect: 'change', attributes: {untilMs: 600_000, everyMs: 30_000}})
    const {events, driven} = await perform(
      {...plan([mend]), target: [context]},
      {
        scenes: {
          ...says('prod', 'prod', 'staging'),
          mend: {result: {outcome: {kind: 'failure', detail: 'exit 1'}}},
        },
        answers: [run, {do: 'quit'}],
      },
    )
    expect(driven.map(({id}) => id)).toEqual(['probe', 'mend', 'probe', 'mend', 'probe'])
    expect(told(events).join('\n')).toContain('kube context: expected prod, it says staging')
  })
})
