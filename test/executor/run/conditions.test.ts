import {expect, test} from 'vitest'
import type {Attributes} from '../../../src/model/attributes.ts'
import type {DriverResult} from '../../../src/model/driver.ts'
import type {Answer} from '../../../src/model/operator.ts'
import type {Scene} from '../fake-drivers.ts'
import {block, perform, plan, step, told} from './stage.ts'

const go: Answer = {do: 'run'}
const exit = (code: number): Scene => ({
  result: {
    outcome: code === 0 ? {kind: 'success'} : {kind: 'failure', detail: `exit ${code}`},
    exitCode: code,
  },
})

test.each([
  ['met', {stdout: 'ok\n'}, ['met']],
  ['unmet', {stdout: 'no\n'}, ['unmet', 'failed']],
  ['failed', {...exit(1), stdout: 'ok\n'}, ['failed']],
] as const)('after a check that is %s, exactly the steps for that run', async (_, scene, expected) => {
  const check = block('check', {attributes: {expect: {text: 'ok'}, onFailure: {do: 'continue'}}})
  const after = (['met', 'unmet', 'failed'] as const).map(state =>
    block(`if-${state}`, {}, {conditions: [{step: 'check', state}]}),
  )
  const {driven} = await perform(plan([check, ...after]), {
    answers: Array(4).fill(go),
    scenes: {check: scene},
  })
  expect(driven.map(({id}) => id)).toEqual(['check', ...expected.map(state => `if-${state}`)])
})

test('a step whose condition does not hold says what was seen, and nobody is asked', async () => {
  const {events, asked} = await perform(
    plan([
      block('a'),
      block('b', {}, {conditions: [{step: 'a', state: 'unmet'}]}),
      block('c', {}, {conditions: [{step: 'never', state: 'met'}]}),
    ]),
    {answers: [go]},
  )
  expect(told(events).slice(-3)).toEqual([
    'step.skipped b by plan: only if a is unmet, and it is met',
    'step.skipped c by plan: only if never is met, and it did not run',
    'run.finished success',
  ])
  expect(asked).toEqual(['step a'])
})

test('where the author goes on after a failure, nobody is asked', async () => {
  const {events} = await perform(
    plan([block('a', {attributes: {onFailure: {do: 'continue'}}}), block('b')]),
    {answers: [go, go], scenes: {a: exit(1)}},
  )
  expect(told(events)).toEqual([
    'run.started',
    'prompt.answered a step: run',
    'step.started a #1',
    'step.finished a #1 failure: exit 1',
    'prompt.answered b step: run',
    'step.started b #1',
    'step.finished b #1 success',
    'run.finished success',
  ])
})

test.each([
  [
    'another step',
    plan([block('a', {attributes: {onFailure: {do: 'goto', step: 'c'}}}), block('b'), block('c')]),
    ['a', 'c'],
  ],
  [
    'a step of the rollback section',
    plan([
      block('a', {attributes: {onFailure: {do: 'goto', step: 'c'}}}),
      block('b'),
      block('c', {}, {phase: 'rollback'}),
    ]),
    ['a', 'c'],
  ],
] as const)('a failure leads to %s where the author says so', async (_, what, ids) => {
  const {driven} = await perform(what, {answers: [go, go], scenes: {a: exit(1)}})
  expect(driven.map(({id}) => id)).toEqual(ids)
})

test('a failure that should lead to a step that is not in the plan ends the run and says so', async () => {
  const {events} = await perform(
    plan([block('a', {attributes: {onFailure: {do: 'goto', step: 'gone'}}}), block('b')]),
    {answers: [go], scenes: {a: exit(1)}},
  )
  expect(told(events).at(-1)).toMatch(/^run\.finished \w+: there is no step gone to go to in this plan$/)
})

test.each(['cancelled', 'error', 'unknown'] as const)(
  'what the author planned for a failure does not hide that a step ended as %s',
  async kind => {
    const result = {outcome: {kind, detail: 'd', code: 'c'}} as DriverResult
    const {asked} = await perform(plan([block('a', {attributes: {onFailure: {do: 'continue'}, retry: 3}})]), {
      answers: [go, {do: 'quit'}],
      scenes: {a: {result}},
    })
    expect(asked).toEqual(['step a', 'failure a'])
  },
)

test('a failing step is tried again as often as the author says, and no more', async () => {
  const {driven, events} = await perform(plan([block('a', {attributes: {retry: 2}})]), {
    answers: [go, {do: 'quit'}],
    scenes: {a: exit(1)},
  })
  expect(driven.length).toBe(3)
  expect(told(events).filter(line => line.startsWith('step.'))).toEqual(
    [1, 2, 3].flatMap(n => [`step.started a #${n}`, `step.finished a #${n} failure: exit 1`]),
  )
})

