import {describe, expect, test} from 'vitest'
import type {ShellSpec, SqlSpec} from '../../../src/model/driver.ts'
import type {Answer} from '../../../src/model/operator.ts'
import type {NeededInput} from '../../../src/model/plan.ts'
import {block, gap, perform, plan, told} from './stage.ts'

const go: Answer = {do: 'run'}
const script = 'restart <service>'
const restart = block('restart', {script, needs: ['service'], placeholders: [gap(script, '<service>')]})
const service: NeededInput = {name: 'service', kind: 'placeholder', pattern: '[a-z]+'}
const variablesOf = (spec: unknown) => (spec as ShellSpec).variables

test.each(['option', 'answer', 'default'] as const)(
  'a value given as %s is used without a question, and recorded',
  async source => {
    const {events, driven, asked} = await perform(plan([restart], [service]), {
      answers: [go],
      inputs: {service: {value: 'api', source}},
    })
    expect({told: told(events).slice(1, 3), asked, variables: variablesOf(driven[0])}).toEqual({
      told: [
        `input.set restart {"name":"service","value":"api","secret":false,"source":"${source}"}`,
        'prompt.answered restart step: run',
      ],
      asked: ['step restart'],
      variables: {RUNBOOK_INPUT_service: 'api'},
    })
  },
)

test('a value that nobody gave is asked for once, and is there for later steps', async () => {
  const again = {...restart, id: 'again'}
  const {asked, driven} = await perform(plan([restart, again], [service]), {
    answers: [{do: 'value', value: 'api'}, go, go],
  })
  expect({asked, variables: driven.map(variablesOf)}).toEqual({
    asked: ['input restart', 'step restart', 'step again'],
    variables: [{RUNBOOK_INPUT_service: 'api'}, {RUNBOOK_INPUT_service: 'api'}],
  })
})

test.each([
  ['does not match', 'API 1'],
  ['matches only in part', 'api\nrm -rf'],
  ['is empty', ''],
  ['holds a NUL', 'a\0'],
])('a value that %s is refused, and asked for again', async (_, value) => {
  const {asked, driven} = await perform(plan([restart], [service]), {
    answers: [{do: 'value', value}, {do: 'value', value: 'api'}, go],
    inputs: {service: {value, source: 'option'}},
  })
  expect({asked, variables: variablesOf(driven[0])}).toEqual({
    asked: ['input restart', 'input restart', 'step restart'],
    variables: {RUNBOOK_INPUT_service: 'api'},
  })
})

test('a step whose value is refused does not run', async () => {
  const {events, driven} = await perform(plan([restart], [service]), {
    answers: [{do: 'skip', reason: 'not known'}],
  })
  expect(driven).toEqual([])
  expect(told(events)).toContain('step.skipped restart by operator: not known')
})

test.each([
  ['declared as secret', {name: 'pin', kind: 'variable', secret: true}],
  ['with the name of a secret', {name: 'API_TOKEN', kind: 'variable'}],
] as const)('a value %s reaches the shell and the redactor, and no event or question', async (_, input) => {
  const value = 'hunter2-hunter2'
  const step = block('use', {script: `use "$${input.name}"`, variables: [input.name]})
  for (const cast of [
    {answers: [{do: 'value', value} as const, go]},
    {answers: [go], inputs: {[input.name]: {value, source: 'option'} as const}},
  ]) {
    const {events, questions, driven, secrets} = await perform(plan([step], [input]), cast)
    expect({variables: variablesOf(driven[0]), secrets}).toEqual({
      variables: {[input.name]: value},
      secrets: [{name: input.name, value}],
    })
    expect(JSON.stringify([events, questions])).not.toContain(value)
  }
})

test('an address with a password in it is secret, whatever it is called', async () => {
  const value = 'postgres://ops:hunter2hunter2@db/app'
  const step = block('look', {script: 'echo "$QUEUE_URL"', needs: ['QUEUE_URL'], variables: ['QUEUE_URL']})
  const {events, secrets} = await perform(plan([step], [{name: 'QUEUE_URL', kind: 'variable'}]), {
    answers: [{do: 'value', value}, go],
  })
  expect(JSON.stringify(events)).not.toContain('hunter2')
  expect(secrets).toEqual([
    {name: 'QUEUE_URL', value},
    {name: 'QUEUE_URL', value: 'hunter2hunter2'},
  ])
})

test('what a step shows of a secret placeholder is that it is one', async () => {
  const {questions} = await perform(plan([restart], [{...service, secret: true}]), {
    answers: [go],
    inputs: {service: {value: 'hunter', source: 'option'}},
  })
  expect(questions.at(-1)).toMatchObject({rendered: "restart '‹secret›'"})
})

