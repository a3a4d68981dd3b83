import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {expect, test} from 'vitest'
import {listen} from '../../listener.ts'
import {isAlive} from '../bench.ts'
import {endings} from '../endings.ts'
import {openRemoteBench} from './bench.ts'
import {standIn} from './stand-in.ts'

const small = [
  'sh',
  'cat',
  'env',
  'ls',
  'grep',
  'kill',
  'mkdir',
  'mkfifo',
  'mktemp',
  'mv',
  'printf',
  'rm',
  'sed',
  'setsid',
  'sleep',
  'sort',
  'tail',
  'touch',
  'seq',
  'wc',
]

const open = (prefix = standIn().prefix) => openRemoteBench({kind: 'exec', prefix})

test('a block runs behind its prefix, and the next one finds what it left', async () => {
  const {prefix, root} = standIn()
  const {run} = open(prefix)
  expect(await run('echo "$POD $PWD"; A=1; f() { echo "f $A"; }; mkdir sub; cd sub; (exit 4)')).toEqual({
    outcome: {kind: 'failure', detail: 'exit 4'},
    exitCode: 4,
    stdout: `here ${root}\n`,
    stderr: '',
  })
  expect((await run('f; echo "${PWD##*/}"')).stdout).toBe('f 1\nsub\n')
})

test('a block there that lists traps sees those that blocks have set, and its exit code is its own', async () => {
  const {run} = open()
  await run("trap 'echo caught' USR1")
  expect(await run('trap -p; (exit 5)')).toMatchObject({
    stdout: "trap -- 'echo caught' SIGUSR1\n",
    exitCode: 5,
  })
  await run('B=kept; exit 0')
  expect((await run('echo "$B"')).stdout).toBe('kept\n')
  expect(await run(`C=kept; trap 'echo "bye $?"' EXIT; trap; exit 6`)).toMatchObject({
    stdout: `trap -- 'echo "bye $?"' EXIT\ntrap -- 'echo caught' SIGUSR1\nbye 6\n`,
    stderr: '',
    exitCode: 6,
  })
  expect((await run('echo "$C"')).stdout).toBe('kept\n')
})

test('blocks there end as they would here', async () => {
  const {run} = open()
  const seen: unknown[] = []
  await run('BEFORE=kept')
  const others = endings.filter(([what]) => what !== 'closing its own output')
  for (const [what, script] of others) {
    const {exitCode, stdout} = await run(script)
    const next = await run('set +eu; set +o pipefail; echo "next $BEFORE"')
    seen.push([what, exitCode, stdout, next.stdout])
  }
  expect(seen).toEqual(
    others.map(([what, , exitCode, stdout = '']) => [what, exitCode, stdout, 'next kept\n']),
  )
})

test('a cancel ends what runs there, and the session goes on', async () => {
  const {run} = open()
  await run('BEFORE=kept')
  const listener = listen()
  void listener.heard('\n').then(listener.cancel)
  const {outcome, stdout} = await run('sleep 60 & echo $!; wait', {}, listener)
  expect({kind: outcome.kind, alive: isAlive(Number.parseInt(stdout, 10))}).toEqual({
    kind: 'cancelled',
    alive: false,
  })
  expect((await run('echo $BEFORE')).stdout).toBe('kept\n')
})

test.each(['grep', 'plain'] as const)(
  'a cancel finds by its mark what left its session, with %s, and nothing of a step before',
  async grep => {
    const {run, driver} = open(standIn({grep}).prefix)
    const env = {RUNBOOK_RUN_ID: `run-of-${grep}`}
    const daemon = "(setsid bash -c 'echo $$; exec sleep 60' &); sleep 0.1"
    const before = await run(daemon, {env: {...env, RUNBOOK_STEP_ID: 'before'}})
    const listener = listen()
    void listener.heard('\n').then(listener.cancel)
    const stopped = await run(`${daemon}; sleep 60`, {env: {...env, RUNBOOK_STEP_ID: 'after'}}, listener)
    const alive = () => [before, stopped].map(({stdout}) => isAlive(Number.parseInt(stdout, 10)))
    expect(alive()).toEqual([true, false])
    await driver.close()
    expect(alive()).toEqual([false, false])
  },
)

const plain = ['dash', 'busybox', 'bash'].filter(
  shell => spawnSync(shell, ['-c', 'true'], {stdio: 'ignore'}).error === undefined,
)

