import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {resumptionOf} from '../../../src/executor/resumption.ts'
import {run} from '../../../src/executor/run.ts'
import {needed, rememberRun} from '../../../src/executor/run-memory.ts'
import type {RunEvent} from '../../../src/model/event.ts'
import {fold} from '../../../src/model/fold.ts'
import type {Answer, Operator, Question} from '../../../src/model/operator.ts'
import type {Plan, PlannedStep} from '../../../src/model/plan.ts'
import {rounds} from '../../support/rounds.ts'
import {fakeDrivers, type Scenes} from '../fake-drivers.ts'
import {block, choice, gap, plan, stage, step, told} from './stage.ts'

const failure = {result: {outcome: {kind: 'failure', detail: 'exit 1'}, exitCode: 1}} as const
const go: Answer = {do: 'run'}

/** A run that may be cut off and gone on with: what was done in the world stays done. */
function theatre(scenes: Scenes, answer: (question: Question, driven: number) => Answer) {
  const drivers = fakeDrivers(scenes)
  const asked: string[] = []
  const driven = () => drivers.fake.driven.map(({id}) => id)
  const times = (id: string) => driven().filter(one => one === id).length
  const operator: Operator = {
    name: 'alice',
    ask: async question => {
      asked.push(`${question.kind} ${question.step.id}`)
      return answer(question, times(question.step.id))
    },
  }
  return {
    asked,
    driven,
    /** Plays on from the events that were kept, until so many more are. */
    async play(what: Plan, kept: readonly RunEvent[], most = Number.POSITIVE_INFINITY, name = 'alice') {
      const {world} = stage({operator: {...operator, name}})
      const resumption = kept.length > 0 ? resumptionOf(what, kept, world.facts.runbook.sha256) : undefined
      const events = [...kept]
      if (most <= 0) return events
      for await (const event of run(what, {...world, drivers}, resumption)) {
        events.push(event)
        if (events.length - kept.length >= most) break
      }
      return events
    },
  }
}

const kinds = [
  'read',
  'change',
  'checklist',
  'manual',
  'refused',
  'rollback',
  'goto',
  'goes on',
  'if met',
  'input',
  'wait',
  'choice',
] as const

/** The steps of a plan of such kinds; `s0`, `s1` … are their ids. */
function stepsOf(all: readonly (typeof kinds)[number][]): PlannedStep[] {
  return all.flatMap((kind, index) => {
    const id = `s${index}`
    switch (kind) {
      case 'checklist':
      case 'manual':
        return [step(id, {kind})]
      case 'refused':
        return [block(id, {refusal: 'cannot be run'})]
      case 'rollback':
        return [block(id, {}, {phase: 'rollback'})]
      case 'goto':
        return [block(id, {attributes: {onFailure: {do: 'goto', step: `s${all.length - 1}`}}})]
      case 'goes on':
        return [block(id, {attributes: {onFailure: {do: 'continue'}}})]
      case 'if met':
        return [block(id, {}, {conditions: [{step: 's0', state: 'met'}]})]
      case 'input':
        return [block(id, {script: 'echo <who>', placeholders: [gap('echo <who>', '<who>')]})]
      case 'wait':
        return [step(id, {kind: 'wait', leastMs: 5, mostMs: 10})]
      case 'choice':
        return choice(id, [
          {title: 'One', steps: [block(`${id}a`), block(`${id}b`)]},
          {title: 'Two', steps: [block(`${id}c`, {effect: 'change'})]},
        ])
      default:
        return [block(id, {effect: kind})]
    }
  })
}

/** One that answers the same question of the same world in the same way, and knows what happened. */
function answerer(seeds: readonly number[], ends: readonly (readonly boolean[])[]) {
  return (question: Question, driven: number): Answer => {
    const at = Number(/\d+/.exec(question.step.id)?.[0])
    const seed = seeds[at % seeds.length]!
    const of = (...answers: Answer[]) => answers[seed % answers.length]!
    switch (question.kind) {
      case 'step':
        if (seed === 11 && question.rollback) return {do: 'rollback'}
        return of(go, go, go, go, go, {do: 'skip', reason: 's'})
      case 'failure':
        return driven > 2
          ? {do: 'continue'}
          : of({do: 'retry'}, {do: 'continue'}, question.rollback ? {do: 'rollback'} : {do: 'quit'})
      case 'checklist':
        return of({do: 'done'}, {do: 'failed', note: 'n'}, {do: 'not-applicable', reason: 'r'})
      case 'manual':
      case 'refused-block':
        return of({do: 'done'}, {do: 'failed', note: 'n'}, {do: 'skip', reason: 'r'})
      case 'choice':
        return of({do: 'choose', branches: [0]}, {do: 'choose', branches: [1]}, {do: 'choose', branches: []})
      case 'wait':
        return of({do: 'wait', forMs: 5}, {do: 'done'}, {do: 'skip', reason: 's'})
      case 'input':
        return {do: 'value', value: `v${seed}`}
      case 'unknown':
        return (ends[at % ends.length]?.[driven - 1] ?? true) ? {do: 'done'} : {do: 'failed', note: 'n'}
      default:
        return {do: 'quit'}
    }
  }
}

