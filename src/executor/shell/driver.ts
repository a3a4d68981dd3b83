import {readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {execa} from 'execa'
import type {Driver, DriverResult, Running, ShellSpec, StepIo} from '../../model/driver.ts'
import {formatDuration} from '../../model/duration.ts'
import {runInBackground} from './background.ts'
import {bashAge} from './bash-version.ts'
import {blockName, writeBlock} from './block-file.ts'
import {SyntaxChecker} from './checker.ts'
import {writtenTo} from './output-values.ts'
import {quote} from './prelude.ts'
import {type BlockEnd, type OnOutput, type SessionWorld, ShellSession} from './session.ts'

/** Runs shell blocks in one bash session, which starts with the first block. `world.dir` must exist and be private. */
export function createShellDriver(world: SessionWorld): Driver<ShellSpec> {
  const session = new ShellSession(world)
  const checker = new SyntaxChecker(world)
  const backgrounds = new Set<Running>()
  let blocks = 0
  let age: Promise<ReturnType<typeof bashAge>> | undefined
  const runHere = (shell: ShellSession, place: SessionWorld, spec: ShellSpec, io: StepIo) =>
    runBlock(shell, checker, place, spec, io, ++blocks)
  return {
    async run(spec, io) {
      const first = age === undefined
      age ??= ageOf(world)
      const found = await age
      if (found && 'tooOld' in found)
        return {
          outcome: {kind: 'error', code: 'bash-old', detail: `${found.tooOld}; put a newer one on PATH`},
        }
      if (found && first) await io.write(Buffer.from(`runbook: ${found.lacks}\n`), 'stderr')
      if (!spec.background) return runHere(session, world, spec, io)
      const state = await session.state()
      const result = await runInBackground(world, `background.${++blocks}`, state, spec, io, runHere)
      if (result.running) backgrounds.add(result.running)
      return result
    },
    emptyIn: (spec, signal) => emptyIn(session, checker, world, spec, signal),
    left: () => session.left(),
    async close() {
      await Promise.all([...backgrounds].map(({end}) => end()))
      backgrounds.clear()
      await session.close()
      checker.close()
    },
  }
}

/** Asked once, since each start of bash costs as much as several blocks. One that cannot be started is told by its first block. */
async function ageOf({bash, dir, env}: SessionWorld): Promise<ReturnType<typeof bashAge>> {
  const words = ['--noprofile', '--norc', '-c', 'echo "$BASH_VERSION"']
  const {exitCode, stdout} = await execa(bash, words, {
    cwd: dir,
    env,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
  })
  return exitCode === 0 ? bashAge(stdout) : undefined
}

async function runBlock(
  session: ShellSession,
  checker: SyntaxChecker,
  world: SessionWorld,
  spec: ShellSpec,
  io: StepIo,
  number: number,
): Promise<DriverResult> {
  const values = join(world.dir, 'values') // what ends in .sh is a block's
  const file = writeBlock(world.dir, spec, session)
  const output = join(world.dir, `output.${number}`) // what an earlier block left running does not know its name
  writeFileSync(
    values,
    assignments(spec.variables, '') + assignments({...spec.env, RUNBOOK_OUTPUT: output}, 'export '),
    {mode: 0o600},
  )
  writeFileSync(output, '', {mode: 0o600})
  try {
    const rejected = await rejects(checker, spec, session)
    if (rejected) return rejected
    if (io.signal.aborted) return {outcome: {kind: 'cancelled', detail: 'before it began'}}
    const result = await bounded(session, spec, io, onOutput =>
      session.run(file, values, spec.cwd, onOutput, spec.id),
    )
    return {...result, ...writtenTo(output)}
  } finally {
    for (const path of [values, output]) rmSync(path, {force: true}) // they may hold secrets
  }
}

/** How long bash may take to say which variables are empty. */
const askMs = 10_000

/** Which of the variables that must have a value have none, by the session's own word; all of them where it does not say. */
async function emptyIn(
  session: ShellSession,
  checker: SyntaxChecker,
  world: SessionWorld,
  spec: ShellSpec,
  signal: AbortSignal,
): Promise<string[]> {
  const names = spec.nonEmpty ?? []
  if (names.length === 0 || signal.aborted) return []
  const [file, values, found] = [
    join(world.dir, 'asked'),
    join(world.dir, 'values'),
    join(world.dir, 'empty'),
  ]
  const questions = names.map(name => `[[ -n \${${name}-} ]] || builtin printf '%s\\n' ${name}`)
  const script = [...questions, "builtin printf '.\\n'"].join('\n') // the last line says that it came to its end
  writeFileSync(file, `{\n${script}\n} >| ${quote(found)}\n`, {mode: 0o600})
  writeFileSync(values, assignments(spec.variables, ''), {mode: 0o600})
  const asking = {...spec, timeoutMs: askMs, followMs: undefined}
  try {
    await bounded(session, asking, {signal, write: () => {}, table: () => {}}, onOutput =>
      session.run(file, values, undefined, onOutput),
    )
    const said = readFileSync(found, 'utf8').split('\n')
    return said.at(-2) === '.' ? said.slice(0, -2) : names
  } catch {
    return (await checker.check('', {extglob: false})).kind === 'missing' ? [] : names // the block itself says so
  } finally {
    for (const path of [file, values, found]) rmSync(path, {force: true})
  }
}

/** Bash runs the lines before a syntax error: so the whole block is checked first. */
async function rejects(
  checker: SyntaxChecker,
  {script, source}: Pick<ShellSpec, 'script' | 'source'>,
  {extglob}: {extglob: boolean},
): Promise<DriverResult | undefined> {
  const checked = await checker.check(script, {extglob: extglob || script.includes('extglob')})
  if (checked.kind === 'readable') return undefined
  if (checked.kind === 'missing') {
    const detail = `${checked.bash} could not be started (${checked.reason}); install bash or put it on PATH`
    return {outcome: {kind: 'error', code: 'bash-missing', detail}}
  }
  const {line, complaint} = checked
  const where =
    line === undefined
      ? ''
      : source
        ? `${blockName(source)}: line ${source.line - 1 + line}: `
        : `line ${line}: `
  return {outcome: {kind: 'error', code: 'syntax', detail: `bash cannot read it: ${where}${complaint}`}}
}

/** Waits for the block, its time limit or its cancellation, whichever comes first; the latter two end what it started. */
export async function bounded(
  session: {stop(): Promise<void>},
  spec: ShellSpec,
  io: StepIo,
  run: (onOutput: OnOutput) => Promise<BlockEnd>,
): Promise<DriverResult> {
  let stopped: 'timeout' | 'follow' | 'cancel' | 'broken' | undefined
  let stopping: Promise<void> | undefined
  const stop = (why: typeof stopped) => {
    if (stopped) return
    stopped = why
    stopping = session.stop()
  }
  const broken: unknown[] = []
  const fail = (error: unknown) => {
    broken.push(error)
    stop('broken') // output that cannot be kept must not go on being made
  }
  const onOutput: OnOutput = (bytes, stream) => {
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
  const {exitCode, lost} = await run(onOutput).finally(() => {
    clearTimeout(limit)
    clearTimeout(follow)
    io.signal.removeEventListener('abort', cancel)
  })
  await stopping
  if (broken.length > 0) throw broken[0]
  switch (stopped) {
    case 'timeout':
      return {outcome: {kind: 'timeout', afterMs: spec.timeoutMs}}
    case 'follow':
      return {outcome: {kind: 'success', detail: `watched for ${formatDuration(spec.followMs!)}`}}
    case 'cancel':
      return {outcome: {kind: 'cancelled', detail: 'stopped, with everything it had started'}}
    default:
      if (lost)
        return {
          outcome: {
            kind: 'unknown',
            detail: 'it left a shell that carries out no commands any more, so nobody can say how it ended',
          },
        }
      return {
        outcome: exitCode === 0 ? {kind: 'success'} : {kind: 'failure', detail: `exit ${exitCode}`},
        exitCode,
      }
  }
}

/** Lines of bash that set variables; `prefix` is what each begins with. */
export function assignments(values: Record<string, string>, prefix: string): string {
  return Object.entries(values)
    .map(([name, value]) => `${prefix}${name}=${quote(value)}\n`)
    .join('')
}
