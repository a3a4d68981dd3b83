import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import process from 'node:process'
import {endProcesses} from '../../executor/shell/end-processes.ts'
import {parseDuration} from '../../model/duration.ts'
import {RunbookError} from '../../model/error.ts'
import type {Redactor} from '../../model/redact.ts'
import {secretsOf} from '../../model/secret.ts'
import {readStepValues} from '../../model/step-output.ts'
import {leftProcesses} from '../run/left-processes.ts'
import {bashCall, type Ended, runProgram, type Started, startProgram} from './command.ts'
import {endedHow, tailOf} from './command-log.ts'
import {deadline} from './deadline.ts'
import type {PlacedEnvironment} from './drill.ts'
import {holds} from './holds.ts'

/** How long it may take to come up where its author does not say. */
const upMs = 2 * 60_000
/** How long a command of it may take to end once it was asked to. */
const graceMs = 15_000
const stopMs = 60_000

/** What of the caller's environment is passed on: nothing that could lead to a real system. */
const passedOn = ['PATH', 'LANG', 'LANGUAGE', 'LC_ALL', 'LC_CTYPE', 'TZ', 'TERM', 'USER', 'LOGNAME', 'SHELL']

/** What a scenario's commands and its run are given to work in. */
export interface Place {
  /** Marks what is started here. */
  id: string
  redactor: Redactor
  /** Names of variables that are secret beside those that look so. */
  secrets: readonly string[]
  /** Keeps what a command printed. */
  log(title: string, ended: Ended): void
}

/** A place to practise in that is up. */
export interface RunningEnvironment {
  /** The environment of all that runs in it. */
  env: Readonly<Record<string, string>>
  directory: string
  /** A folder of its own, which goes with it. */
  scratch: string
  run(title: string, command: string, signal: AbortSignal, more?: Record<string, string>): Promise<Ended>
  /** Ends it: nothing that it started is left. */
  stop(): Promise<void>
}

/** Starts an environment; without one, there is only an empty place. Throws a `RunbookError` where it does not come up: then nothing of it is left. */
export async function startEnvironment(
  spec: PlacedEnvironment | undefined,
  {id, redactor, secrets, log}: Place,
  signal: AbortSignal,
): Promise<RunningEnvironment> {
  const scratch = scratchFolder()
  const variables = join(scratch, 'private', 'env')
  const env: Record<string, string> = {
    ...inherited(spec?.inherit ?? []),
    HOME: join(scratch, 'home'),
    TMPDIR: join(scratch, 'tmp'),
    RUNBOOK_RUN_ID: id,
    RUNBOOK_ENV: variables,
    ...Object.fromEntries(Object.entries(spec?.env ?? {}).map(([name, value]) => [name, String(value)])),
  }
  const directory = spec?.directory ?? process.cwd()
  const learn = () => {
    for (const secret of secretsOf(env, secrets)) redactor.add(secret)
  }
  learn()
  const take = () => {
    const read = readStepValues(readFileSync(variables, 'utf8'), '$RUNBOOK_ENV', () => true)
    if (!read.ok) throw new RunbookError('environment', read.problem)
    Object.assign(env, Object.fromEntries(read.values))
    learn()
  }
  const called: RunningEnvironment['run'] = async (title, command, until, more = {}) => {
    const ended = await runProgram(bashCall(command, {...env, ...more}, directory), until, graceMs)
    log(title, ended)
    return ended
  }
  let serving: Started | undefined
  const running: RunningEnvironment = {
    env,
    directory,
    scratch,
    async run(title, command, until, more) {
      const ended = await called(title, command, until, more)
      if (ended.code === 0) take()
      return ended
    },
    async stop() {
      if (serving) {
        await serving.end(graceMs)
        log('serve', await serving.ended)
      }
      serving = undefined
      if (spec?.stop !== undefined) {
        const time = deadline(stopMs)
        const ended = await called('stop', spec.stop, time.signal)
        time.clear()
        if (ended.code !== 0) throw new RunbookError('environment', `\`stop\` ${endedHow(ended)}`)
      }
      await endProcesses(
        () => leftProcesses(id),
        (pid, kill) => void process.kill(pid, kill),
      )
      rmSync(scratch, {recursive: true, force: true, maxRetries: 5})
    },
  }
  const until = deadline(spec?.['up-within'] === undefined ? upMs : parseDuration(spec['up-within'])!, signal)
  try {
    if (spec?.start !== undefined) {
      const ended = await running.run('start', spec.start, until.signal)
      if (ended.code !== 0) throw notUp('start', ended)
    }
    if (spec?.serve !== undefined) {
      serving = startProgram(bashCall(spec.serve, env, directory))
      const problem = await untilReady(serving, spec.ready!, until.signal)
      if (problem) throw notUp('serve', {...problem, output: serving.output()})
      take()
    }
    return running
  } catch (error) {
    await running.stop().catch(() => {}) // what kept it from coming up is what counts
    throw error
  } finally {
    until.clear()
  }
}

async function untilReady(
  serving: Started,
  ready: string,
  until: AbortSignal,
): Promise<Pick<Ended, 'code' | 'why'> | undefined> {
  const aborted = new Promise<{code: undefined; why: string}>(resolve => {
    const say = () => resolve({code: undefined, why: String(until.reason)})
    if (until.aborted) say()
    until.addEventListener('abort', say, {once: true})
  })
  return Promise.race([
    serving.printed(output => holds(ready, output)).then(() => undefined),
    serving.ended,
    aborted,
  ])
}

function notUp(what: string, ended: Ended): RunbookError {
  const text = `the environment is not up: \`${what}\` ${endedHow(ended)}${tailOf(ended.output)}`
  return new RunbookError('environment', text)
}

function inherited(more: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    [...passedOn, ...more].flatMap(name => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** A home and a place for temporary files, both empty. Others can pass through it, to what is made theirs, and see nothing of it. */
function scratchFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'runbook-drill-'))
  for (const name of ['home', 'tmp']) mkdirSync(join(dir, name), {mode: 0o711})
  mkdirSync(join(dir, 'private'), {mode: 0o700})
  writeFileSync(join(dir, 'private', 'env'), '', {mode: 0o600})
  chmodSync(dir, 0o711)
  return dir
}
