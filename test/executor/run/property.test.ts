import fc from 'fast-check'
import {expect, test} from 'vitest'
import {run} from '../../../src/executor/run.ts'
import type {RunEvent} from '../../../src/model/event.ts'
import {eventData} from '../../../src/model/event.ts'
import type {Answer} from '../../../src/model/operator.ts'
import {block, perform, plan, stage, step} from './stage.ts'

const failure = {result: {outcome: {kind: 'failure', detail: 'exit 1'}, exitCode: 1}} as const
const go: Answer = {do: 'run'}

/** Plans of blocks and people's steps, what the drivers do, and more answers than can be asked for. */
const scenario = fc
  .array(
    fc.constantFrom('read', 'change', 'destroy', 'checklist', 'manual', 'refused', 'rollback', 'retried'),
    {minLength: 1, maxLength: 5},
  )
  .chain(kinds => {
    const answer: fc.Arbitrary<Answer> = fc.oneof(
      {weight: 6, arbitrary: fc.constant(go)},
      fc.constantFrom<Answer>(
        {do: 'done'},
        {do: 'skip', reason: 's'},
        {do: 'failed', note: 'n'},
        {do: 'retry'},
        {do: 'continue'},
        {do: 'rollback'},
        {do: 'note', note: 'todo', text: 't'},
        {do: 'quit'},
        {do: 'refuse', code: 'refused', reason: 'r'},
      ),
    )
    const ends = fc.array(fc.array(fc.constantFrom({}, failure), {minLength: 1, maxLength: 3}), {
      minLength: kinds.length,
      maxLength: kinds.length,
    })
    return fc.record({
      kinds: fc.constant(kinds),
      answers: fc.array(answer, {minLength: 30, maxLength: 30}),
      ends,
    })
  })

function stepOf(kind: string, index: number) {
  const id = `s${index}`
  if (kind === 'checklist' || kind === 'manual') return step(id, {kind})
  if (kind === 'refused') return block(id, {refusal: 'cannot be run'})
  if (kind === 'rollback') return block(id, {}, {phase: 'rollback'})
  if (kind === 'retried') return block(id, {attributes: {retry: 1}})
  return block(id, {effect: kind as 'read' | 'change' | 'destroy'})
}

const castOf = ({kinds, answers, ends}: {kinds: string[]; answers: Answer[]; ends: object[][]}) => ({
  plan: plan(kinds.map(stepOf)),
  cast: {
    answers: [...answers, ...Array<Answer>(200).fill({do: 'quit'})],
    scenes: Object.fromEntries(ends.map((end, index) => [`s${index}`, end])),
  },
})

test('the same plan, answers and clock give the same events', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async made => {
      const [one, other] = [castOf(made), castOf(made)]
      expect((await perform(one.plan, one.cast)).events).toEqual(
        (await perform(other.plan, other.cast)).events,
      )
    }),
  )
})

test('whatever the clock does meanwhile, every event is one that can be read back', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async made => {
      const {plan, cast} = castOf(made)
      const {world} = stage(cast)
      let minutes = 0
      const now = () => new Date(Date.parse('2026-01-02T03:04:05Z') - 60_000 * minutes++)
      for await (const {type, data} of run(plan, {...world, now})) eventData()[type].parse(data)
    }),
  )
})

test('wherever whoever keeps the events stops, nothing was driven whose start was not kept', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, fc.nat(40), async (made, stopAfter) => {
      const {plan, cast} = castOf(made)
      const {world, seen} = stage(cast)
      const kept: RunEvent[] = []
      for await (const event of run(plan, world)) {
        const started = kept.filter(
          ({type, subject}) => type === 'step.started' && seen.driven.some(({id}) => id === subject),
        )
        expect(seen.driven.length).toBeLessThanOrEqual(started.length)
        // the disk is full: this event is not kept, and no further one is taken
        if (kept.length === stopAfter) break
        kept.push(event)
      }
      const started = kept.filter(({type}) => type === 'step.started').map(({subject}) => subject)
      for (const {id} of seen.driven) expect(started).toContain(id)
    }),
  )
})

test('every run ends with its end, and every attempt that was kept has one start and one end', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async made => {
      const {plan, cast} = castOf(made)
      const {events} = await perform(plan, cast)
      expect(events.at(-1)!.type).toBe('run.finished')
      const of = (type: string) =>
        events
          .filter(event => event.type === type)
          .map(event => `${event.subject} ${'attempt' in event.data && event.data.attempt}`)
      expect(of('step.finished')).toEqual(of('step.started'))
      expect(new Set(of('step.started')).size).toBe(of('step.started').length)
    }),
  )
})