test('polling goes on every so often until it succeeds', async () => {
  const {waits, events} = await perform(plan([block('a', {attributes: {everyMs: 2000, untilMs: 60_000}})]), {
    answers: [go],
    scenes: {a: [exit(1), exit(1), exit(0)]},
  })
  expect({waits, end: told(events).at(-1)}).toEqual({waits: [2000, 2000], end: 'run.finished success'})
})

test('an end that another try follows says so, and when', async () => {
  const {events} = await perform(
    plan([
      block('a', {attributes: {everyMs: 2000, untilMs: 3000}}),
      block('b', {attributes: {retry: 1, onFailure: {do: 'continue'}}}),
    ]),
    {answers: [go, go], scenes: {a: [exit(1), exit(1), exit(0)], b: exit(1)}},
  )
  const again = events.flatMap(event => (event.type === 'step.finished' ? [event.data.again] : []))
  expect(again).toEqual([
    {inMs: 2000, leftMs: 3000},
    {inMs: 2000, leftMs: 1000},
    undefined,
    {inMs: 0, triesLeft: 1},
    undefined,
  ])
})

test('polling ends when its time is over', async () => {
  const {waits, asked} = await perform(plan([block('a', {attributes: {everyMs: 2000, untilMs: 5000}})]), {
    answers: [go, {do: 'quit'}],
    scenes: {a: exit(1)},
  })
  expect({waits, asked}).toEqual({waits: [2000, 2000, 2000], asked: ['step a', 'failure a']})
})

const ended = (kind: 'success' | 'failure', more: Partial<DriverResult> = {}): DriverResult => ({
  outcome: kind === 'success' ? {kind} : {kind, detail: 'exit 3'},
  ...more,
})
const checks: readonly [what: string, expected: Attributes['expect'], scene: Scene, seen: string[]][] = [
  [
    'a text that is there',
    {text: 'OK'},
    {stdout: '200 OK\n'},
    ['met: output contains OK, 200 OK', 'success'],
  ],
  [
    'a text on standard error',
    {text: 'OK'},
    {stderr: '200 OK\n'},
    ['met: output contains OK, 200 OK', 'success'],
  ],
  [
    'a text in another case',
    {text: 'ok'},
    {stdout: '200 OK\n'},
    ['unmet: output contains ok, 200 OK', 'failure'],
  ],
  ['a text where nothing is printed', {text: 'ok'}, {}, ['unmet: output contains ok, nothing', 'failure']],
  [
    'a text of a failing command',
    {text: 'OK'},
    {stdout: 'OK', result: ended('failure', {exitCode: 3})},
    ['met: output contains OK, OK', 'failure'],
  ],
  [
    'a pattern',
    {pattern: {source: '^up$', flags: 'm'}},
    {stdout: 'x\nup\n'},
    ['met: output matches /^up$/m, x\nup', 'success'],
  ],
  [
    'the exit code that came',
    {exit: [3]},
    {result: ended('failure', {exitCode: 3})},
    ['met: exit 3, exit 3', 'success'],
  ],
  [
    'one of several exit codes',
    {exit: [0, 3]},
    {result: ended('failure', {exitCode: 3})},
    ['met: exit 0 or 3, exit 3', 'success'],
  ],
  [
    'another exit code than came',
    {exit: [3]},
    {result: ended('success', {exitCode: 0})},
    ['unmet: exit 3, exit 0', 'failure'],
  ],
  ['any exit code', {exit: 'any'}, {result: ended('failure', {exitCode: 3})}, ['success']],
  [
    'a number of rows',
    {rows: {operator: '<=', value: '2'}},
    {result: ended('success', {rows: 2})},
    ['met: rows <= 2, 2 rows', 'success'],
  ],
  [
    'more rows than there are',
    {rows: {operator: '>', value: '2'}},
    {result: ended('success', {rows: 2})},
    ['unmet: rows > 2, 2 rows', 'failure'],
  ],
  [
    'rows where none were returned',
    {rows: {operator: '=', value: '0'}},
    {},
    ['unmet: rows = 0, no rows were returned', 'failure'],
  ],
  [
    'a value',
    {value: {operator: '<', value: '100'}},
    {result: ended('success', {rows: 1, value: '99.5'})},
    ['met: value < 100, 99.5', 'success'],
  ],
  [
    'a value where there are several',
    {value: {operator: '<', value: '100'}},
    {result: ended('success', {rows: 2})},
    ['unmet: value < 100, not a single value', 'failure'],
  ],
  [
    'a value printed by a shell',
    {value: {operator: '=', value: '7'}},
    {stdout: ' 7\n'},
    ['met: value = 7, 7', 'success'],
  ],
  [
    'a text with something left out, of output in colour with the line ends of a terminal',
    {text: 'HTTP... OK'},
    {stdout: '\x1b[1mHTTP/2\x1b[0m 200 OK\r\n'},
    ['met: output contains HTTP... OK, HTTP/2 200 OK', 'success'],
  ],
  [
    'a text that is there but for blanks and case: the line is pointed at',
    {text: '200 OK'},
    {stdout: 'asking\nHTTP 200  ok\nbye\n'},
    ['unmet: output contains 200 OK, HTTP 200  ok', 'failure'],
  ],
  [
    'several texts and expressions at once, and an exit code',
    {text: 'a', also: [{text: 'b'}, {pattern: {source: 'c$', flags: ''}}], exit: [0]},
    {stdout: 'a c', result: ended('success', {exitCode: 0})},
    [
      'met: exit 0, exit 0',
      'met: output contains a, a c',
      'unmet: output contains b, a c',
      'met: output matches /c$/, a c',
      'failure',
    ],
  ],
  [
    'JSON that is there, whatever stands on standard error',
    {json: '{"status":"ok"}'},
    {stdout: '{"status":"ok","n":1}', stderr: '{"status":"?"}'},
    ['met: JSON with {"status":"ok"}, all of it', 'success'],
  ],
  [
    'JSON that differs: the place is told',
    {json: '{"status":{"db":"ok"}}'},
    {stdout: '{"status":{"db":"down"}}'},
    ['unmet: JSON with {"status":{"db":"ok"}}, .status.db is "down"', 'failure'],
  ],
  [
    'JSON where there is none',
    {json: '{}'},
    {stdout: 'Service Unavailable'},
    ['unmet: JSON with {}, no JSON was printed', 'failure'],
  ],
  [
    'JSON of a result with one value',
    {json: '[1]'},
    {result: ended('success', {rows: 1, value: '[1, 2]'})},
    ['met: JSON with [1], all of it', 'success'],
  ],
  [
    'a text, of a step that was cut off',
    {text: 'OK'},
    {stdout: 'OK', result: {outcome: {kind: 'timeout', afterMs: 5}}},
    ['timeout'],
  ],
]