test.each(plain)(
  'where there is no bash, %s as sh runs the blocks, and says what it lost when it was ended',
  async sh => {
    const {prefix, root} = standIn({only: small, sh})
    const {run} = open(prefix)
    const set = `A=1; export B="b 'q'"; f() { echo "f $A"; }; cd tmp; umask 027; alias hi="echo hi"`
    expect((await run(set)).outcome.kind).toBe('success')
    expect((await run('f; echo "$B"; umask; pwd; hi')).stdout).toMatch(
      new RegExp(`^f 1\nb 'q'\n0?027\n${root}/tmp\nhi\n$`),
    )
    expect((await run('exit 3')).exitCode).toBe(3)
    const {stdout, stderr} = await run('echo "${A-gone} $B"; umask; pwd; hi')
    expect(stdout).toMatch(new RegExp(`^gone b 'q'\n0?027\n${root}/tmp\nhi\n$`))
    expect(stderr).toBe('runbook: sh ended: functions, traps and variables that were not exported are gone\n')
  },
)

test('where there is no setsid, a cancel still ends what runs there', async () => {
  const {run} = open(standIn({only: ['bash', ...small.filter(name => name !== 'setsid')]}).prefix)
  await run('BEFORE=kept')
  // each of the shells has another process for its owner
  for (const time of ['first', 'second']) {
    const listener = listen()
    void listener.heard('\n').then(listener.cancel)
    const {outcome, stdout} = await run('sleep 60 & echo $!; wait', {}, listener)
    expect({time, kind: outcome.kind, alive: isAlive(Number.parseInt(stdout, 10))}).toEqual({
      time,
      kind: 'cancelled',
      alive: false,
    })
    expect(await run('echo $BEFORE')).toMatchObject({stdout: 'kept\n', stderr: ''})
  }
})

test('where there is neither bash nor setsid nothing is run, since nothing could be ended', async () => {
  const {run} = open(standIn({only: small.filter(name => name !== 'setsid')}).prefix)
  expect((await run('echo ran')).outcome).toMatchObject({
    kind: 'error',
    detail: expect.stringMatching(
      /there is neither bash nor setsid, so what a block starts could not be ended; nothing was run$/,
    ),
  })
})

test('a block that sh cannot read is not begun', async () => {
  const {run} = open(standIn({only: small}).prefix)
  const {outcome, stdout} = await run('echo ran\nif true; then')
  expect(outcome).toMatchObject({
    kind: 'error',
    code: 'syntax',
    detail: expect.stringContaining('cannot read it: 3: Syntax error'),
  })
  expect(stdout).toBe('')
})

test('sh is ended by a cancel with all that it started', async () => {
  const {run} = open(standIn({only: small}).prefix)
  const listener = listen()
  void listener.heard('\n').then(listener.cancel)
  const {outcome, stdout} = await run('sleep 60 & echo $!; wait', {}, listener)
  expect({kind: outcome.kind, alive: isAlive(Number.parseInt(stdout, 10))}).toEqual({
    kind: 'cancelled',
    alive: false,
  })
  expect((await run('echo next')).stdout).toBe('next\n')
})

test.each([
  [
    'that does not pass standard input on',
    (words: string[]) => words.filter(word => word !== '-i'),
    /\(does the prefix pass standard input on, as `-i` does, without a terminal\?\); nothing was run$/,
  ],
  [
    'that is no program',
    () => ['no-such-program-at-all', 'exec'],
    /^what `no-such-program-at-all exec` reaches: no shell could be started: spawn no-such-program-at-all ENOENT/,
  ],
  [
    'that fails',
    () => ['bash', '-c', 'echo "error: no such deployment" >&2; exit 1'],
    /no shell could be started: error: no such deployment/,
  ],
])('a prefix %s is an error in one line', async (_, change, detail) => {
  const {run} = open(change(standIn().prefix))
  expect((await run('echo ran')).outcome).toEqual({
    kind: 'error',
    code: 'unreachable',
    detail: expect.stringMatching(detail),
  })
})

test('nothing is left there when the run ends', async () => {
  const {run, driver} = open()
  const {stdout} = await run('printf "%s %s %s\\n" "$__rb_dir" $$ $PPID; sleep 60 & echo $!')
  const [dir, ...pids] = stdout.trim().split(/\s/)
  await driver.close()
  expect({there: existsSync(dir!), alive: pids.map(Number).filter(isAlive)}).toEqual({
    there: false,
    alive: [],
  })
})

test('two prefixes have two sessions', async () => {
  const [one, other] = [standIn(), standIn()]
  const {run} = open(one.prefix)
  await run('A=one')
  expect((await run('echo "${A-unset} $PWD"', {site: {kind: 'exec', prefix: other.prefix}})).stdout).toBe(
    `unset ${other.root}\n`,
  )
})
