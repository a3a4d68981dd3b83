import {mkdirSync, readFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {createShellDriver} from '../../../src/executor/shell/driver.ts'
import type {SessionWorld} from '../../../src/executor/shell/session-world.ts'
import type {Driver, DriverResult, ShellSpec} from '../../../src/model/driver.ts'
import {afterwards, temporaryDirectory} from '../../support/temporary.ts'
import {type Listener, listen} from '../listener.ts'
import {sitDown, type TestPerson} from './person.ts'

/** A real shell driver in a directory of its own, closed after the test. */
export interface Bench {
  driver: Driver<ShellSpec>
  /** Where the session begins. */
  cwd: string
  /** The driver's private directory. */
  dir: string
  /** Who sits at the terminal, in a mode that has one. */
  person: TestPerson | undefined
  /** Runs a block to its end; what comes from a terminal comes without the carriage returns at line ends. */
  run(
    script: string,
    more?: Partial<ShellSpec>,
    listener?: Listener,
  ): Promise<DriverResult & {stdout: string; stderr: string}>
}

/** What the driver is to run. */
export function shellSpec(script: string, more: Partial<ShellSpec> = {}): ShellSpec {
  return {
    kind: 'shell',
    id: 'block',
    script,
    variables: {},
    env: {RUNBOOK_STEP_ID: 'block'},
    cwd: undefined,
    followMs: undefined,
    timeoutMs: 20_000,
    ...more,
  }
}

/** How a session is used: with pipes, at a terminal, or at a terminal with standard output kept apart. */
export type Mode = 'pipes' | 'terminal' | 'separate' | 'script'

let usual: Mode = 'pipes'

/** From now on, what a test opens without saying how is used in this way. */
export function use(mode: Mode): void {
  usual = mode
}

/** How a driver that a test opens without saying how is used. */
export const usualMode = (): Mode => usual

/** Opens a driver. Its environment has a PATH, a home, a locale and what `env` says. */
export function openBench(world: Partial<SessionWorld> = {}, mode: Mode = usual): Bench {
  const root = temporaryDirectory()
  const [dir, cwd] = [join(root, 'private'), join(root, 'work')]
  for (const path of [dir, cwd]) mkdirSync(path, {mode: 0o700})
  const real = createShellDriver({
    bash: 'bash',
    dir,
    cwd,
    env: {PATH: process.env.PATH ?? '', HOME: cwd, LC_ALL: 'C.UTF-8'},
    token: 'a-word-that-no-program-prints',
    kill: (pid, signal) => process.kill(pid, signal),
    graceMs: 500, // TERM is obeyed at once or not at all
    runId: basename(root),
    ...(mode === 'script' ? {terminals: ['script']} : {}),
    ...world,
  })
  afterwards(() => real.close())
  const person = mode === 'pipes' ? undefined : sitDown()
  const separate = mode === 'separate' || mode === 'script' ? ({separate: true} as const) : {}
  const lines = (text: string, isPrinted: boolean) => (isPrinted ? text.replaceAll('\r\n', '\n') : text)
  const driver: Driver<ShellSpec> = {
    run: (spec, io) => real.run({...separate, ...spec}, {...io, terminal: person?.terminal}),
    emptyIn: (spec, io) => real.emptyIn!(spec, {...io, terminal: person?.terminal}),
    left: () => real.left!(),
    close: () => real.close(),
  }
  return {
    driver,
    cwd,
    dir,
    person,
    run: async (script, more = {}, listener = listen()) => {
      const result = await driver.run(shellSpec(script, more), listener.io)
      return {
        ...result,
        stdout: lines(listener.stdout(), mode === 'terminal'),
        stderr: lines(listener.stderr(), mode !== 'pipes'),
      }
    },
  }
}

/** Whether a process runs: one that has ended and only waits for its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch (error) {
    // where there is no /proc, the signal alone tells
    return (error as NodeJS.ErrnoException).code === 'ENOENT' && process.platform !== 'linux'
  }
}