const scenario = fc.record({
  kinds: fc.array(fc.constantFrom(...kinds), {minLength: 1, maxLength: 6}),
  seeds: fc.array(fc.nat(11), {minLength: 6, maxLength: 6}),
  ends: fc.array(fc.array(fc.boolean(), {minLength: 1, maxLength: 3}), {minLength: 6, maxLength: 6}),
  cuts: fc.array(fc.nat(1000), {minLength: 1, maxLength: 3}),
})

test('cut off after any event and gone on with, a run does and asks what it would have done and asked', async () => {
  let unknowns = 0
  await fc.assert(
    fc.asyncProperty(scenario, async ({kinds, seeds, ends, cuts}) => {
      const what = plan(stepsOf(kinds))
      const scenes = Object.fromEntries(
        what.steps.map(({id}) => {
          const at = Number(/\d+/.exec(id)?.[0])
          return [id, [...ends[at % ends.length]!.map(good => (good ? {} : failure)), {}]]
        }),
      )
      const answer = answerer(seeds, ends)
      const whole = theatre(scenes, answer)
      const uncut = await whole.play(what, [])

      const parts = theatre(scenes, (question, driven) => {
        if (question.kind !== 'unknown') return answer(question, driven)
        unknowns++
        const begun = events.filter(
          ({type, subject}) => type === 'step.finished' && subject === question.step.id,
        )
        return driven > begun.length ? answer(question, driven) : {do: 'retry'}
      })
      let events: RunEvent[] = []
      const stops: (string | undefined)[] = []
      for (const cut of cuts) {
        events = await parts.play(what, events, 1 + (cut % uncut.length))
        stops.push(events.findLast(({subject}) => subject !== undefined)?.subject)
        if (events.at(-1)?.type === 'run.finished') break
      }
      if (events.at(-1)?.type !== 'run.finished') events = await parts.play(what, events)

      expect(parts.driven()).toEqual(whole.driven())
      const last = events.at(-1)
      expect(last?.type === 'run.finished' && last.data.result).toBe(
        (uncut.at(-1) as Extract<RunEvent, {type: 'run.finished'}>).data.result,
      )
      const elsewhere = (question: string) => !stops.includes(question.split(' ')[1])
      expect(parts.asked.filter(elsewhere)).toEqual(whole.asked.filter(elsewhere))
    }),
    {numRuns: rounds(1000)},
  )
  expect(unknowns).toBeGreaterThan(rounds(50))
})

describe('a step that was running', () => {
  const steps = plan([block('a'), block('b', {effect: 'change'}), block('c')])
  const cutAt = async (answer: Answer) => {
    const parts = theatre({}, question => (question.kind === 'unknown' ? answer : go))
    const kept = await parts.play(steps, [], 6)
    expect(told(kept).at(-1)).toBe('step.started b #1')
    const events = await parts.play(steps, kept)
    return {events: told(events.slice(kept.length)), driven: parts.driven(), asked: parts.asked}
  }

  test('is not run again where the operator says that it worked', async () => {
    expect(await cutAt({do: 'done', note: 'looked'})).toMatchObject({
      driven: ['a', 'c'],
      events: [
        expect.stringMatching(/^run\.resumed /),
        'prompt.answered b unknown: done (looked)',
        'step.judged b {"attempt":1,"verdict":"worked","note":"looked"}',
        'prompt.answered c step: run',
        'step.started c #1',
        'step.finished c #1 success',
        'run.finished success',
      ],
    })
  })

  test('is asked about as any failure where it failed', async () => {
    const parts = theatre({}, question =>
      question.kind === 'unknown'
        ? {do: 'failed', note: 'half done'}
        : question.kind === 'failure'
          ? {do: 'continue'}
          : go,
    )
    const events = await parts.play(steps, await parts.play(steps, [], 6))
    expect(parts.asked.slice(-3)).toEqual(['unknown b', 'failure b', 'step c'])
    expect(told(events).at(-1)).toBe('run.finished failure')
  })

  test('is asked for consent anew where it is run again, as another attempt', async () => {
    const {driven, asked, events} = await cutAt({do: 'retry'})
    expect(driven).toEqual(['a', 'b', 'c'])
    expect(asked.slice(-3)).toEqual(['unknown b', 'step b', 'step c'])
    expect(events).toContain('step.started b #2')
  })

  test('stays unknown where the operator leaves, and is asked about the next time', async () => {
    const parts = theatre({}, question => (question.kind === 'unknown' ? {do: 'quit'} : go))
    const first = await parts.play(steps, await parts.play(steps, [], 6))
    expect(told(first).at(-1)).toBe('run.finished stopped')
    await parts.play(steps, first)
    expect(parts.asked.filter(one => one === 'unknown b')).toHaveLength(2)
    expect(parts.driven()).toEqual(['a'])
  })
})