test('captured output is an input for later steps, as a placeholder and as a variable, without its line end', async () => {
  const from = block('version', {attributes: {capture: 'VERSION'}})
  const text = 'deploy <version> --was "$VERSION"'
  const to = block('deploy', {script: text, needs: ['version'], placeholders: [gap(text, '<version>')]})
  const {events, driven} = await perform(plan([from, to, block('other')]), {
    answers: [go, go, go],
    scenes: {version: {stdout: 'v1 \n\n', stderr: 'noise'}},
  })
  expect(told(events)).toContain(
    'input.set version {"name":"VERSION","value":"v1","secret":false,"source":"capture"}',
  )
  expect(driven.map(variablesOf)).toEqual([{}, {VERSION: 'v1', RUNBOOK_INPUT_version: 'v1'}, {}])
})

test('the single value of a query is captured as it is', async () => {
  const sql = {kind: 'sql', commands: [], attributes: {capture: 'leader'}} as const
  const use = block('use', {
    script: 'use <leader>',
    needs: ['leader'],
    placeholders: [gap('use <leader>', '<leader>')],
  })
  const {driven} = await perform(plan([block('ask', {...sql, commands: []}), use]), {
    answers: [go, go],
    scenes: {
      ask: {
        table: {columns: [{name: 'l', numeric: false}], rows: [['db-1']], total: 1, command: 'SELECT'},
        result: {outcome: {kind: 'success'}, rows: 1, value: 'db-1'},
      },
    },
  })
  expect((driven[0] as SqlSpec).database).toBe('main')
  expect(variablesOf(driven[1])).toEqual({RUNBOOK_INPUT_leader: 'db-1'})
})

test.each(['capture', 'captureSecret'] as const)(
  'a step of which nothing can be kept by %s has failed, and its value is asked for where it is needed',
  async attribute => {
    const text = 'rm -rf "/srv/<dir>"'
    const {driven, asked, events} = await perform(
      plan([
        block('find', {attributes: {[attribute]: 'dir'}}),
        block('remove', {script: text, needs: ['dir'], placeholders: [gap(text, '<dir>')]}),
      ]),
      {
        answers: [go, {do: 'continue'}, {do: 'skip', reason: 'nothing there'}],
        scenes: {find: {stdout: ' \n'}},
      },
    )
    expect(driven.map(({id}) => id)).toEqual(['find'])
    expect(asked).toEqual(['step find', 'failure find', 'input remove'])
    expect(told(events)).toContain(
      'step.finished find #1 failure: expected a value to keep as dir, saw nothing',
    )
  },
)

test('what a step writes to its output file is there for later steps, by name, and secrets stay secret', async () => {
  const text = 'deploy <deploy-id> "$REGION"'
  const written =
    'deploy-id=7\nREGION=eu\nAPI_TOKEN=hunter2hunter2\nDB=postgres://u:hunter3hunter3@h/d\nEMPTY=\n'
  const {events, driven, secrets} = await perform(
    plan([
      block('find'),
      block('deploy', {
        script: text,
        needs: ['deploy-id'],
        variables: ['REGION'],
        placeholders: [gap(text, '<deploy-id>')],
      }),
      block('use', {script: 'use "$API_TOKEN"'}),
    ]),
    {answers: [go, go, go], scenes: {find: {result: {outcome: {kind: 'success'}, written}}}},
  )
  expect(told(events).filter(line => line.startsWith('input.set'))).toEqual([
    'input.set find {"name":"deploy-id","value":"7","secret":false,"source":"capture"}',
    'input.set find {"name":"REGION","value":"eu","secret":false,"source":"capture"}',
    'input.set find {"name":"API_TOKEN","secret":true,"source":"capture"}',
    'input.set find {"name":"DB","secret":true,"source":"capture"}',
    'input.set find {"name":"EMPTY","value":"","secret":false,"source":"capture"}',
  ])
  expect(driven.map(variablesOf)).toEqual([
    {},
    {REGION: 'eu', RUNBOOK_INPUT_deploy_id: '7'},
    {API_TOKEN: 'hunter2hunter2'},
  ])
  expect(secrets.map(({value}) => value)).toEqual([
    'hunter2hunter2',
    'postgres://u:hunter3hunter3@h/d',
    'hunter3hunter3',
  ])
})

test.each([
  ['success', 'failure: line 2 of $RUNBOOK_OUTPUT is neither NAME=value nor NAME<<END', 0],
  ['failure', 'failure: exit 1', 1],
] as const)(
  'nothing is kept of a malformed output file, nor of a step that failed: a %s is a %s',
  async (_, end, exitCode) => {
    const {events} = await perform(plan([block('find')]), {
      answers: [go, {do: 'quit'}],
      scenes: {
        find: {
          result: {
            outcome: exitCode === 0 ? {kind: 'success'} : {kind: 'failure', detail: 'exit 1'},
            exitCode,
            written: exitCode === 0 ? 'A=1\nhunter2' : 'A=1\n',
          },
        },
      },
    })
    expect(told(events).filter(line => /^(step.finished|input)/.test(line))).toEqual([
      `step.finished find #1 ${end}`,
    ])
  },
)

