import {readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {temporaryDirectory} from '../../support/temporary.ts'
import {openBench} from './bench.ts'
import {endings} from './endings.ts'

test.each(endings)(
  '%s ends the block with its exit code, and the next block runs',
  async (_, script, exitCode, stdout = '') => {
    const {run} = openBench()
    await run('BEFORE=kept')
    const ended = await run(script)
    expect({exitCode: ended.exitCode, stdout: ended.stdout, kind: ended.outcome.kind}).toEqual({
      exitCode,
      stdout,
      kind: exitCode === 0 ? 'success' : 'failure',
    })
    const next = await run('set +eu; exec >/dev/stdout 2>/dev/stderr; echo "next $BEFORE"', {id: 'next'})
    if (!script.startsWith('exec >&-')) expect(next.stdout).toBe('next kept\n')
  },
)

test('a block right after one that exited is never taken for ended', async () => {
  const {run} = openBench()
  const seen: string[] = []
  for (let n = 0; n < 30; n++) {
    await run('exit 0')
    seen.push((await run(`echo ${n}`)).stdout)
  }
  expect(seen).toEqual(Array.from({length: 30}, (_, n) => `${n}\n`))
})

test('a syntax error runs nothing of the block, not even the lines before it', async () => {
  const {run} = openBench()
  const {outcome, stdout, stderr} = await run('echo ran\nif true; then')
  expect({outcome, stdout, stderr}).toEqual({
    outcome: {
      kind: 'error',
      code: 'syntax',
      detail: 'bash cannot read it: line 3: syntax error: unexpected end of file',
    },
    stdout: '',
    stderr: '',
  })
})

test.each([
  ['in the block itself', ['shopt -s extglob\necho ${PWD//!(x)/y}']],
  [
    'in a block before',
    ['shopt -s extglob', '[[ ab == +(a|b) ]] && echo y', 'case a in @(a|b)) echo y;; esac'],
  ],
])('an extended glob switched on %s is no syntax error', async (_, scripts) => {
  const {run} = openBench()
  let last = ''
  for (const script of scripts) last = (await run(script)).stdout
  expect(last).toBe('y\n')
})

test('an extended glob is a syntax error while nobody has switched it on', async () => {
  const {run} = openBench()
  expect((await run('echo ran\nls @(a|b)')).outcome).toMatchObject({kind: 'error', code: 'syntax'})
})

test('a process left in the background does not hold the step', async () => {
  const {run} = openBench()
  const began = performance.now()
  expect((await run('sleep 30 & echo on')).stdout).toBe('on\n')
  expect(performance.now() - began).toBeLessThan(10_000)
})

test('a bash that is not there is an error of the world, with what to do', async () => {
  const {run} = openBench({bash: '/no/such/bash'})
  expect((await run('echo a')).outcome).toEqual({
    kind: 'error',
    code: 'bash-missing',
    detail: '/no/such/bash could not be started (ENOENT); install bash or put it on PATH',
  })
})

test('standard input is empty, however often it is read', async () => {
  const {run} = openBench({}, 'pipes')
  const {outcome, stdout} = await run('cat; read -r x; echo "read: $? <$x>"; cat -', {timeoutMs: 10_000})
  expect({outcome, stdout}).toEqual({outcome: {kind: 'success'}, stdout: 'read: 1 <>\n'})
})

test('a command that reads all input does not eat the lines after it', async () => {
  const {run} = openBench({}, 'pipes')
  expect((await run('bash -s\necho after')).stdout).toBe('after\n')
})

test('a block may write to /dev/stderr and /dev/stdout', async () => {
  const {run} = openBench()
  const {stdout, stderr} = await run('echo e > /dev/stderr; echo o > /dev/stdout; echo t | tee /dev/stderr')
  expect({stdout, stderr}).toEqual({stdout: 'o\nt\n', stderr: 'e\nt\n'})
})

test('50,000 lines on both streams arrive complete', async () => {
  const {run} = openBench()
  const {stdout, stderr} = await run('seq 50000; seq 50000 >&2')
  const expected = Array.from({length: 50_000}, (_, n) => `${n + 1}\n`).join('')
  expect(stdout === expected && stderr === expected).toBe(true)
})

test('output that looks like the end of a block with another word is output', async () => {
  const {run} = openBench()
  const text = '\x1eanother:1:0\x1e\x1ea-word-that-no-program-prints'
  expect((await run(`printf '${text.replaceAll('\x1e', '\\036')}'; echo end`)).stdout).toBe(`${text}end\n`)
})

test('a block without a last line end, with a comment last, or empty is run as it is', async () => {
  const {run} = openBench()
  expect((await run('printf x # no end')).stdout).toBe('x')
  expect((await run('')).outcome).toEqual({kind: 'success'})
})

test('the values of a block are gone from its directory when it has ended', async () => {
  const {run, dir} = openBench({}, 'pipes')
  await run('ls "$DIR"', {variables: {DIR: dir}})
  expect(readdirSync(dir).sort()).toEqual([
    'block.sh',
    'commands',
    'lost',
    'prelude',
    'state.1',
    'stderr',
    'stdout',
    'traps',
  ])
})

test('a bash that is ended from outside between two blocks takes nothing of the session with it', async () => {
  const {run} = openBench()
  const {stdout} = await run(`BEFORE=kept; echo $$; [[ $PPID == ${process.pid} ]] || echo $PPID`)
  const pids = stdout.split('\n').filter(Boolean).map(Number)
  process.kill(pids[0]!, 'SIGTERM')
  const last = pids.at(-1)! // what leads its session ends after it
  await expect
    .poll(
      () => {
        try {
          return process.kill(last, 0)
        } catch {
          return false
        }
      },
      {timeout: 20_000},
    )
    .toBe(false)
  expect((await run('echo "next $BEFORE"')).stdout).toBe('next kept\n')
})

test('a session that went on in a new bash is closed without a signal', async () => {
  const signals: unknown[] = []
  const {run, driver} = openBench({
    graceMs: 10_000,
    kill(pid, signal) {
      if (signal !== 0) signals.push(signal)
      process.kill(pid, signal)
    },
  })
  await run('exit 3')
  await run('echo on')
  await driver.close()
  expect(signals).toEqual([])
})

test('no file that the environment names is read when bash begins, and what a block starts still reads it', async () => {
  const root = temporaryDirectory()
  const rc = join(root, 'rc')
  writeFileSync(rc, 'echo "read by $0"\n')
  const {run} = openBench({env: {PATH: process.env.PATH ?? '', BASH_ENV: rc}})
  expect((await run('echo one')).stdout).toBe('one\n')
  expect((await run('exit 0')).stdout).toBe('')
  expect((await run('echo two; bash -c : child')).stdout).toBe('two\nread by child\n')
})
