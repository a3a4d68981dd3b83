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
  ['a program in a session of its own', 'setsid sleep 60 & echo $!; wait'],
  ['a grandchild in a session of its own', 'setsid bash -c "sleep 60 & echo \\$!; wait"'],
  ['a daemon that was forked twice', "(setsid bash -c 'echo $$; exec sleep 60' &); sleep 60"],
  ['a daemon that closed all it had', "(setsid bash -c 'echo $$; exec sleep 60 <&- >&- 2>&-' &); sleep 60"],
  ['a program under nohup', 'nohup bash -c "echo \\$\\$; exec sleep 60" & wait'],
  ['a program that has no mark but a parent', "env -i setsid bash -c 'echo $$; sleep 60'; sleep 60"],
  [
    'a program that ignores TERM and has neither a mark nor, by then, a parent',
    `bash -c 'env -i setsid bash -c "trap : TERM; echo \\$\\$; while :; do sleep 1; done"; :'; sleep 60`,
  ],
  [
    'a program that had no mark, session or parent of the step’s from the first',
    "env -i setsid -f bash -c 'echo $$; exec sleep 60'; sleep 60",
  ],
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
  ['a daemon in a session of its own', "(setsid bash -c 'echo $$; exec sleep 60' &); sleep 0.1"],
  [
    'a daemon that ignores TERM',
    '(setsid bash -c \'trap "" TERM; echo $$; while :; do sleep 1; done\' &); sleep 0.1',
  ],
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

const earlier: readonly [what: string, script: string][] = [
  ['a program', 'sleep 60 & echo $!'],
  ['a loop of bash, which starts programs all the time', 'while :; do sleep 0.05; done & echo $!'],
  ['a job under set -m', 'set -m; sleep 60 & echo $!; set +m'],
  ['a daemon in a session of its own', "(setsid bash -c 'echo $$; exec sleep 60' &); sleep 0.1"],
]

test.each(earlier)(
  'stopping a block leaves alone %s that a block before it had started',
  async (_, script) => {
    const {run} = openBench()
    const {stdout} = await run(script, {id: 'before', env: {RUNBOOK_STEP_ID: 'before'}})
    const listener = listen()
    void listener.heard('\n').then(listener.cancel)
    const stopped = await run('sleep 60 & echo $!; wait', {}, listener)
    expect({
      before: isAlive(Number.parseInt(stdout, 10)),
      stopped: isAlive(Number.parseInt(stopped.stdout, 10)),
    }).toEqual({before: true, stopped: false})
  },
)

test('a second stop leaves alone what an earlier block started, though its bash is gone', async () => {
  const {run} = openBench()
  const {stdout} = await run('sleep 60 & echo $!')
  for (let n = 0; n < 2; n++) await run('sleep 60', {timeoutMs: 200})
  expect(isAlive(Number.parseInt(stdout, 10))).toBe(true)
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