test.each([
  [{text: 'no such text'}, 'failure'],
  [{text: 'hunter2'}, 'success'],
  [{pattern: {source: 'x{9}', flags: ''}}, 'failure'],
  [{value: {operator: '=', value: 'other'}}, 'failure'],
] as const)(
  'a captured secret is in no event and not on the screen, also when %j is expected',
  async (expectation, kind) => {
    const secret = 'hunter2-hunter2'
    const login = block('login', {attributes: {captureSecret: 'TOKEN', expect: expectation}})
    const use = block('use', {script: 'use "$TOKEN"'})
    const {events, shown, secrets, driven, questions} = await perform(plan([login, use]), {
      answers: kind === 'success' ? [go, go] : [go, {do: 'quit'}],
      scenes: {login: {stdout: `${secret}\n`, stderr: 'logged in\n'}},
    })
    expect({shown, all: JSON.stringify([events, questions]).includes(secret)}).toEqual({
      shown: 'logged in\n',
      all: false,
    })
    if (kind === 'success') {
      expect(secrets).toEqual([{name: 'TOKEN', value: secret}])
      expect(variablesOf(driven[1])).toEqual({TOKEN: secret})
      expect(told(events)).toContain('input.set login {"name":"TOKEN","secret":true,"source":"capture"}')
    }
  },
)

test('what was observed is redacted before it is cut', async () => {
  const secret = 'sk-0123456789abcdef'
  const {events} = await perform(plan([block('a', {attributes: {expect: {text: 'ok'}}})]), {
    answers: [go, {do: 'quit'}],
    scenes: {a: {stdout: `${secret}${'x'.repeat(190)}`}},
    redact: text => text.replaceAll(secret, '‹redacted›'),
  })
  const check = events.find(({type}) => type === 'check.evaluated')
  expect(check?.data).toMatchObject({verdict: 'unmet', observed: `‹redacted›${'x'.repeat(190)}`.slice(-200)})
})

test('what was observed is not cut in the middle of a character', async () => {
  const {events} = await perform(plan([block('a', {attributes: {expect: {text: 'ok'}}})]), {
    answers: [go, {do: 'quit'}],
    scenes: {a: {stdout: `${'🚀'.repeat(120)}x`}},
  })
  const check = events.find(({type}) => type === 'check.evaluated')!
  expect((check.data as {observed: string}).observed).toBe(`…${'🚀'.repeat(99)}x`)
})

test('SQL for a client is the shell that starts the client, here or wherever the shell is', async () => {
  const script = "psql -h <host> <<'END'\nselect 1\nEND"
  const one = block('sql', {
    kind: 'sql',
    client: 'psql -h <host>',
    effect: 'destroy',
    script,
    needs: ['host'],
    placeholders: [gap(script, '<host>')],
  })
  const {driven, questions, events} = await perform(plan([one], [{name: 'host', kind: 'placeholder'}]), {
    answers: [{do: 'value', value: 'db-1'}, go],
  })
  expect(driven).toMatchObject([
    {
      kind: 'shell',
      script: 'psql -h "${RUNBOOK_INPUT_host}" <<\'END\'\nselect 1\nEND',
      variables: {RUNBOOK_INPUT_host: 'db-1'},
    },
  ])
  expect(questions[1]).toMatchObject({kind: 'step', target: 'this machine', consent: 'type', word: 'sql'})
  expect(events.find(({type}) => type === 'step.started')?.data).toMatchObject({kind: 'sql', text: script})
})

describe('a variable that a block was to set which failed', () => {
  const failed = {result: {outcome: {kind: 'failure', detail: 'exit 1'}, exitCode: 1}} as const
  const set = block('set', {assigns: ['A'], attributes: {onFailure: {do: 'continue'}}})
  const use = block('use', {script: 'echo "$A"', variables: ['A']})

  test('is taken as the session has it', async () => {
    const {asked, driven} = await perform(plan([set, use]), {answers: [go, go], scenes: {set: failed}})
    expect(asked).toEqual(['step set', 'step use'])
    expect(variablesOf(driven[1])).toEqual({})
  })

  test('is asked for where the session has none', async () => {
    const {asked, driven} = await perform(plan([set, use]), {
      answers: [go, {do: 'value', value: '7'}, go],
      scenes: {set: failed, use: {empty: ['A']}},
    })
    expect(asked).toEqual(['step set', 'input use', 'step use'])
    expect(variablesOf(driven[1])).toEqual({A: '7'})
  })

  test('is asked for where no block came so far', async () => {
    const {asked} = await perform(plan([set, use]), {
      answers: [{do: 'skip', reason: 'not now'}, {do: 'value', value: '7'}, go],
    })
    expect(asked).toEqual(['step set', 'input use', 'step use'])
  })
})
