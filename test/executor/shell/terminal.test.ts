import {expect, test} from 'vitest'
import {listen} from '../listener.ts'
import {isAlive, openBench, shellSpec} from './bench.ts'
import {openRemoteBench} from './remote/bench.ts'

const numbers = (count: number) => Array.from({length: count}, (_, n) => `${n + 1}\n`).join('')

test.each([
  ['goes on', 'seq 50000'],
  ['ends by exit', 'seq 50000; exit 0'],
  ['is killed', 'seq 50000; kill -9 $$'],
])(
  '50,000 lines are complete, 20 of 20 times, when the bash %s',
  async (_, script) => {
    const {run} = openBench({}, 'terminal')
    const seen: boolean[] = []
    for (let time = 0; time < 20; time++) {
      const {stdout} = await run(script)
      seen.push(stdout === numbers(50_000))
    }
    expect(seen.filter(complete => !complete)).toEqual([])
  },
  60_000,
)

test('50,000 lines are complete through `script` too, when the bash ends by exit', async () => {
  const {run} = openBench({terminals: ['script']}, 'terminal')
  for (let time = 0; time < 3; time++)
    expect((await run('seq 50000; exit 0')).stdout === numbers(50_000)).toBe(true)
}, 60_000)

test.each(['terminal', 'separate', 'script'] as const)(
  'Ctrl-C ends a job of `set -m` with a trap of INT (%s), and the session goes on as it was',
  async mode => {
    const {run, person} = openBench({}, mode)
    await run("set -m; trap 'echo trapped' INT; A=kept")
    const listener = listen()
    void listener.heard('begun').then(() => person!.type('\x03'))
    const {outcome} = await run('B=kept; bash -c "echo begun; exec sleep 20"; echo never', {}, listener)
    expect(outcome).toEqual({kind: 'cancelled', detail: 'ended by Ctrl-C'})
    expect((await run('echo "$A $B"; trap -p INT; [[ $- == *m* ]] && echo jobs')).stdout).toBe(
      "kept kept\ntrap -- 'echo trapped' SIGINT\njobs\n",
    )
  },
)

test('what is typed while a step is being made ready is its own', async () => {
  const {run, person} = openBench({}, 'terminal')
  const {terminal} = person!
  const usual = terminal.onInput
  terminal.onInput = listener => {
    listener(Buffer.from('ahead\r'))
    return usual(listener)
  }
  expect((await run('read -r word; echo "got $word"')).stdout).toContain('got ahead\n')
})

test('output and errors come as one stream, in the order in which they were printed', async () => {
  const {run} = openBench({}, 'terminal')
  const {stdout, stderr} = await run('echo one; echo two >&2; echo three')
  expect({stdout, stderr}).toEqual({stdout: 'one\ntwo\nthree\n', stderr: ''})
})

test('standard output that is kept apart has no carriage returns, and errors are at the terminal', async () => {
  const {driver} = openBench({}, 'separate')
  const listener = listen()
  const spec = shellSpec('test -t 0 && test -t 2 && ! test -t 1 && echo yes; echo no >&2')
  await driver.run(spec, listener.io)
  expect({stdout: listener.stdout(), stderr: listener.stderr()}).toEqual({
    stdout: 'yes\n',
    stderr: 'no\r\n',
  })
})

test('Ctrl-C ends what is in front, keeps the state it had, and leaves nothing of the step behind', async () => {
  const {run, person} = openBench({}, 'terminal')
  const listener = listen()
  // a program that has begun: before, bash itself may take the signal for its child, and go on waiting
  const front = `sh -c 'echo up; exec sleep 60'`
  const running = run(`A=kept; cd /; sleep 60 & echo $!; ${front}; echo never`, {}, listener)
  await listener.heard('up')
  await person!.type('\x03')
  const {outcome, exitCode, stdout} = await running
  expect({outcome, exitCode}).toEqual({
    outcome: {kind: 'cancelled', detail: 'ended by Ctrl-C'},
    exitCode: 130,
  })
  expect(isAlive(Number.parseInt(stdout, 10))).toBe(false)
  expect((await run('echo "$A $PWD"')).stdout).toBe('kept /\n')
})