test.each(checks)('expecting %s', async (_, expected, scene, seen) => {
  const answers: Answer[] = [go, {do: 'quit'}]
  const {events} = await perform(plan([block('a', {attributes: expected ? {expect: expected} : {}})]), {
    answers,
    scenes: {a: scene},
  })
  const told = events.flatMap(event =>
    event.type === 'check.evaluated'
      ? [`${event.data.verdict}: ${event.data.expected}, ${event.data.observed}`]
      : event.type === 'step.finished'
        ? [event.data.outcome.kind]
        : [],
  )
  expect(told).toEqual(seen)
})

test.each([
  ['up 3 days\nload 0.1\n', 'met', 'the same'],
  ['up 3 days\nload 9\n', 'unmet', 'line 2 is "load 9", not "load 0.1"'],
])('expecting the output that the document shows, of %j', async (stdout, verdict, observed) => {
  const point = {line: 1, column: 1, offset: 0}
  const seen = [{text: 'up ... days\nload 0.1', place: {start: point, end: point}}]
  const {events} = await perform(plan([block('a', {attributes: {expect: {seen: true}}, seen})]), {
    answers: [go, {do: 'quit'}],
    scenes: {a: {stdout}},
  })
  expect(events.find(({type}) => type === 'check.evaluated')?.data).toEqual({
    attempt: 1,
    verdict,
    expected: 'the output that the document shows',
    observed,
  })
})

test('what the document shows as seen is compared with nothing unless the author says so', async () => {
  const point = {line: 1, column: 1, offset: 0}
  const seen = [{text: 'other', place: {start: point, end: point}}]
  const {events} = await perform(plan([block('a', {seen})]), {answers: [go], scenes: {a: {stdout: 'x'}}})
  expect(told(events).slice(-2)).toEqual(['step.finished a #1 success', 'run.finished success'])
})

test('what is done by hand and what is ticked off count as conditions', async () => {
  const {driven} = await perform(
    plan([
      step('tick', {kind: 'checklist'}),
      step('call', {kind: 'manual'}),
      block('a', {}, {conditions: [{step: 'tick', state: 'met'}]}),
      block('b', {}, {conditions: [{step: 'call', state: 'failed'}]}),
    ]),
    {answers: [{do: 'done'}, {do: 'failed', note: 'engaged'}, go, go]},
  )
  expect(driven.map(({id}) => id)).toEqual(['a', 'b'])
})
