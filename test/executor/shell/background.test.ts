import {expect, test} from 'vitest'
import {listen} from '../listener.ts'
import {isAlive, openBench} from './bench.ts'

const background = (ready: {text?: string; pattern?: {source: string; flags: string}} = {}) => ({
  id: 'server',
  env: {RUNBOOK_STEP_ID: 'server'},
  background: {ready},
})

test('a block in the background is up and goes on while the next block runs, in the state of the session', async () => {
  const {run, driver} = openBench()
  await run('cd /; WORD=kept; f() { echo "f $1"; }')
  const listener = listen()
  const {outcome, running} = await run('f $WORD; pwd; sleep 60', background({text: '/\n'}), listener)
  expect({outcome, alive: isAlive(running!.pid)}).toEqual({
    outcome: {kind: 'success', detail: `left running as process ${running!.pid}`},
    alive: true,
  })
  expect(listener.stdout()).toBe('f kept\n/\n')
  expect((await run('WORD=other; echo next')).stdout).toBe('next\n')
  expect(isAlive(running!.pid)).toBe(true)
  await driver.close()
  expect(isAlive(running!.pid)).toBe(false)
})

test('nothing that a block in the background sets is there for the others', async () => {
  const {run} = openBench()
  await run('WORD=before')
  const {running} = await run('WORD=changed; cd /; echo up; sleep 60', background({text: 'up'}))
  expect((await run('echo $WORD')).stdout).toBe('before\n')
  await running!.end()
})

test('it is up when it has printed what its author expects, and not before', async () => {
  const {run, cwd} = openBench()
  const began = run(
    'until [ -e go ]; do sleep 0.02; done; echo listening on 80; sleep 60',
    background({pattern: {source: 'listening on \\d+', flags: ''}}),
  )
  await run('touch go')
  const {running, stdout} = await began
  expect(stdout).toBe('listening on 80\n')
  await running!.end()
  expect(cwd).not.toBe('')
})

test('what is not up in time is ended, and is a time-out', async () => {
  const {run} = openBench()
  const {outcome, stdout, running} = await run('echo $$; sleep 60', {
    ...background({text: 'never printed'}),
    timeoutMs: 500,
  })
  expect({outcome, running, alive: isAlive(Number.parseInt(stdout, 10))}).toEqual({
    outcome: {kind: 'timeout', afterMs: 500},
    running: undefined,
    alive: false,
  })
})

test.each([
  ['no-such-program-at-all', {kind: 'failure', detail: 'exit 127'}],
  ['true', {kind: 'success'}],
  ['if', {kind: 'error', code: 'syntax', detail: expect.any(String)}],
])('`%s`, which ends at once, was not left running', async (script, outcome) => {
  const {run} = openBench()
  const result = await run(script, background())
  expect({outcome: result.outcome, running: result.running}).toEqual({outcome, running: undefined})
})

test('a cancel ends what is not up yet, and not what is', async () => {
  const {run} = openBench()
  const up = listen()
  const first = {...background({text: 'up'}), id: 'first', env: {RUNBOOK_STEP_ID: 'first'}}
  const {running} = await run('echo up; sleep 60', first, up)
  up.cancel()
  const listener = listen()
  void listener.heard('\n').then(listener.cancel)
  const {outcome, stdout} = await run('echo $$; sleep 60', background({text: 'never'}), listener)
  expect({kind: outcome.kind, alive: isAlive(Number.parseInt(stdout, 10))}).toEqual({
    kind: 'cancelled',
    alive: false,
  })
  expect(isAlive(running!.pid)).toBe(true)
})

test('stopping another step leaves it alone, with what it starts meanwhile', async () => {
  const {run} = openBench()
  const {running, stdout} = await run(
    '(while :; do sleep 0.05; done) & echo $!; wait',
    background({text: '\n'}),
  )
  await run('sleep 60', {timeoutMs: 300})
  expect({pid: isAlive(running!.pid), child: isAlive(Number.parseInt(stdout, 10))}).toEqual({
    pid: true,
    child: true,
  })
})

test('one that ends by itself says how, and its output until then has arrived', async () => {
  const {run} = openBench()
  const listener = listen()
  const {running} = await run('echo up; sleep 0.4; seq 1000; exit 5', background({text: 'up'}), listener)
  expect(await running!.ended).toEqual({outcome: {kind: 'failure', detail: 'exit 5'}, exitCode: 5})
  expect(listener.stdout().split('\n').length).toBe(1002)
})

test('ending one ends all that it started, wherever it went', async () => {
  const {run} = openBench()
  const {running, stdout} = await run('setsid sleep 60 & echo $!; wait', background({text: '\n'}))
  await running!.end()
  expect(isAlive(Number.parseInt(stdout, 10))).toBe(false)
})

test('what blocks left running is told with its step', async () => {
  const {run, driver} = openBench()
  const first = await run('sleep 61 & echo $!; until [ "$(cat /proc/$!/comm)" = sleep ]; do :; done', {
    id: 'one',
    env: {RUNBOOK_STEP_ID: 'one'},
  })
  const second = await run(
    "(setsid bash -c 'echo $$ > two; sleep 62; true' &); until [ -s two ]; do :; done; cat two",
    {
      id: 'two',
      env: {RUNBOOK_STEP_ID: 'two'},
    },
  )
  expect(await driver.left!()).toEqual([
    {pid: Number(first.stdout), name: 'sleep', step: 'one'},
    {pid: Number(second.stdout), name: 'bash', step: 'two'},
  ])
})
