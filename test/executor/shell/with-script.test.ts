import {existsSync} from 'node:fs'
import {expect, test} from 'vitest'
import {temporaryDirectory} from '../../support/temporary.ts'
import {listen} from '../listener.ts'
import {isAlive, openBench} from './bench.ts'

// What differs in the terminal that `script` gives, a new one for each bash; the rest is that of a terminal of our own.
const open = () => openBench({}, 'script')

test.each([
  ['exit 3', 3],
  ['set -e; false', 1],
  ['kill -9 $$', 137],
  ['exec bash -c "exit 4"', 4],
  ["trap 'exit 5' EXIT; exit 3", 5],
])('after `%s` there is a new terminal with the state before it, and all was seen', async (script, code) => {
  const {run} = open()
  await run('A=kept; cd /; f() { echo "f $A"; }')
  const {exitCode, stdout, stderr} = await run(`echo out; echo err >&2; ${script}`)
  expect({exitCode, stdout, stderr}).toEqual({exitCode: code, stdout: 'out\n', stderr: 'err\n'})
  expect((await run('f; pwd; test -t 0 && test -t 2 && echo yes')).stdout).toBe('f kept\n/\nyes\n')
})

test('a window that changes its size is told to the program, and to the terminal after it', async () => {
  const {run, person} = open()
  const listener = listen()
  const running = run("trap 'stty size; exit 0' WINCH; echo begun; while :; do sleep 0.1; done", {}, listener)
  await listener.heard('begun')
  person!.resize({columns: 100, rows: 40})
  expect((await running).stdout).toBe('begun\n40 100\n')
  expect((await run('stty size')).stdout).toBe('40 100\n')
})

test.each([
  ['a child that ignores TERM', `bash -c 'trap "" TERM INT HUP; echo $$; while :; do sleep 1; done'`],
  ['a job of its own', 'set -m; sleep 60 & echo $!; wait'],
  ['a daemon', "(setsid bash -c 'echo $$; exec sleep 60' &); sleep 60"],
])('a cancel leaves nothing alive of %s, and the next block runs', async (_, script) => {
  const {run} = open()
  const listener = listen()
  void listener.heard('\n').then(listener.cancel)
  const {outcome, stdout} = await run(script, {}, listener)
  expect({kind: outcome.kind, alive: isAlive(Number.parseInt(stdout, 10))}).toEqual({
    kind: 'cancelled',
    alive: false,
  })
  expect((await run('echo next')).stdout).toBe('next\n')
})

test('closing ends what a block left running, lets its EXIT trap run, and `script` goes', async () => {
  const {run, driver} = open()
  const cleaned = `${temporaryDirectory()}/cleaned`
  const {stdout} = await run(
    `trap 'touch "${cleaned}"' EXIT; sleep 60 & echo $! $PPID $(ps -o ppid= -p $PPID)`,
  )
  await driver.close()
  expect({
    alive: stdout.trim().split(/\s+/).map(Number).filter(isAlive),
    cleaned: existsSync(cleaned),
  }).toEqual({
    alive: [],
    cleaned: true,
  })
})
