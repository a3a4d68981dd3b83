import {spawnSync} from 'node:child_process'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {startSshServer, withoutSshd} from '../../../support/ssh-server.ts'
import {temporaryDirectory} from '../../../support/temporary.ts'
import {listen} from '../../listener.ts'
import {isAlive} from '../bench.ts'
import {kept} from '../kept.ts'
import {openRemoteBench} from './bench.ts'

const near = {kind: 'host', host: 'near'} as const

const shared = withoutSshd ? {} : {ssh: (await startSshServer()).ssh}

/** A server of its own, for tests that cut its lines or count them. */
const open = async (world: {lingerSeconds?: number} = {}) => {
  const server = await startSshServer()
  return {server, ...openRemoteBench(near, {ssh: server.ssh, ...world})}
}

describe.skipIf(withoutSshd)('a block on a host', () => {
  test('runs there over one connection, and ends with its own exit code', async () => {
    const {run, server} = await open()
    expect(await run('echo out; echo err >&2; echo "${SSH_CONNECTION:+there}"; (exit 7)')).toEqual({
      outcome: {kind: 'failure', detail: 'exit 7'},
      exitCode: 7,
      stdout: 'out\nthere\n',
      stderr: 'err\n',
    })
    expect((await run('true')).outcome).toEqual({kind: 'success'})
    expect((await run('exit 255')).exitCode).toBe(255)
    expect(server.connections()).toBe(1)
  })

  test('finds there what blocks before it have set, after others that ended their bash', async () => {
    const {run} = openRemoteBench(near, shared)
    await run('mkdir -p "$DIR/work"; cd "$DIR/work"', {variables: {DIR: temporaryDirectory()}})
    const found: unknown[] = []
    for (const [what, set, show] of kept) {
      await run(`${set}\nexit 0`)
      const {stdout, stderr} = await run(show)
      found.push({what, stdout, stderr})
    }
    expect(found).toEqual(kept.map(([what, , , seen]) => ({what, stdout: seen, stderr: ''})))
  })

  test('is not run where bash there cannot read all of it', async () => {
    const {run} = openRemoteBench(near, shared)
    expect(await run('echo ran\nif true; then')).toMatchObject({
      outcome: {
        kind: 'error',
        code: 'syntax',
        detail: 'bash on near (over ssh) cannot read it: line 3: syntax error: unexpected end of file',
      },
      stdout: '',
      stderr: '',
    })
  })

  test('gets its values as they are, and shows none of them to who lists the processes', async () => {
    const {run} = openRemoteBench(near, shared)
    const value = `a'b"c $(touch made) \`x\` \\ \n* é \u{1f600}`
    const {stdout} = await run(
      'printf %s "$VALUE"; ps -e -o args= > processes; cat /proc/[0-9]*/cmdline >> processes 2>/dev/null; :',
      {
        variables: {VALUE: value, OTHER: 'needle-of-the-test'},
      },
    )
    expect(stdout).toBe(value)
    expect((await run('grep -ac "[n]eedle-of-the-test" processes; rm processes')).stdout).toBe('0\n')
    expect((await run('echo "$RUNBOOK_STEP_ID"', {env: {RUNBOOK_STEP_ID: 'look'}})).stdout).toBe('look\n')
  })

  test('prints 50,000 lines on both streams completely', async () => {
    const {run} = openRemoteBench(near, shared)
    const {stdout, stderr} = await run('seq 50000; seq 50000 >&2')
    const expected = Array.from({length: 50_000}, (_, n) => `${n + 1}\n`).join('')
    expect(stdout === expected && stderr === expected).toBe(true)
  })

  test('begins where it is told to, with an empty standard input and the options that a block before it has set', async () => {
    const {run} = openRemoteBench(near, shared)
    await run('shopt -s extglob')
    expect(
      (await run('pwd; [[ ab == +(a|b) ]] && cat; read -r x; echo "$?<$x>"', {cwd: '/usr'})).stdout,
    ).toBe('/usr\n1<>\n')
    expect((await run('echo ran', {cwd: '/no/such/place'})).stdout).toBe('')
  })

  test.each([
    ['a program that ignores TERM', `bash -c 'trap "" TERM INT HUP; echo $$; while :; do sleep 1; done'`],
    ['a job of its own under set -m', 'set -m; sleep 60 & echo $!; wait'],
    ['a loop of bash alone', 'echo $$; while :; do :; done'],
  ])('that is cancelled leaves nothing alive there of %s', async (_, script) => {
    const {run} = openRemoteBench(near, shared)
    await run('BEFORE=kept')
    const listener = listen()
    void listener.heard('\n').then(listener.cancel)
    const {outcome, stdout} = await run(script, {}, listener)
    expect({kind: outcome.kind, alive: isAlive(Number.parseInt(stdout, 10))}).toEqual({
      kind: 'cancelled',
      alive: false,
    })
    expect((await run('echo $BEFORE')).stdout).toBe('kept\n')
  })

  test('whose line is lost is unknown, and the next one finds the state before it', async () => {
    const {run, server} = await open()
    await run('BEFORE=kept; cd /usr')
    const listener = listen()
    void listener.heard('begun').then(server.cut)
    const lost = await run('DURING=lost; echo begun $$; sleep 60', {}, listener)
    expect(lost.outcome).toEqual({
      kind: 'unknown',
      detail:
        'the line to near (over ssh) was lost while the block ran: nobody knows how far it came; look there at what it was to do before you go on',
    })
    const next = await run('echo "$BEFORE,$DURING,$PWD"')
    expect(next).toMatchObject({
      outcome: {kind: 'success'},
      stdout: 'kept,,/usr\n',
      stderr:
        'runbook: the line to near (over ssh) was lost and stands again, with the state after the last block that ended\n',
    })
    await expect.poll(() => isAlive(Number(lost.stdout.split(' ')[1])), {timeout: 10_000}).toBe(false)
  })

  test('whose line is lost leaves no file there of its values and of what it told, and the next one has its own', async () => {
    const {run, server} = await open({lingerSeconds: 60})
    const listener = listen()
    void listener.heard('begun').then(server.cut)
    const variables = {GIVEN: 'hunter2'}
    const {stdout} = await run(
      'echo A=told >> "$RUNBOOK_OUTPUT"; ls -d "$__rb_dir"; echo begun; sleep 60',
      {variables},
      listener,
    )
    const dir = stdout.split('\n')[0]!
    const held = () => readdirSync(dir).filter(name => /^(?:values|output)/.test(name))
    await expect.poll(held, {timeout: 10_000}).toEqual([])
    expect((await run('echo "$GIVEN"', {variables})).stdout).toBe('hunter2\n')
  })

  test('whose connection hangs is unknown, and the next one ends what still runs there', async () => {
    const server = await startSshServer()
    const impatient = ['-o', 'ServerAliveInterval=1', '-o', 'ServerAliveCountMax=1']
    const {run} = openRemoteBench(near, {ssh: [...server.ssh, ...impatient]})
    await run('BEFORE=kept')
    const listener = listen()
    void listener.heard('begun').then(server.hang)
    const lost = await run('echo begun $$; sleep 60', {}, listener)
    expect(lost.outcome.kind).toBe('unknown')
    const pid = Number(lost.stdout.split(' ')[1])
    expect((await run('echo "$BEFORE"')).stdout).toBe('kept\n')
    await expect.poll(() => isAlive(pid), {timeout: 10_000}).toBe(false)
  })

  const shells = ['fish', 'zsh', 'tcsh', 'dash', 'bash'].filter(
    shell => spawnSync(shell, ['-c', 'true'], {stdio: 'ignore'}).error === undefined,
  )

  test.each(shells)('runs in bash for who logs in with %s, whose profile is no output', async shell => {
    const server = await startSshServer([
      `ForceCommand echo "Welcome"; echo "careful" >&2; exec ${shell} -c "$SSH_ORIGINAL_COMMAND"`,
    ])
    const {run} = openRemoteBench(near, {ssh: server.ssh})
    expect(await run('a=(1 2); echo "${a[1]}"')).toEqual({
      outcome: {kind: 'success'},
      exitCode: 0,
      stdout: '2\n',
      stderr: '',
    })
  })

  test('is an error where there is no bash, or no shell at all', async () => {
    const bare = await startSshServer([`ForceCommand env PATH=/nowhere /bin/sh -c "$SSH_ORIGINAL_COMMAND"`])
    expect((await openRemoteBench(near, {ssh: bare.ssh}).run('true')).outcome).toEqual({
      kind: 'error',
      code: 'unreachable',
      detail: expect.stringMatching(
        /^near \(over ssh\): no shell could be started: .*not found.*; nothing was run$/,
      ),
    })
    const dir = temporaryDirectory()
    spawnSync('ln', ['-s', '/bin/sh', join(dir, 'sh')])
    const bashless = await startSshServer([
      `ForceCommand env PATH='${dir}' /bin/sh -c "$SSH_ORIGINAL_COMMAND"`,
    ])
    expect((await openRemoteBench(near, {ssh: bashless.ssh}).run('true')).outcome).toEqual({
      kind: 'error',
      code: 'bash-missing',
      detail: 'near (over ssh): there is no bash; nothing was run',
    })
  })

  test('begins a new session, and says so, where its directory there is gone', async () => {
    const {run, server} = await open()
    const {stdout: dir} = await run('BEFORE=kept; printf %s "$__rb_dir"')
    const listener = listen()
    void listener.heard('begun').then(server.cut)
    const lost = await run('rm -rf "$__rb_dir"; echo begun $$; sleep 60', {}, listener)
    expect(existsSync(dir)).toBe(false)
    const next = await run('echo "<$BEFORE>"')
    expect(next.stdout).toBe('<>\n')
    expect(next.stderr).toMatch(
      /^runbook: the line to near .* was lost, and what the session held there is gone: this is a new one\n$/,
    )
    await expect.poll(() => isAlive(Number(lost.stdout.split(' ')[1])), {timeout: 10_000}).toBe(false)
  })

  test('whose line is lost for good leaves nothing there after a while', async () => {
    const {run, server} = await open({lingerSeconds: 1})
    const {stdout} = await run('printf "%s %s\\n" "$__rb_dir" $$')
    const [dir, pid] = stdout.trim().split(' ')
    await server.stop()
    await expect
      .poll(() => ({there: existsSync(dir!), alive: isAlive(Number(pid))}), {timeout: 20_000})
      .toEqual({there: false, alive: false})
  })

  test.each([
    [
      'locked',
      /^locked \(over ssh\) could not be reached: .*Permission denied \(publickey\)\.; nothing was run$/,
    ],
    [
      'changed',
      /^changed \(over ssh\) could not be reached: its host key has changed \(Offending .* key in .*\); nothing was run$/,
    ],
    ['fresh', /^fresh \(over ssh\) could not be reached: Host key verification failed\.; nothing was run$/],
    ['closed', /^closed \(over ssh\) could not be reached: .*Connection refused; nothing was run$/],
    ['no.such.host.invalid', /could not be reached: .*(?:resolve|Temporary failure).*; nothing was run$/],
  ])('on %s, which cannot be reached, is an error in one line', async (host, detail) => {
    const {run} = openRemoteBench(near, shared)
    const {outcome} = await run('echo ran', {site: {kind: 'host', host}})
    expect(outcome).toEqual({kind: 'error', code: 'unreachable', detail: expect.stringMatching(detail)})
  })

  test('can be tried again once the host is there', async () => {
    const {run, server} = await open()
    await run('true')
    await server.stop()
    expect((await run('true')).outcome.kind).not.toBe('success')
    expect((await run('true')).outcome).toMatchObject({kind: 'error', code: 'unreachable'})
  })

  test('has a session of its own on each host', async () => {
    const {run} = openRemoteBench(near, shared)
    await run('A=near')
    await run('A=also', {site: {kind: 'host', host: 'also'}})
    expect((await run('echo $A')).stdout).toBe('near\n')
    expect((await run('echo $A', {site: {kind: 'host', host: 'also'}})).stdout).toBe('also\n')
  })

  test('leaves nothing there when the run ends: no process, no file', async () => {
    const {run, driver, server} = await open()
    const {stdout} = await run('printf "%s %s %s\\n" "$__rb_dir" $$ $PPID; sleep 60 & echo $!; A=1')
    const [dir, ...pids] = stdout.trim().split(/\s/)
    expect(readdirSync(dir!)).toContain('prelude')
    await driver.close()
    expect({there: existsSync(dir!), alive: pids.map(Number).filter(isAlive)}).toEqual({
      there: false,
      alive: [],
    })
    await server.stop()
  })

  test('lets the operator clean up by a trap when the run ends', async () => {
    const {run, driver, cwd} = await open()
    await run(`trap 'echo cleaned > "${cwd}/cleaned"' EXIT`)
    await driver.close()
    expect(readFileSync(join(cwd, 'cleaned'), 'utf8')).toBe('cleaned\n')
  })
})
