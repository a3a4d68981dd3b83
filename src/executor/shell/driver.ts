import {rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {execa} from 'execa'
import type {Driver, DriverResult, ShellSpec, StepIo} from '../../model/driver.ts'
import {formatDuration} from '../../model/duration.ts'
import {connect, type Keyboard} from './keyboard.ts'
import {quote} from './prelude.ts'
import {type BlockEnd, type OnOutput, type Prepare, type SessionWorld, ShellSession} from './session.ts'

/** How bash says that SIGINT ended what it ran. */
const interruptedCode = 130

/** Runs shell blocks in one bash session, which starts with the first block. `world.dir` must exist and be private. */
export function createShellDriver(world: SessionWorld): Driver<ShellSpec> {
  const session = new ShellSession(world)
  return {
    run: (spec, io) => runBlock(session, world, spec, io),
    close: () => session.close(),
  }
}

async function runBlock(
  session: ShellSession,
  world: SessionWorld,
  spec: ShellSpec,
  io: StepIo,
): Promise<DriverResult> {
  const file = join(world.dir, `${spec.id}.sh`)
  const values = join(world.dir, 'values.sh')
  writeFileSync(file, `${spec.script}\n`, {mode: 0o600})
  writeFileSync(values, assignments(spec.variables, '') + assignments(spec.env, 'export '), {mode: 0o600})
  try {
    const rejected = await rejects(world, file, session.extglob || spec.script.includes('extglob'))
    if (rejected) return rejected
    if (io.signal.aborted) return {outcome: {kind: 'cancelled', detail: 'before it began'}}
    const block = {path: file, values, cwd: spec.cwd, separate: spec.separate === true, terminal: io.terminal}
    return await bounded(session, spec, io, (onOutput, prepare) => session.run(block, onOutput, prepare))
  } finally {
    rmSync(values, {force: true}) // it may hold secrets
  }
}

/** Bash runs the lines before a syntax error: so the whole block is checked first. */
async function rejects(
  {bash, dir, env}: SessionWorld,
  file: string,
  extglob: boolean,
): Promise<DriverResult | undefined> {
  const check = await execa(
    bash,
    ['--noprofile', '--norc', ...(extglob ? ['-O', 'extglob'] : []), '-n', file],
    {
      cwd: dir,
      env,
      extendEnv: false,
      reject: false,
      stdin: 'ignore',
    },
  )
  if (check.exitCode === 0) return undefined
  if (check.exitCode === undefined) {
    return {
      outcome: {
        kind: 'error',
        code: 'bash-missing',
        detail: `${bash} could not be started (${check.code ?? 'no reason given'}); install bash or put it on PATH`,
      },
    }
  }
  return {
    outcome: {
      kind: 'error',
      code: 'syntax',
      detail: `bash cannot read it: ${check.stderr.replaceAll(`${file}: `, '').split('\n')[0]}`,
    },
  }
}

/** Waits for the block, its time limit or its cancellation, whichever comes first; the latter two end what it started. */
async function bounded(
  session: ShellSession,
  spec: ShellSpec,
  io: StepIo,
  run: (onOutput: OnOutput, prepare: Prepare) => Promise<BlockEnd>,
): Promise<DriverResult> {
  let stopped: 'timeout' | 'follow' | 'key' | 'cancel' | 'broken' | undefined
  let stopping: Promise<void> | undefined
  let keyboard: Keyboard | undefined
  const stop = (why: typeof stopped) => {
    if (stopped) return
    stopped = why
    keyboard?.unhold()
    stopping = session.stop()
  }
  const broken: unknown[] = []
  const fail = (error: unknown) => {
    broken.push(error)
    stop('broken') // output that cannot be kept must not go on being made
  }
  const onOutput: OnOutput = (bytes, stream) => {
    keyboard?.printed()
    if (broken.length > 0) return undefined
    try {
      return io.write(bytes, stream)?.catch(fail)
    } catch (error) {
      return fail(error)
    }
  }
  const cancel = () => stop('cancel')
  const limit = setTimeout(stop, spec.timeoutMs, 'timeout')
  const follow = spec.followMs === undefined ? undefined : setTimeout(stop, spec.followMs, 'follow')
  io.signal.addEventListener('abort', cancel, {once: true})
  const prepare: Prepare = async (pty, leader) => {
    if (!io.terminal) return
    const watched = spec.followMs !== undefined
    if (watched) io.terminal.tell({kind: 'watching', forMs: spec.followMs!})
    keyboard = await connect(pty, io.terminal, leader, {
      interactive: spec.interactive === true,
      watched,
      plain: spec.separate === true,
      stop: cancel,
      unwatch: () => stop('key'),
    })
  }
  let end: BlockEnd
  try {
    end = await run(onOutput, prepare)
  } finally {
    clearTimeout(limit)
    clearTimeout(follow)
    io.signal.removeEventListener('abort', cancel)
    await keyboard?.end()
  }
  const {exitCode, survived} = end
  const interrupted = !stopped && keyboard?.interrupted === true && exitCode === interruptedCode
  if (interrupted && !survived) stopping = session.stop() // what ignores Ctrl-C, such as background processes
  await stopping
  if (broken.length > 0) throw broken[0]
  switch (stopped) {
    case 'timeout':
      return {outcome: {kind: 'timeout', afterMs: spec.timeoutMs}}
    case 'follow':
      return {outcome: {kind: 'success', detail: `watched for ${formatDuration(spec.followMs!)}`}}
    case 'key':
      return {outcome: {kind: 'success', detail: 'watched until a key was pressed'}}
    case 'cancel':
      return {outcome: {kind: 'cancelled', detail: 'stopped, with everything it had started'}}
    default:
      if (interrupted) {
        return spec.followMs === undefined
          ? {outcome: {kind: 'cancelled', detail: 'ended by Ctrl-C'}, exitCode}
          : {outcome: {kind: 'success', detail: 'watched until Ctrl-C'}, exitCode}
      }
      return {
        outcome: exitCode === 0 ? {kind: 'success'} : {kind: 'failure', detail: `exit ${exitCode}`},
        exitCode,
      }
  }
}

function assignments(values: Record<string, string>, prefix: string): string {
  return Object.entries(values)
    .map(([name, value]) => `${prefix}${name}=${quote(value)}\n`)
    .join('')
}
