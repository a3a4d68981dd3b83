import {readdirSync} from 'node:fs'
import {expect, test} from 'vitest'
import {listen} from '../listener.ts'
import {openBench, shellSpec} from './bench.ts'

const asking = (names: string[], variables: Record<string, string> = {}) =>
  shellSpec('touch ran', {nonEmpty: names, variables})

test.each<[string, string, string[]]>([
  ['never set', 'true', ['A']],
  ['set to nothing', 'A=', ['A']],
  ['exported as nothing', 'export A=""', ['A']],
  ['unset again', 'A=x; unset A', ['A']],
  ['set', 'A=x', []],
  ['set to a blank', 'A=" "', []],
  ['set in a shell that ended', 'A=x; exit 3', []],
  ['set only in a subshell', '(A=x)', ['A']],
  ['set only where a condition held', 'if false; then A=x; fi', ['A']],
  ['declared only', 'declare A', ['A']],
  [
    'set, in a session with set -eux, set -C and a DEBUG trap',
    "set -euxC; trap 'echo trapped' DEBUG; A=x",
    [],
  ],
  ['empty, in a session with set -eux and an ERR trap', "set -eux; trap 'exit 9' ERR; A=", ['A']],
])('of a variable that is %s the session says so', async (_, before, empty) => {
  const {run, driver, cwd} = openBench()
  await run(before)
  const {io} = listen()
  expect(await driver.emptyIn!(asking(['A']), io)).toEqual(empty)
  expect(await driver.emptyIn!(asking(['A']), io)).toEqual(empty) // asking changes nothing
  expect(readdirSync(cwd)).toEqual([])
})

test('the first block can be asked about, and values that come with it count', async () => {
  const {driver, dir} = openBench({env: {PATH: process.env.PATH ?? '', OUTSIDE: 'x', EMPTY: ''}})
  const {io} = listen()
  expect(await driver.emptyIn!(asking(['A', 'B', 'OUTSIDE', 'EMPTY'], {B: "it's $x"}), io)).toEqual([
    'A',
    'EMPTY',
  ])
  expect(readdirSync(dir).filter(name => /empty|values/.test(name))).toEqual([])
})

test('asking leaves the session as it was: variables, options, directory, the exit code seen by nobody', async () => {
  const {run, driver} = openBench()
  await run('A=1; set -u; cd /; f() { echo $A; }')
  await driver.emptyIn!(asking(['A', 'B']), listen().io)
  const {stdout} = await run('echo "$A $- $PWD"; f; compgen -v | grep -c "^B$"')
  expect(stdout).toMatch(/^1 \w*u\w* \/\n1\n0\n$/)
})

test('where the session cannot say, every variable counts as empty', async () => {
  const {run, driver} = openBench()
  await run('A=x; ulimit -f 0') // bash dies where it writes
  expect(await driver.emptyIn!(asking(['A']), listen().io)).toEqual(['A'])
})

test('where there is no bash, the block itself is left to say so', async () => {
  const {driver, run} = openBench({bash: '/nowhere/bash'})
  expect(await driver.emptyIn!(asking(['A']), listen().io)).toEqual([])
  expect((await run('true')).outcome).toMatchObject({kind: 'error', code: 'bash-missing'})
})
