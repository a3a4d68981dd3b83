import {expect, test} from 'vitest'
import {unattended} from '../../../src/executor/unattended.ts'
import type {PendingChange} from '../../../src/model/driver.ts'
import type {BlockAction, Plan} from '../../../src/model/plan.ts'
import type {DatabaseTarget} from '../../../src/model/settings.ts'
import {block, perform, plan, told} from './stage.ts'

const change: PendingChange = {
  statements: [{command: 'DELETE', affected: 3, sample: undefined}],
  locks: [],
  waiting: [],
  elapsedMs: 12,
  heldMs: 300_000,
}
const writes = (id: string, more: Partial<BlockAction> = {}) =>
  block(id, {kind: 'sql', effect: 'change', attributes: {write: true}, script: 'delete from a', ...more})
const run = {do: 'run'} as const
const quit = {do: 'quit'} as const

const aimed = (target: DatabaseTarget, ...steps: Parameters<typeof plan>[0]): Plan => ({
  ...plan(steps),
  databases: {main: {url: '$DATABASE_URL', target}},
})

test('what a block has changed is put to the operator while it runs, and the answer is on record', async () => {
  const {asked, events} = await perform(plan([writes('a'), writes('b')]), {
    scenes: {a: {changed: change}, b: {changed: change}},
    answers: [
      run,
      {do: 'note', note: 'decision', text: 'three is right'},
      {do: 'commit'},
      run,
      {do: 'roll-back'},
      {do: 'continue'},
    ],
  })
  expect(asked).toEqual(['step a', 'commit a', 'commit a', 'step b', 'commit b', 'failure b'])
  expect(told(events).slice(1)).toEqual([
    'target.checked a {"target":"database main","observed":{"database":"app","user":"ops","server":"10.0.0.5:5432","version":"18.4","recovery":"primary"},"verdict":"undeclared"}',
    'prompt.answered a step: run',
    'step.started a #1',
    'prompt.answered a commit: note',
    'note.added a {"kind":"decision","text":"three is right"}',
    'prompt.answered a commit: commit',
    'step.finished a #1 success',
    'prompt.answered b step: run',
    'step.started b #1',
    'prompt.answered b commit: roll-back',
    'step.finished b #1 cancelled: rolled back',
    'prompt.answered b failure: continue',
    'run.finished failure',
  ])
})

test('a decision that nobody makes any more is no', async () => {
  const {events} = await perform(plan([writes('a')]), {
    scenes: {a: {changed: change}},
    answers: [run, quit, quit],
  })
  expect(told(events)).toContain('step.finished a #1 cancelled: rolled back')
})

test('without a person a change that was allowed is kept', async () => {
  const operator = unattended({name: 'ci', allow: new Set(), answers: {}})
  const {events} = await perform(plan([writes('a')]), {scenes: {a: {changed: change}}, operator})
  expect(told(events)).toContain('prompt.answered a commit: commit')
})

test.each<[string, DatabaseTarget, string]>([
  ['database', {database: 'staging'}, 'expected database staging, it says app'],
  ['user', {user: 'root'}, 'expected user root, it says ops'],
  ['server', {server: '10.0.0.6'}, 'expected server 10.0.0.6, it says 10.0.0.5:5432'],
  ['standing', {recovery: true}, 'expected a standby, it says primary'],
  ['system identifier', {cluster: '73'}, 'expected system identifier 73, it says nothing'],
])('another %s than declared ends the run before anything is asked or begun', async (_, target, words) => {
  const {asked, events, driven} = await perform(aimed(target, writes('a')))
  const message = `the server of database \`main\` is not the declared target: ${words}`
  expect({asked, driven}).toEqual({asked: [], driven: []})
  expect(told(events).slice(-2)).toEqual([
    `guard.triggered a ${JSON.stringify({guard: 'target', message})}`,
    `run.finished refused: ${message}`,
  ])
})

test('the declared target is met, and the question says who the server is', async () => {
  const target = {database: 'app', user: 'ops', server: '10.0.0.5', recovery: false}
  const {events, questions} = await perform(aimed(target, writes('a')), {answers: [run]})
  expect(events.find(({type}) => type === 'target.checked')?.data).toMatchObject({
    verdict: 'met',
    expected: {...target, recovery: 'primary'},
  })
  expect(questions[0]).toMatchObject({
    target: 'database main: app at 10.0.0.5:5432 as ops, PostgreSQL 18.4, primary',
  })
})