test('Ctrl-C leaves alone what an earlier step left running, also when it takes three', async () => {
  const {run, person} = openBench({}, 'terminal')
  const step = (id: string) => ({id, env: {RUNBOOK_STEP_ID: id}})
  const earlier = Number.parseInt((await run('sleep 60 & echo $!', step('earlier'))).stdout, 10)
  const own: number[] = []
  for (const [deaf, keys] of [
    ['', '\x03'],
    ['trap "" INT; ', '\x03\x03\x03'],
  ]) {
    const listener = listen()
    const running = run(`${deaf}sleep 60 & echo $!; wait`, step(deaf ? 'deaf' : 'plain'), listener)
    await listener.heard('\n')
    await person!.type(keys!)
    const {outcome, stdout} = await running
    expect(outcome.kind).toBe('cancelled')
    own.push(Number.parseInt(stdout, 10))
  }
  expect({earlier: isAlive(earlier), own: own.map(isAlive)}).toEqual({earlier: true, own: [false, false]})
})

test('a block of which Ctrl-S holds the end has its outcome when Ctrl-Q lets it go', async () => {
  const {run, person} = openBench({}, 'terminal')
  const listener = listen()
  const running = run('echo ready; sleep 0.5', {}, listener)
  await listener.heard('ready')
  await person!.type('\x13')
  await new Promise(resolve => setTimeout(resolve, 3000)) // nothing happens meanwhile, and that is the point
  await person!.type('\x11')
  expect((await running).outcome).toEqual({kind: 'success'})
})

test('a session of which the first thing asked is what is empty has a terminal for its blocks', async () => {
  const {run, driver} = openBench({}, 'terminal')
  const spec = shellSpec('true', {nonEmpty: ['HOME', 'NOWHERE']})
  expect(await driver.emptyIn!(spec, listen().io)).toEqual(['NOWHERE'])
  expect((await run('test -t 0 && test -t 1 && test -t 2 && echo yes')).stdout).toBe('yes\n')
})

test('a bash never takes what is typed for commands, though a block closes what it reads them from', async () => {
  const {run, person} = openBench({}, 'terminal')
  const closing = 'for fd in /proc/$$/fd/*; do fd=${fd##*/}; [ $fd -le 2 ] || eval "exec $fd>&-"; done'
  const listener = listen()
  const running = run(`${closing}\nstty -echo; echo ready; sleep 0.5`, {}, listener)
  await listener.heard('ready')
  await person!.type('touch typed\r')
  await running
  expect((await run('ls')).stdout).toBe('')
})

test('a program of a step does not hold the other side of its terminal', async () => {
  const {run} = openBench({}, 'terminal')
  const {stdout} = await run('readlink /proc/$$/fd/*')
  expect(stdout).toContain('/dev/pts/')
  expect(stdout).not.toContain('ptmx')
})

test('neither does one in the background, nor the near end of a line to elsewhere', async () => {
  const {run} = openBench({}, 'terminal')
  await run('true')
  const show = 'readlink /proc/$$/fd/* /proc/$PPID/fd/*; exit 0'
  const {stdout} = await run('readlink /proc/$$/fd/*; exit 0', {background: {ready: {text: 'never'}}})
  expect(stdout).toContain('/dev/null\n')
  expect(stdout).not.toContain('ptmx')
  const there = await openRemoteBench({kind: 'exec', prefix: ['env', 'A=1']}).run(show)
  expect(there.stdout).toContain('/dev/null\n')
  expect(there.stdout).not.toContain('ptmx')
})

test('the output that a program had printed before Ctrl-C is not thrown away', async () => {
  const {run, person} = openBench({}, 'terminal')
  const listener = listen()
  const running = run('seq 20000; echo ready; read -r word', {}, listener)
  await listener.heard('19999')
  await person!.type('\x03')
  expect((await running).stdout).toContain(`${numbers(20_000)}ready\n`)
})

test('a step of which Ctrl-S holds the output can be stopped', async () => {
  const {run, person} = openBench({}, 'terminal')
  const listener = listen()
  const running = run('echo ready; sleep 0.2; seq 100000; sleep 60', {timeoutMs: 1500}, listener)
  await listener.heard('ready')
  await person!.type('\x13')
  expect((await running).outcome).toEqual({kind: 'timeout', afterMs: 1500})
  expect((await run('echo next')).stdout).toBe('next\n')
})