test('who goes on is on record, and need not be who began', async () => {
  const what = plan([block('a'), block('b')])
  const parts = theatre({}, () => go)
  const kept = await parts.play(what, [], 4)
  const events = await parts.play(what, kept, undefined, 'bob')
  expect(events[4]).toMatchObject({
    type: 'run.resumed',
    authid: 'bob',
    data: {operator: 'bob', mode: 'attended'},
  })
  expect(events.at(-2)).toMatchObject({subject: 'b'})
})

describe('in a changed file', () => {
  const before = plan([block('a'), block('b'), block('c'), block('d')])
  const played = async (after: Plan, most = 7) => {
    const parts = theatre({}, () => go)
    const kept = await parts.play(before, [], most)
    const {world} = stage({operator: {name: 'alice', ask: async () => go}})
    const changed = {...world, facts: {...world.facts, runbook: {...world.facts.runbook, sha256: 'cd'}}}
    const resumption = resumptionOf(after, kept, 'cd')
    const events: RunEvent[] = [...kept]
    const drivers = fakeDrivers()
    for await (const event of run(after, {...changed, drivers}, resumption)) events.push(event)
    return {driven: drivers.fake.driven.map(({id}) => id), events, changes: resumption.changes}
  }

  test('what says the same is done once, what is new or changed is done, what is gone is named', async () => {
    const after = plan([block('new'), block('a', {script: 'other'}), block('d'), block('e')])
    const {driven, changes} = await played(after)
    expect(driven).toEqual(['new', 'a', 'd', 'e'])
    expect(changes).toMatchObject({added: ['new', 'e'], changed: ['a'], renamed: []})
    expect(changes?.gone.map(({id}) => id)).toEqual(['b', 'c'])
  })

  test('a step under another id is the same where its text and title are', async () => {
    const again = block('second', {script: 'echo b'}, {title: 'The b'})
    const {driven, changes, events} = await played(plan([block('a'), again, block('c'), block('d')]))
    expect(changes?.renamed).toEqual([{from: 'b', to: 'second'}])
    expect(driven).toEqual(['c', 'd'])
    expect(events.some(({type, subject}) => type === 'step.started' && subject === 'second')).toBe(false)
  })

  test('the next attempt of a step that was changed has a number of its own', async () => {
    const {events} = await played(plan([block('a', {script: 'other'}), block('b'), block('c'), block('d')]))
    expect(told(events)).toContain('step.started a #2')
  })

  test('a run that was resumed so is resumed again from there', async () => {
    const after = plan([block('a', {script: 'other'}), block('b'), block('c'), block('d')])
    const {events} = await played(after)
    const cut = events.slice(
      0,
      events.findIndex(event => event.type === 'step.finished' && event.data.attempt === 2) + 1,
    )
    const {replay, changes} = resumptionOf(after, cut, 'cd')
    expect([after.steps[replay.at]?.id, changes]).toEqual(['c', undefined])
  })
})

