import {spawn} from 'node:child_process'
import {once} from 'node:events'
import type {Readable} from 'node:stream'
import {setTimeout as after} from 'node:timers/promises'
import type {DriverResult, SqlSpec, StepIo} from '../../model/driver.ts'
import {endGroup} from '../shell/end-group.ts'
import type {Kill} from '../shell/end-processes.ts'
import {ErrorLines} from './error-lines.ts'

/** What is needed to start psql. */
export interface PsqlWorld {
  /** A name on PATH, or a path. */
  program: string
  env: Readonly<Record<string, string>>
  cwd: string
  kill: Kill
}

/** How long psql may take to end after it was asked to cancel on the server. */
const stopMs = 3000
const askAgainMs = 100
const unsettled = 'check on the server what it has changed'

type Stopped = 'timeout' | 'cancel' | 'broken'

/**
 * Runs a script in a psql of its own, which ends with it. A cancel goes to psql, which cancels on the server; what does
 * not end by that is ended with everything that it started.
 */
export async function runPsql(
  {program, cwd, kill}: PsqlWorld,
  env: Readonly<Record<string, string>>,
  input: string,
  {write, timeoutMs, psql}: Pick<SqlSpec, 'write' | 'timeoutMs' | 'psql'>,
  io: Pick<StepIo, 'write' | 'signal'>,
): Promise<DriverResult> {
  if (io.signal.aborted) return {outcome: {kind: 'cancelled', detail: 'before it began'}}
  const args = ['-X', '-w', '-v', 'ON_ERROR_STOP=1', '-P', 'pager=off', '-f', '-']
  const child = spawn(program, args, {
    cwd,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true, // own process group: what psql started is stopped with it
  })
  const {pid} = child
  if (pid === undefined) {
    const [error] = (await once(child, 'error')) as [NodeJS.ErrnoException]
    const detail = `psql could not be started (${error.code}): install the PostgreSQL client or put it on PATH`
    return {outcome: {kind: 'error', code: 'psql-missing', detail}}
  }
  let stopped: Stopped | undefined
  let stopping: Promise<boolean> | undefined
  const closed = once(child, 'close')
  const stop = (why: Stopped) => {
    stopped ??= why
    stopping ??= interrupt(pid, kill, closed)
  }
  const broken: unknown[] = []
  const fail = (error: unknown) => {
    broken.push(error)
    stop('broken')
  }
  const errors = new ErrorLines(Object.values(psql?.variables ?? {}))
  const forward = (from: Readable, name: 'stdout' | 'stderr') =>
    from.on('data', (chunk: Buffer) => {
      const bytes = name === 'stderr' ? errors.take(chunk) : chunk
      if (broken.length > 0 || bytes.length === 0) return
      try {
        const wait = io.write(bytes, name)
        if (!wait) return
        from.pause()
        wait.catch(fail).finally(() => from.resume())
      } catch (error) {
        fail(error)
      }
    })
  forward(child.stdout, 'stdout')
  forward(child.stderr, 'stderr')
  child.stdin.on('error', () => {}) // it ended without reading on; its exit tells
  child.stdin.end(input)
  const cancel = () => stop('cancel')
  const limit = setTimeout(stop, timeoutMs, 'timeout')
  io.signal.addEventListener('abort', cancel, {once: true})
  const [code] = (await once(child, 'exit')) as [number | null]
  clearTimeout(limit)
  io.signal.removeEventListener('abort', cancel)
  await endGroup(pid, kill) // what a script left running would hold its output open
  await closed
  const rest = errors.rest()
  if (rest.length > 0 && broken.length === 0) await io.write(rest, 'stderr')
  const killed = (await stopping) === false || code === null
  if (broken.length > 0) throw broken[0]
  return {
    outcome: outcomeOf(code, stopped, killed, write, timeoutMs),
    ...(code === null || stopped ? {} : {exitCode: code}),
  }
}

/** Asks psql to cancel, and again what it runs after a program that it waited for; false where it had to be ended. */
async function interrupt(pid: number, kill: Kill, closed: Promise<unknown>): Promise<boolean> {
  const ended = closed.then(() => true)
  for (let waited = 0; waited < stopMs; waited += askAgainMs) {
    try {
      kill(-pid, 'SIGINT')
    } catch {
      return true
    }
    if (await Promise.race([ended, after(askAgainMs, false, {ref: false})])) return true
  }
  await endGroup(pid, kill)
  return false
}

/** What its exit says: https://www.postgresql.org/docs/current/app-psql.html#id-1.9.4.20.7 */
function outcomeOf(
  code: number | null,
  stopped: Stopped | undefined,
  killed: boolean,
  write: boolean,
  timeoutMs: number,
): DriverResult['outcome'] {
  if (write && killed)
    return {kind: 'unknown', detail: `psql did not end by itself and was ended: ${unsettled}`}
  if (stopped === 'timeout') return {kind: 'timeout', afterMs: timeoutMs}
  if (stopped === 'cancel')
    return {
      kind: 'cancelled',
      detail: write ? 'psql was stopped; what it had committed before stands' : 'psql was stopped',
    }
  const stands = write ? '; what was committed before it stands' : ''
  switch (code) {
    case 0:
      return {kind: 'success'}
    case 2:
      return write
        ? {kind: 'unknown', detail: `psql lost its connection (exit 2): ${unsettled}`}
        : {kind: 'failure', detail: 'psql lost its connection (exit 2)'}
    case 3:
      return {kind: 'failure', detail: `a statement or command failed (psql: exit 3)${stands}`}
    default:
      return {kind: 'failure', detail: `psql: ${code === null ? 'killed' : `exit ${code}`}${stands}`}
  }
}
