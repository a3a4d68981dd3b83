import {expect, test} from 'vitest'
import {listen} from '../listener.ts'
import {isAlive, openBench} from './bench.ts'

/** Blocks that start something that goes on, and print its process id on a line of its own. */
const stubborn: readonly [what: string, script: string][] = [
  ['a program in the foreground', "bash -c 'echo $$; exec sleep 60'"],
  ['a program in the background', 'sleep 60 & echo $!; wait'],
  ['a pipe', "bash -c 'echo $$; exec sleep 60' | cat"],
  ['a child that ignores TERM', `bash -c 'trap "" TERM INT HUP; echo $$; while :; do sleep 1; done'`],
  ['a bash that itself ignores TERM', `trap '' TERM; bash -c 'echo $$; sleep 60'`],
  ['a stopped child', "bash -c 'echo $$; kill -STOP $$'"],
  ['a job of its own under set -m', 'set -m; sleep 60 & echo $!; wait'],
  ['a program in the foreground under set -m', "set -m; bash -c 'echo $$; exec sleep 60'"],
  ['a loop of bash alone', 'echo $$; while :; do :; done'],
]

// a limit and a cancel stop in the same way, so some do for the first, and KILL comes only two seconds after TERM
const limited = /in the background|child that ignores TERM/

test.each(stubborn.filter(([what]) => limited.test(what)))(
  'a time limit leaves nothing alive of %s',
  async (_, script) => {
    const {run} = openBench()
    const {outcome, stdout} = await run(script, {timeoutMs: 500})
    expect({outcome, alive: isAlive(Number.parseInt(stdout, 10))}).toEqual({
      outcome: {kind: 'timeout', afterMs: 500},
      alive: false,
    })
  },
)

test.each(stubborn.filter(([what]) => !/child that ignores TERM/.test(what)))(
  'a cancel leaves nothing alive of %s',
  async (_, script) => {
    const {run} = openBench()
    const listener = listen()
    void listener.heard('\n').then(listener.cancel)
    const {outcome, stdout} = await run(script, {}, listener)
    expect({kind: outcome.kind, alive: isAlive(Number.parseInt(stdout, 10))}).toEqual({
      kind: 'cancelled',
      alive: false,
    })
  },
)

test.each([
  ['a program left in the background', 'sleep 60 & echo $!'],
  ['a job under set -m', 'set -m; sleep 60 & echo $!'],
  ['what a block left that then ended its bash', 'sleep 60 & echo $!; exit 0'],
  ['what a block left that then killed its bash', 'sleep 60 & echo $!; kill -9 $$'],
])('closing the session leaves nothing alive of %s', async (_, script) => {
  const {driver, run} = openBench()
  const {stdout} = await run(script)
  const pid = Number.parseInt(stdout, 10)
  expect(isAlive(pid)).toBe(true)
  await driver.close()
  expect(isAlive(pid)).toBe(false)
})

test('closing lets the trap of the operator run that cleans up', async () => {
  const {driver, run, cwd} = openBench()
  await run("trap 'echo cleaned > cleaned.txt' EXIT")
  await driver.close()
  const after = openBench({cwd})
  expect((await after.run('cat cleaned.txt')).stdout).toBe('cleaned\n')
})

test('what never ends is watched for so long and then ended, which is a success', async () => {
  const {run} = openBench()
  const {outcome, stdout} = await run('echo $$; while :; do sleep 0.05; done', {followMs: 300})
  expect({outcome, alive: isAlive(Number.parseInt(stdout, 10))}).toEqual({
    outcome: {kind: 'success', detail: 'watched for 300 ms'},
    alive: false,
  })
})

test('what ends by itself while it is watched ends with its own exit code', async () => {
  const {run} = openBench()
  expect((await run('exit 4', {followMs: 10_000})).outcome).toEqual({kind: 'failure', detail: 'exit 4'})
})

test('the state that a stopped block had reached is there for the next block', async () => {
  const {run} = openBench()
  const listener = listen()
  void listener.heard('ready').then(listener.cancel)
  await run('cd /; REACHED=yes; sleep 60 & echo ready; wait', {}, listener)
  expect((await run('echo "$REACHED $PWD"')).stdout).toBe('yes /\n')
})
