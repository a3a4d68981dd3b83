import {readFileSync, unlinkSync} from 'node:fs'
import {join} from 'node:path'
import type {Driver, DriverResult, Running, ShellSpec, StepIo} from '../../model/driver.ts'
import {runInBackground} from './background.ts'
import {bashAge} from './bash-version.ts'
import {writeBlock} from './block-file.ts'
import {bounded} from './bounded.ts'
import {SyntaxChecker} from './checker.ts'
import {watchWritten, writtenTo} from './output-values.ts'
import {trapUseOf} from './own-trap.ts'
import {quote} from './prelude.ts'
import {writePrivate} from './private-file.ts'
import {ShellSession} from './session.ts'
import type {SessionWorld} from './session-world.ts'
import {programsIn} from './still.ts'
import {rejects} from './syntax.ts'

/** Why a file cannot be written where nothing is wrong with us. */
const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS'])

/** Runs shell blocks in one bash session, which starts with the first block. `given.dir` must exist and be private. */
export function createShellDriver(given: SessionWorld): Driver<ShellSpec> {
  const checker = new SyntaxChecker(given)
  const world: SessionWorld = {makePipes: paths => checker.makePipes(paths), ...given}
  const session = new ShellSession(world)
  const backgrounds = new Set<Running>()
  let blocks = 0
  let age: Promise<ReturnType<typeof bashAge>> | undefined
  const runHere = async (shell: ShellSession, place: SessionWorld, spec: ShellSpec, io: StepIo) => {
    try {
      return await runBlock(shell, checker, place, spec, io, ++blocks)
    } catch (error) {
      const {code} = error as NodeJS.ErrnoException
      if (!code || !noRoom.has(code)) throw error
      const detail = `the files of the shell session cannot be written (${code}): make room below ${place.dir}`
      return {outcome: {kind: 'error', code: 'session-files', detail}} satisfies DriverResult
    }
  }
  return {
    async run(spec, io) {
      const first = age === undefined
      age ??= checker.version().then(version => (version === undefined ? undefined : bashAge(version)))
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
    emptyIn: (spec, io) => emptyIn(session, checker, world, spec, io),
    left: () => session.left(),
    async close() {
      await Promise.all([...backgrounds].map(({end}) => end()))
      backgrounds.clear()
      await session.close()
      checker.close()
    },
  }
}

async function runBlock(
  session: ShellSession,
  checker: SyntaxChecker,
  world: SessionWorld,
  spec: ShellSpec,
  io: StepIo,
  number: number,
): Promise<DriverResult> {
  const output = join(world.dir, `output.${number}`) // what an earlier block left running does not know its name
  const values = [
    ...assignments(spec.variables, ''),
    ...assignments(spec.env, 'export '),
    ...assignments({RUNBOOK_OUTPUT: output}, 'export '),
  ]
  writePrivate(output, '')
  const watching = io.written && watchWritten(output, io.written)
  try {
    const rejected = await rejects(checker, spec, session)
    if (rejected) return rejected
    if (io.signal.aborted) return {outcome: {kind: 'cancelled', detail: 'before it began'}}
    const {id, cwd} = spec
    const separate = spec.separate === true
    const traps = trapUseOf(spec.script, session.traps)
    // with variables, which may be secrets, it is none: they never stand in the block's own file
    const programs = Object.keys(spec.variables).length === 0 ? programsIn(spec.script) : undefined
    const write = (first?: string) => writeBlock(world.dir, spec, session, first)
    const block = {write, values, cwd, separate, terminal: io.terminal, step: id, traps, programs}
    const result = await bounded(session, spec, io, (onOutput, prepare) =>
      session.run(block, onOutput, prepare),
    )
    return Object.assign(result, writtenTo(output))
  } finally {
    watching?.close()
    session.values.remove()
    remove(output) // it may hold secrets
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
  {signal, terminal}: Pick<StepIo, 'signal' | 'terminal'>,
): Promise<string[]> {
  const names = spec.nonEmpty ?? []
  if (names.length === 0 || signal.aborted) return []
  const [file, found] = [join(world.dir, 'asked'), join(world.dir, 'empty')]
  const questions = names.map(name => `[[ -n \${${name}-} ]] || builtin printf '%s\\n' ${name}`)
  const script = [...questions, "builtin printf '.\\n'"].join('\n') // the last line says that it came to its end
  writePrivate(file, `{\n${script}\n} >| ${quote(found)}\n`)
  const values = assignments(spec.variables, '')
  const asking = {...spec, timeoutMs: askMs, followMs: undefined}
  try {
    const block = {write: () => file, values, cwd: undefined, separate: true, terminal}
    // whoever types meanwhile types to nobody: it takes no keys
    await bounded(session, asking, {signal, write: () => {}, table: () => {}}, onOutput =>
      session.run(block, onOutput),
    )
    const said = readFileSync(found, 'utf8').split('\n')
    return said.at(-2) === '.' ? said.slice(0, -2) : names
  } catch {
    return (await checker.check('', {extglob: false})).kind === 'missing' ? [] : names // the block itself says so
  } finally {
    session.values.remove()
    for (const path of [file, found]) remove(path)
  }
}

/** Removes a file that may be gone. `rmSync` looks twice before, each time a block has run. */
function remove(path: string): void {
  try {
    unlinkSync(path)
  } catch {} // the block may have removed it
}

/** Commands of bash that set variables; `prefix` is what each begins with. */
export function assignments(values: Record<string, string>, prefix: string): string[] {
  return Object.entries(values).map(([name, value]) => `${prefix}${name}=${quote(value)}`)
}
