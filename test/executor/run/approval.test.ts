import {createHash} from 'node:crypto'
import {describe, expect, test} from 'vitest'
import {resumptionOf} from '../../../src/executor/resumption.ts'
import {run} from '../../../src/executor/run.ts'
import {unattended} from '../../../src/executor/unattended.ts'
import type {EventOf, RunEvent} from '../../../src/model/event.ts'
import type {Answer} from '../../../src/model/operator.ts'
import type {Plan} from '../../../src/model/plan.ts'
import {block, type Cast, perform, plan, stage, told} from './stage.ts'

const guarded = plan([block('drop', {effect: 'destroy', attributes: {approve: 1}})])
const go: Answer = {do: 'run'}
const bob: Answer = {do: 'approve', name: 'bob', code: 'CODE42'}
const quit: Answer = {do: 'quit'}

const of = <T extends RunEvent['type']>(events: readonly RunEvent[], type: T) =>
  events.filter((event): event is EventOf<T> => event.type === type)

/** What another terminal adds, once the run listens; the operator's prompt disappears then. */
function fromElsewhere(by: string, change: Partial<EventOf<'approval.given'>['data']> = {}): Cast {
  let asked: EventOf<'approval.requested'> | undefined
  return {
    answers: [
      go,
      question => (question.kind === 'approval' && question.arrived.aborted ? {do: 'approved'} : quit),
    ],
    onEvent: event => {
      if (event.type === 'approval.requested') asked = event
    },
    others: take => {
      const {request, sha256, until} = asked!.data
      const data = {request, sha256, until, strength: 'other-terminal' as const, ...change}
      take({type: 'approval.given', time: until, subject: 'drop', authid: by, data})
    },
  }
}

describe('a second person', () => {
  test('agrees after the operator, to the digest that then runs', async () => {
    const {events, asked, driven} = await perform(guarded, {answers: [go, bob]})
    expect(asked).toEqual(['step drop', 'approval drop'])
    expect(driven).toHaveLength(1)
    const [given] = of(events, 'approval.given')
    expect(given).toMatchObject({authid: 'bob', subject: 'drop', data: {strength: 'same-keyboard'}})
    expect(given!.data.sha256).toBe(of(events, 'step.started')[0]!.data.sha256)
    expect(given!.data.request).toBe(of(events, 'approval.requested')[0]!.data.request)
  })

  test('is asked for by nothing but the attribute', async () => {
    const {asked} = await perform(plan([block('drop', {effect: 'destroy'})]), {answers: [go]})
    expect(asked).toEqual(['step drop'])
  })

  test.each<[string, Answer]>([
    ['the operator', {...bob, name: ' Alice'}],
    ['the login that runs it', {...bob, name: 'root'}],
    ['nobody', {...bob, name: ' '}],
    ['somebody with another code', {...bob, code: 'CODE43'}],
  ])('is not %s', async (_, answer) => {
    const {events, driven} = await perform(guarded, {answers: [go, answer, quit]})
    expect(driven).toEqual([])
    expect(of(events, 'guard.triggered').map(({data}) => data.guard)).toEqual(['approval'])
    expect(of(events, 'approval.given')).toEqual([])
  })

  test.each<Answer>([
    quit,
    {do: 'skip', reason: 'nobody is there'},
    {do: 'approved'},
    go,
    {do: 'done'},
    {do: 'break-glass', reason: ' '},
  ])('has not agreed by $do', async answer => {
    const {driven} = await perform(guarded, {answers: [go, answer]})
    expect(driven).toEqual([])
  })

  test('may agree at another terminal', async () => {
    const {driven} = await perform(guarded, fromElsewhere('bob'))
    expect(driven).toHaveLength(1)
  })

  test.each([
    ['by the operator', fromElsewhere('ALICE')],
    ['by the login that runs it', fromElsewhere('root')],
    ['to another text', fromElsewhere('bob', {sha256: 'ab'})],
    ['to another request', fromElsewhere('bob', {request: 'ab'})],
  ])('has not agreed at another terminal %s', async (_, cast) => {
    const {driven} = await perform(guarded, cast)
    expect(driven).toEqual([])
  })

  test('is too late after 15 minutes', async () => {
    const {world, seen} = stage({
      answers: [
        go,
        () => {
          void world.wait(15 * 60_000, world.signal)
          return bob
        },
        quit,
      ],
    })
    const events: RunEvent[] = []
    for await (const event of run(guarded, world)) events.push(event)
    expect(seen.driven).toEqual([])
    expect(told(events).join('\n')).toContain('expired')
  })

  test('agrees once: a retry asks again', async () => {
    const scenes = {
      drop: [{result: {outcome: {kind: 'failure', detail: 'exit 1'}, exitCode: 1}} as const, {}],
    }
    const {asked, driven} = await perform(guarded, {scenes, answers: [go, bob, {do: 'retry'}, go, bob]})
    expect(asked).toEqual(['step drop', 'approval drop', 'failure drop', 'step drop', 'approval drop'])
    expect(driven).toHaveLength(2)
  })

  test('is not stepped past', async () => {
    const {events, driven} = await perform(guarded, {answers: [{do: 'step-through'}, quit]})
    expect(driven).toEqual([])
    expect(of(events, 'guard.triggered').map(({data}) => data.guard)).toEqual(['step-through'])
  })

  test('keeps the code out of the record', async () => {
    const {events} = await perform(guarded, {answers: [go, bob]})
    expect(JSON.stringify(events)).not.toContain('CODE42')
    const {request, sha256} = of(events, 'approval.requested')[0]!.data
    expect(request).toBe(createHash('sha256').update(`${sha256} CODE42`).digest('hex'))
  })
})

