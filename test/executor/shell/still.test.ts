import {readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {programsIn} from '../../../src/executor/shell/still.ts'
import {listen} from '../listener.ts'
import {openBench} from './bench.ts'
import {kept} from './kept.ts'

test.each([
  ['true # 7', ['true']],
  ['ls -la "$HOME" | grep "$NAME" >out 2>&1 || echo none', ['ls', 'grep', 'echo']],
  ["printf '%s of %d\\n' a 3; /usr/bin/env X=1 id", ['printf', '/usr/bin/env']],
  ['>out cd /', ['cd']],
  ["printf '%05d\n' 7 | tr -d '\n'", ['printf', 'tr']],
])('%j runs these commands and changes nothing by itself', (script, names) => {
  expect(programsIn(script)).toEqual(names)
})

test.each([
  'A=1',
  'A=1 ls',
  '"cd" /',
  '$PROGRAM',
  '2>out cd /',
  'echo $((A++))',
  'echo ${A:=1}',
  'if true; then A=1; fi',
  "printf -v A '%s' 1",
  "printf '%d%n' 1 A",
  `printf "ab%'n" A`,
  "printf 'ab%lllln' A",
  'printf "$FORMAT" A',
  'printf "%s"\'%n\' 1 A',
  'exec {A}>out',
  'sleep 1 &',
])('of %j nobody says what it changes', script => expect(programsIn(script)).toBeUndefined())

/** The files in which a session has kept its state, each with when it was written. */
const states = (dir: string) =>
  readdirSync(dir)
    .filter(name => name.startsWith('state.'))
    .map(name => `${name} ${statSync(join(dir, name)).mtimeMs}`)

test('a block that leaves its bash as it is has no state written, and nothing is lost when its bash is killed', async () => {
  const {run, dir} = openBench()
  await run('A=kept; f() { echo "f $A"; }; cd /')
  const before = states(dir)
  expect((await run('echo one; ls >/dev/null')).stdout).toBe('one\n')
  expect((await run("printf '%s\\n' two | cat; true")).stdout).toBe('two\n')
  expect(states(dir)).toEqual(before)
  expect((await run('kill -9 $$')).outcome).toEqual({kind: 'failure', detail: 'exit 137'})
  expect((await run('f; pwd')).stdout).toBe('f kept\n/\n')
})

test.each([
  ['a function', 'ls() { A=changed; }', 'ls'],
  ['a function in the place of a builtin', 'echo() { A=changed; }', 'echo one'],
  ['an alias', "alias ls='A=changed; ls'", 'ls'],
  ['a trap', "trap 'A=changed' USR1", '/bin/bash one'],
  ['a trap of DEBUG', "trap 'A=changed' DEBUG", 'ls'],
  ['a reference by name', "declare -n R='B[A=7]'; B=()", 'echo $R'],
  ['a builtin', 'true', 'cd /'],
  ['what traces commands', "PS4='${A:=changed}'; set -x", 'ls'],
])('what a plain command changes by %s is kept', async (_, set, plain) => {
  const {run, dir} = openBench()
  await run(set)
  const before = states(dir)
  await run(plain)
  expect(states(dir)).not.toEqual(before)
})

test('a value, and a directory to begin in, are kept also where the block changes nothing', async () => {
  const {run} = openBench()
  await run('true')
  await run('true', {variables: {GIVEN: 'a value'}})
  await run('true', {cwd: '/'})
  await run('kill -9 $$')
  expect((await run('echo "$GIVEN"; pwd')).stdout).toBe('a value\n/\n')
})

test('what is set for a block that changes nothing stands before it in its own file, and moves none of its lines', async () => {
  const {run, dir} = openBench()
  await run('true')
  let during: string[] = []
  const seen = await run(
    'ls nowhere\nno-such-program\n/usr/bin/env | grep RUNBOOK_; echo "$LINENO"',
    {
      env: {RUNBOOK_FILE: "it's.md", RUNBOOK_STEP_ID: 'second'},
      source: {name: 'it.md', line: 12},
    },
    listen(() => {
      during = readdirSync(dir)
    }),
  )
  expect(during).toContain('it.md')
  expect(during).not.toContain('values')
  const set = ["RUNBOOK_FILE=it's.md", `RUNBOOK_OUTPUT=${dir}/output.2`, 'RUNBOOK_STEP_ID=second', '14']
  expect(seen.stdout.split('\n')).toEqual(expect.arrayContaining(set))
  expect(seen.stderr).toContain('it.md: line 13: no-such-program')
  const folded = await run('echo "$RUNBOOK_FILE $LINENO"', {env: {RUNBOOK_FILE: 'a\nb'}})
  expect(folded.stdout).toBe('a\nb 1\n')
  const readOnly = await run('readonly RUNBOOK_STEP_ID')
  expect(readOnly.outcome.kind).toBe('success')
  expect(await run('echo "$RUNBOOK_STEP_ID"')).toMatchObject({stdout: 'block\n', stderr: ''})
})

test.each(kept)(
  '%s outlives a bash that is killed in a block that changes nothing',
  async (_, set, show, seen) => {
    const {run} = openBench()
    await run(set)
    await run('true')
    await run('/bin/bash -c "true"')
    await run('kill -9 $$')
    const {stdout, stderr} = await run(show)
    expect({stdout, stderr}).toEqual({stdout: seen, stderr: ''})
  },
)