test('a background process lives on when the block that started it ends its bash', async () => {
  const {run} = openBench({}, 'terminal')
  const pid = Number.parseInt((await run('sleep 60 & echo $!; exit 0')).stdout, 10)
  await run('true')
  expect(isAlive(pid)).toBe(true)
})

test('what a step leaves unread does not reach the next one, however much it is', async () => {
  const {run, person} = openBench({}, 'terminal')
  const listener = listen()
  const running = run('stty -echo; echo ready; sleep 0.5; stty echo', {}, listener)
  await listener.heard('ready')
  await person!.type('a line\r'.repeat(3000))
  await person!.type('half')
  await running
  expect((await run('read -r -t 0.5 word; echo "$? <$word>"')).stdout).toMatch(/^\d+ <>\n$/)
})

test('modes that a step leaves on the terminal are set back, once something was typed', async () => {
  const {run, person} = openBench({}, 'terminal')
  const listener = listen()
  const before = (await run('stty -g')).stdout
  const running = run('stty raw -echo; echo ready; read -r -n 1 key', {}, listener)
  await listener.heard('ready')
  await person!.type('x')
  await running
  expect((await run('stty -g')).stdout).toBe(before)
})

test('a program that suspends itself goes on at once', async () => {
  const {run} = openBench({}, 'terminal')
  expect((await run("bash -c 'kill -TSTP 0; echo on'; echo end", {timeoutMs: 10_000})).stdout).toBe(
    'on\nend\n',
  )
})

test('the operator is told when a program waits for input, and only once', async () => {
  const {run, person} = openBench({}, 'terminal')
  const running = run('read -r a; read -r b; echo "$a $b"')
  await person!.hears('waits-for-input')
  await person!.type('one\r')
  await new Promise(resolve => setTimeout(resolve, 3500))
  await person!.type('two\r')
  expect((await running).stdout).toContain('one two\n')
  expect(person!.told).toEqual([{kind: 'waits-for-input'}])
}, 15_000)

test('a program that works in silence is not said to wait', async () => {
  const {run, person} = openBench({}, 'terminal')
  await run('sleep 4')
  expect(person!.told).toEqual([])
}, 15_000)

test('without a person nothing waits: there is no terminal to ask at', async () => {
  const {run} = openBench({}, 'pipes')
  const {stdout, outcome} = await run('read -r x </dev/tty; echo "$?"', {timeoutMs: 10_000})
  expect({stdout, outcome}).toEqual({stdout: '1\n', outcome: {kind: 'success'}})
})

test.each(['pty', 'script', 'inherited'] as const)(
  'where %s is used, the person is told while what ignores TERM is given its time',
  async kind => {
    const {run, person} = openBench({terminals: [kind]}, 'terminal')
    const listener = listen()
    void listener.heard('begun').then(listener.cancel)
    await run(`bash -c 'trap "" TERM; echo begun; while :; do sleep 0.1; done'`, {}, listener)
    expect(person!.told.filter(notice => notice.kind !== 'fallback')).toEqual([{kind: 'ending', forMs: 500}])
    await run('true')
  },
)

test('without any pseudo-terminal the person is told, and steps print to pipes', async () => {
  const {run, person} = openBench({terminals: ['inherited']}, 'terminal')
  expect((await run('test -t 1 || echo "a pipe"; cat')).stdout).toBe('a pipe\n')
  expect(person!.told).toEqual([{kind: 'fallback', to: 'inherited', reason: 'not wanted'}])
})

test('without node-pty the person is told that `script` is used', async () => {
  const {run, person} = openBench({terminals: ['script']}, 'terminal')
  const listener = listen()
  const running = run('stty size; read -r x; echo "got $x"', {}, listener)
  await listener.heard('24 80')
  await person!.type('it\r')
  expect((await running).stdout).toBe('24 80\nit\ngot it\n')
  expect(person!.told).toEqual([{kind: 'fallback', to: 'script', reason: 'not wanted'}])
})