describe('break glass', () => {
  test('runs it without a second person, and says why', async () => {
    const {events, asked, driven} = await perform(guarded, {breakGlass: 'all are asleep', answers: [go]})
    expect(asked).toEqual(['step drop'])
    expect(driven).toHaveLength(1)
    const sha256 = of(events, 'step.started')[0]!.data.sha256
    expect(of(events, 'override.used').map(({data}) => data)).toEqual([{reason: 'all are asleep', sha256}])
  })

  test('may be said at the question', async () => {
    const {events, driven} = await perform(guarded, {answers: [go, {do: 'break-glass', reason: 'now'}]})
    expect(driven).toHaveLength(1)
    expect(of(events, 'override.used')[0]).toMatchObject({authid: 'alice', subject: 'drop'})
  })

  test('takes no consent away from the operator', async () => {
    const {driven} = await perform(guarded, {breakGlass: 'now', answers: [quit]})
    expect(driven).toEqual([])
  })
})

describe('without a person', () => {
  const policy = unattended({name: 'cron', allow: new Set(['drop']), answers: {drop: {do: 'done'}}})

  test('a person is needed', async () => {
    const {events, driven} = await perform(guarded, {operator: policy})
    expect(driven).toEqual([])
    expect(told(events).at(-1)).toMatch(/needs-person: drop needs a second person/)
  })

  test('break glass lets it run', async () => {
    const {driven} = await perform(guarded, {operator: policy, breakGlass: 'now'})
    expect(driven).toHaveLength(1)
  })
})

describe('a run that is gone on with', () => {
  /** Goes on with what is left of a run that was cut off right after the approval. */
  async function resumed(
    what: Plan,
    {laterMs = 0, secret = false, all = false, by = 'alice', login = 'ops', from = ''} = {},
  ) {
    const change = (event: RunEvent): RunEvent =>
      from && event.type === 'approval.given'
        ? {...event, data: {...event.data, strength: 'other-terminal', user: {name: from}}}
        : event
    const redact = secret ? (text: string) => text.replace('echo', '•••') : undefined
    const before = await perform(guarded, {answers: [go, bob], ...(redact ? {redact} : {})})
    const end = before.events.findIndex(({type}) => type === 'approval.given') + 1
    const kept = all
      ? before.events.flatMap<RunEvent>(event =>
          event.type === 'step.finished'
            ? {...event, data: {...event.data, outcome: {kind: 'failure', detail: 'exit 1'}}}
            : event.type === 'run.finished'
              ? []
              : event,
        )
      : before.events.slice(0, end - 1).concat(change(before.events[end - 1]!))
    const {world, seen} = stage({
      answers: all ? [{do: 'retry'}, go, quit] : [go, quit],
      ...(redact ? {redact} : {}),
    })
    world.operator.name = by
    world.approving.user.name = login
    if (laterMs > 0) await world.wait(laterMs, world.signal)
    for await (const _ of run(what, world, resumptionOf(what, kept, world.facts.runbook.sha256)));
    return seen
  }

  test('an approval that was not used counts for the same digest', async () => {
    const {asked, driven} = await resumed(guarded)
    expect(asked).toEqual(['step drop'])
    expect(driven).toHaveLength(1)
  })

  test('it does not count for another text', async () => {
    const other = plan([block('drop', {effect: 'destroy', attributes: {approve: 1}, script: 'echo other'})])
    const {asked, driven} = await resumed(other)
    expect(asked).toEqual(['step drop', 'approval drop'])
    expect(driven).toEqual([])
  })

  test.each([
    ['who goes on now has given it', {by: 'Bob'}],
    ['it came from the login that goes on now', {from: 'ops'}],
  ])('it does not count where %s', async (_, how) => {
    const {asked, driven} = await resumed(guarded, how)
    expect(asked).toEqual(['step drop', 'approval drop'])
    expect(driven).toEqual([])
  })

  test('it counts where another login gave it', async () => {
    expect((await resumed(guarded, {from: 'root2'})).driven).toHaveLength(1)
  })

  test('it does not count after 15 minutes', async () => {
    expect((await resumed(guarded, {laterMs: 15 * 60_000})).driven).toEqual([])
  })

  test('it does not count where the digest leaves a secret out', async () => {
    expect((await resumed(guarded, {secret: true})).driven).toEqual([])
  })

  test('it does not count a second time', async () => {
    const {asked, driven} = await resumed(guarded, {all: true})
    expect(asked).toEqual(['failure drop', 'step drop', 'approval drop'])
    expect(driven).toEqual([])
  })
})
