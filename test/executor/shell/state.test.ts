import {mkdirSync, readdirSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {openBench} from './bench.ts'
import {kept} from './kept.ts'

/** What is kept here, and not yet by a session elsewhere. */
const keptHere: typeof kept = [
  ...kept,
  ['a trap of ERR, once a failure', "trap 'echo failed' ERR", 'false; true; false', 'failed\nfailed\n'],
  ['a trap of DEBUG, for the commands of blocks', "trap 'echo next' DEBUG", 'true; true', 'next\nnext\n'],
  ['a trap that was taken away', "trap 'echo failed' ERR; trap - ERR", 'false; true', ''],
]

test.each(keptHere)('%s is there for the next block', async (_, set, show, seen) => {
  const {run} = openBench()
  await run(set)
  const {stdout, stderr} = await run(show)
  expect({stdout, stderr}).toEqual({stdout: seen, stderr: ''})
})

test.each(keptHere)('%s is there after a block that ended its bash', async (_, set, show, seen) => {
  const {run} = openBench()
  await run(set)
  await run('exit 0')
  const {stdout, stderr} = await run(show)
  expect({stdout, stderr}).toEqual({stdout: seen, stderr: ''})
})

test('what a block sets before it exits is there for the next', async () => {
  const {run} = openBench()
  expect((await run('LEFT=behind; cd /; exit 3')).exitCode).toBe(3)
  expect((await run('echo "$LEFT $PWD"')).stdout).toBe('behind /\n')
})

test('a kept directory that is gone is said, and the next block stands in an empty one', async () => {
  const {run, cwd} = openBench()
  mkdirSync(join(cwd, 'gone'))
  await run('cd gone')
  rmSync(join(cwd, 'gone'), {recursive: true})
  await run('exit 0')
  const {stdout, stderr} = await run('ls -A')
  expect({stdout, stderr}).toEqual({
    stdout: '',
    stderr: `runbook: ${cwd}/gone, where the session stood, is gone: standing in an empty directory\n`,
  })
})

test('a block begins where it is told to, and CDPATH does not lead it elsewhere', async () => {
  const {run, cwd} = openBench()
  for (const path of ['here', 'elsewhere/here']) mkdirSync(join(cwd, path), {recursive: true})
  await run('export CDPATH=$PWD/elsewhere')
  expect((await run('pwd', {cwd: 'here'})).stdout).toBe(`${cwd}/here\n`)
})

test('a block told to begin in a directory that is not there runs nothing', async () => {
  const {run} = openBench()
  const {outcome, stdout, stderr} = await run('echo ran', {cwd: '/no/such/place'})
  expect({outcome, stdout}).toEqual({outcome: {kind: 'failure', detail: 'exit 1'}, stdout: ''})
  expect(stderr).toContain('/no/such/place: No such file or directory')
  expect((await run('echo next')).stdout).toBe('next\n')
})

test('a block that redirects its output for good does so for the next ones too', async () => {
  const {run} = openBench({}, 'pipes')
  await run('exec 3>&1 > log.txt')
  expect((await run('echo hidden')).stdout).toBe('')
  expect((await run('exec >&3; cat log.txt')).stdout).toBe('hidden\n')
})

test('a block that traces shows its own commands and nothing of how its end is said', async () => {
  const {run} = openBench()
  const {stderr} = await run('set -x; true')
  expect(stderr).toBe('++ true\n')
})

test('a block that shows its lines as they are read shows its own and no other', async () => {
  const {run} = openBench()
  await run('set -v')
  expect((await run('true')).stderr).toBe('true\n')
})

test('a block that lists traps sees those that blocks have set, and no other', async () => {
  const {run} = openBench()
  for (const list of ['trap', 'trap -p', 'trap -p EXIT', 'x=$(trap); echo "$x"', '(trap -p) | cat'])
    expect((await run(list)).stdout.trim()).toBe('')
  await run("trap 'echo caught' USR1")
  expect((await run('trap')).stdout).toBe("trap -- 'echo caught' SIGUSR1\n")
  await run('A=kept; trap - EXIT')
  await run('B=kept; exit 0')
  expect((await run('echo "$A $B"')).stdout).toBe('kept kept\n')
  await run("trap 'echo bye' EXIT")
  expect((await run('trap -p EXIT')).stdout).toBe("trap -- 'echo bye' EXIT\n")
})

test('a block sees its own EXIT trap as it set it, with the exit code, and its end keeps what it had set', async () => {
  const {run} = openBench()
  const own = 'trap \'echo "bye $? $A"; A=late\' EXIT'
  const {stdout, stderr, exitCode} = await run(
    `A=set; ${own}; trap; (trap -p); x=$(trap -p EXIT); echo "$x"; (trap 'echo sub' EXIT); set -ex; (exit 7)`,
  )
  const listed = 'trap -- \'echo "bye $? $A"; A=late\' EXIT\n'
  expect({stdout, exitCode}).toEqual({stdout: `${listed.repeat(3)}sub\nbye 7 set\n`, exitCode: 7})
  expect(stderr).toBe("++ exit 7\n+ echo 'bye 7 set'\n+ A=late\n")
  expect((await run('echo "$A"; set +ex; declare -F | grep -v __rb_; trap -p')).stdout).toBe('set\n')
})

test('an EXIT trap of a block before does not lose what a block sets that ends its bash', async () => {
  const {run} = openBench()
  await run("trap 'echo bye' EXIT")
  expect((await run('A=set; exit 3')).stdout).toBe('bye\n')
  expect((await run('echo $A; trap -p')).stdout).toBe('set\n')
  await run("f() { trap 'echo from f' EXIT; }")
  await run('f')
  expect((await run('A=again; exit 3')).stdout).toBe('from f\n')
  expect((await run('echo $A')).stdout).toBe('again\n')
})

test('a bash that goes on from a kept state has no variable that no block has set', async () => {
  const {run} = openBench()
  const names = async () => (await run('compgen -v | grep -v ^__rb_')).stdout.split('\n')
  const before = await names()
  await run('exit 0')
  const known = new Set([
    ...before,
    'OLDPWD',
    'BASH_ALIASES',
    'BASH_CMDS',
    'PIPESTATUS',
    '_',
    'FUNCNAME',
    'COLUMNS',
    'LINES',
  ])
  expect((await names()).filter(name => !known.has(name))).toEqual([])
})

test('an error about a trap names the document and the line in it', async () => {
  const {run, dir} = openBench()
  const source = {name: 'backend-down.md', line: 57}
  const {stderr, exitCode} = await run('true\ntrap x EXIT NOWHERE', {source})
  expect({stderr, exitCode}).toEqual({
    stderr: `${dir}/backend-down.md: line 58: trap: NOWHERE: invalid signal specification\n`,
    exitCode: 1,
  })
})

test('an EXIT trap runs when the bash ends in which it was set, and not again', async () => {
  const {run, driver, cwd} = openBench()
  expect((await run("trap 'echo bye' EXIT")).stdout).toBe('')
  expect((await run('exit 0')).stdout).toBe('bye\n')
  expect((await run('true; exit 0')).stdout).toBe('')
  await driver.close()
  expect(readdirSync(cwd)).toEqual([])
})

test('errors and LINENO name the document and the line in it', async () => {
  const {run, dir} = openBench()
  const source = {name: 'backend-down.md', line: 57}
  const {stdout, stderr} = await run('echo $LINENO\nno-such-program\necho "${BASH_SOURCE##*/}"', {source})
  expect({stdout, stderr}).toEqual({
    stdout: '57\nbackend-down.md\n',
    stderr: `${dir}/backend-down.md: line 58: no-such-program: command not found\n`,
  })
  await run("f() {\n  no-such-program\n}; trap 'echo failed at $LINENO' ERR", {source: {...source, line: 70}})
  const later = await run('f 2>&1', {source: {...source, line: 90}})
  expect(later.stdout).toBe(
    `${dir}/backend-down.md: line 71: no-such-program: command not found\nfailed at 90\n`,
  )
})

test('what bash cannot read is told with the line of the document', async () => {
  const {run} = openBench()
  const {outcome} = await run('echo ran\nif true; then', {source: {name: 'backend-down.md', line: 57}})
  expect(outcome).toMatchObject({
    detail: 'bash cannot read it: backend-down.md: line 59: syntax error: unexpected end of file',
  })
})