test('where another server answers after a loss, nothing is changed before somebody says so', async () => {
  const scenes = {main: {elsewhere: 'another cluster answers now'}}
  const first = await perform(plan([writes('a'), writes('b')]), {scenes, answers: [run, quit]})
  expect(first.asked).toEqual(['step a', 'failure b'])
  expect(first.driven.map(({id}) => id)).toEqual(['a'])
  expect(told(first.events).slice(-4, -2)).toEqual([
    expect.stringMatching(/^target\.checked b /),
    'guard.triggered b {"guard":"target","message":"another cluster answers now"}',
  ])
  const retried = await perform(plan([writes('a'), writes('b')]), {
    scenes,
    answers: [run, {do: 'retry'}, run],
  })
  expect(retried.asked).toEqual(['step a', 'failure b', 'step b'])
  expect(told(retried.events).at(-1)).toBe('run.finished success')
})

test('a server is not asked who it is for what only reads', async () => {
  const {events} = await perform(aimed({database: 'staging'}, block('a', {kind: 'sql'})), {answers: [run]})
  expect(told(events).at(-1)).toBe('run.finished success')
})

test('what changes something outside a transaction is asked about with its having no way back', async () => {
  const outside = writes('a', {attributes: {write: true, autocommit: true}})
  const {questions} = await perform(plan([outside, writes('b')]), {answers: [run, run]})
  expect(questions.map(question => 'notes' in question && question.notes)).toEqual([
    ['there is no way back: each statement stands as soon as it has run'],
    false,
  ])
})

test('whoever changes every row of a table types its name', async () => {
  const commands = [{everyRowOf: 'app.users'}] as BlockAction['commands']
  const {questions} = await perform(plan([writes('a', {commands})]), {answers: [quit]})
  expect(questions[0]).toMatchObject({consent: 'type', word: 'app.users'})
})

test('a password is asked for while the block runs, and is a secret from then on', async () => {
  const {events, secrets, questions} = await perform(plan([block('a', {kind: 'sql'})]), {
    scenes: {a: {locked: 'main'}},
    answers: [run, {do: 'value', value: 'open sesame'}],
  })
  expect(questions[1]).toMatchObject({
    kind: 'input',
    input: {secret: true, prompt: 'Password for database main'},
  })
  expect(secrets).toEqual([{name: 'password of main', value: 'open sesame'}])
  expect(JSON.stringify(events)).not.toContain('sesame')
  expect(told(events).at(-1)).toBe('run.finished success')
})

test('the record names the system, and the code of what its server refused', async () => {
  const result = {outcome: {kind: 'failure', detail: '42P01: no such table'}, statusCode: '42P01'} as const
  const command = {
    name: 'SELECT',
    text: 'select 1',
    start: 0,
    end: 8,
    effect: 'read',
    place: block('a').place,
  }
  const read = block('a', {kind: 'sql', script: 'select 1', commands: [command as never]})
  const {events} = await perform(plan([read]), {
    scenes: {a: {result}},
    answers: [run, quit],
  })
  const dataOfType = (type: string) => events.find(event => event.type === type)?.data
  expect(dataOfType('step.started')).toMatchObject({
    db: {namespace: 'main', system: {name: 'postgresql'}, query: {text: 'select 1'}},
  })
  expect(dataOfType('step.finished')).toMatchObject({db: {response: {status_code: '42P01'}}})
})

const why = 'v calls acts(), which the catalog says is volatile: it may change something'
const viewed = {scenes: {a: {catalog: [why]}}}

test('what only seems to read, by the catalog, is asked about as unknown, and its server says who it is', async () => {
  const {questions, events, driven} = await perform(plan([block('a', {kind: 'sql'})]), {
    ...viewed,
    answers: [run],
  })
  expect(questions[0]).toMatchObject({
    consent: 'yes',
    action: {effect: 'unknown', reasons: [{effect: 'unknown', text: why}]},
    target: expect.stringContaining('app at 10.0.0.5:5432'),
  })
  expect(driven).toMatchObject([{acts: true, write: false}])
  expect(events.find(({type}) => type === 'step.started')?.data).toMatchObject({effect: 'unknown'})
})

test('without a person it is refused unless unknown effects are allowed, or its author gives a reason', async () => {
  const by = (allow: string[]) => unattended({name: 'policy', allow: new Set(allow), answers: {}})
  const end = async (allow: string[], attributes = {}) =>
    told(
      (await perform(plan([block('a', {kind: 'sql', attributes})]), {...viewed, operator: by(allow)})).events,
    ).at(-1)
  expect(await end([])).toBe(
    'run.finished refused: what a does is unknown (v calls acts(), which the catalog says is volatile: it may change something): allow it with --allow unknown or --allow a',
  )
  expect(await end(['unknown'])).toBe('run.finished success')
  expect(await end([], {effect: 'read'})).toMatch('run.finished refused')
  expect(await end([], {effect: 'read', reason: 'acts() only logs'})).toBe('run.finished success')
})