describe('what was left running', () => {
  const what = plan([block('tunnel'), block('use')])
  const cut = async (answer: Answer) => {
    const parts = theatre({}, question => (question.kind === 'unknown' ? answer : go))
    const kept = await parts.play(what, [], 4)
    const up = kept.map(event =>
      event.type === 'step.finished' ? {...event, data: {...event.data, background: {pid: 7}}} : event,
    )
    const events = await parts.play(what, up)
    return {driven: parts.driven(), asked: parts.asked.slice(1), events}
  }

  test('is asked about, and goes before the rest where it is run again', async () => {
    expect(await cut({do: 'retry'})).toMatchObject({
      driven: ['tunnel', 'tunnel', 'use'],
      asked: ['unknown tunnel', 'step tunnel', 'step use'],
    })
  })

  test.each([
    {say: {do: 'done'} as const, driven: ['tunnel', 'first', 'second']},
    {say: {do: 'retry'} as const, driven: ['tunnel', 'first', 'tunnel', 'second']},
  ])(
    'is settled ($say.do) by an answer after which the run was cut off again: what came later stays done',
    async ({say, driven}) => {
      const three = plan([block('tunnel'), block('first'), block('second')])
      const parts = theatre({}, question =>
        question.kind === 'unknown' && question.background
          ? say
          : question.kind === 'unknown'
            ? {do: 'retry'}
            : go,
      )
      const up = (events: readonly RunEvent[]) =>
        events.map(event =>
          event.type === 'step.finished' && event.subject === 'tunnel'
            ? {...event, data: {...event.data, background: {pid: 7}}}
            : event,
        )
      const begun = up(await parts.play(three, [], 9)) // `second` began
      const answered = await parts.play(three, begun, 3) // `tunnel` was judged
      expect(told(answered).at(-1)).toMatch(/^step.judged tunnel/)
      await parts.play(three, answered)
      expect(parts.driven()).toEqual(driven)
    },
  )

  test('is not run again where it is up or not needed', async () => {
    expect(await cut({do: 'done'})).toMatchObject({
      driven: ['tunnel', 'use'],
      asked: ['unknown tunnel', 'step use'],
    })
  })
})

test('values are there, those of secrets are asked for again, and hidden', async () => {
  const what = plan(
    [
      block('a', {
        script: 'x <who> <pin>',
        placeholders: [gap('x <who> <pin>', '<who>'), gap('x <who> <pin>', '<pin>')],
      }),
      block('b', {
        script: 'y <who> <pin>',
        placeholders: [gap('y <who> <pin>', '<who>'), gap('y <who> <pin>', '<pin>')],
      }),
    ],
    [
      {name: 'who', kind: 'placeholder'},
      {name: 'pin', kind: 'placeholder', secret: true},
    ],
  )
  const inputs: Question[] = []
  const parts = theatre({}, question => {
    if (question.kind !== 'input') return go
    inputs.push(question)
    return {do: 'value', value: `the-${question.input.name}-value`}
  })
  const kept = await parts.play(what, [], 8)
  expect(told(kept).at(-1)).toBe('step.finished a #1 success')
  expect(JSON.stringify(kept)).not.toContain('the-pin-value')
  await parts.play(what, kept)
  expect(
    inputs.map(question => question.kind === 'input' && [question.input.name, question.input.secret]),
  ).toEqual([
    ['who', undefined],
    ['pin', true],
    ['pin', true],
  ])
})

describe('what a process remembers of a run', () => {
  const polled: Scenes = {a: Array.from({length: 40}, () => failure)}
  const what = plan([block('a', {attributes: {retry: 50}}), block('b'), block('c')])

  test('is what the run needs, however often a step was tried', async () => {
    const parts = theatre(polled, () => go)
    const events = await parts.play(what, [])
    expect(events.filter(({type}) => type === 'step.started').length).toBeGreaterThan(40)
    for (let most = 1; most <= events.length; most++) {
      const all = events.slice(0, most)
      const some = needed(all)
      const {sha256} = stage({operator: {name: 'alice', ask: async () => go}}).world.facts.runbook
      expect(resumptionOf(what, some, sha256)).toEqual(resumptionOf(what, all, sha256))
      expect(some.at(-1)).toBe(all.at(-1))
      expect(needed(some)).toEqual(some)
    }
    expect(needed(events).length).toBeLessThan(20)
  })

  test('does not grow with notes and tries, and stands as all of them say', () => {
    const memory = rememberRun()
    const all: RunEvent[] = []
    const take = (event: RunEvent) => {
      all.push(event)
      memory.take(event)
    }
    const time = '2026-01-02T03:04:05.000Z'
    take({
      type: 'run.started',
      time,
      data: {
        runbook: {path: 'p', title: 'P', sha256: 'x'},
        operator: 'alice',
        mode: 'attended',
        host: {name: 'h'},
        tool: {version: '1'},
        steps: [{id: 'a', number: 1, title: 'A', section: [], kind: 'shell'}],
      },
    })
    for (let attempt = 1; attempt <= 5000; attempt++) {
      take({
        type: 'step.started',
        time,
        subject: 'a',
        data: {attempt, title: 'A', section: [], kind: 'shell'},
      })
      take({
        type: 'step.finished',
        time,
        subject: 'a',
        data: {attempt, outcome: {kind: 'failure', detail: ''}, durationMs: 1, again: {inMs: 1}},
      })
      take({type: 'clock.jumped', time, data: {cause: 'set', jumpMs: 3000, since: time}})
    }
    expect(memory.run()).toEqual(fold(all))
    expect(memory.events().length).toBeLessThan(2100)
  })
})
