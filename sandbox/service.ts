import {type ChildProcess, fork} from 'node:child_process'
import {once} from 'node:events'
import {createInterface} from 'node:readline'
import type {Logs} from './logs.ts'
import {logLine} from './logs.ts'
import {built} from './places.ts'

/** `stopped` is on purpose; `crashed` means that the restarts are used up. */
export type ServiceStatus = 'starting' | 'running' | 'crashed' | 'stopped'

/** One instance of the backend, kept alive. */
export interface Service {
  status(): ServiceStatus
  /** Where it listens now, if it does. */
  port(): number | undefined
  /** What it used last. */
  usedMb(): number
  /** Kills the process as the kernel would; false if none was running. */
  kill(): boolean
  /** Ends the running process, starts a new one; resolves when it listens or has crashed for good. */
  restart(start: {env: NodeJS.ProcessEnv; memoryMb: number}): Promise<ServiceStatus>
  stop(): Promise<void>
}

const maxRestarts = 3
const restartDelayMs = 50

/** Supervises the backend as a platform does: a process that ends by itself or takes too much memory is started again, at most three times. */
export function createService(logs: Logs): Service {
  let child: ChildProcess | undefined
  let port: number | undefined
  let usedMb = 0
  let status: ServiceStatus = 'stopped'
  let queue: Promise<unknown> = Promise.resolve()
  let settled: () => void = () => {}

  function start(env: NodeJS.ProcessEnv, memoryMb: number, restartsLeft: number) {
    status = 'starting'
    const started = fork(built('backend'), [], {execArgv: [], env, stdio: ['ignore', 'pipe', 'pipe', 'ipc']})
    child = started
    for (const stream of [started.stdout!, started.stderr!]) createInterface(stream).on('line', logs.add)
    started.on('message', (message: {port: number} | {usedMb: number}) => {
      if (child !== started) return
      if ('port' in message) {
        port = message.port
        status = 'running'
        settled()
      } else {
        usedMb = message.usedMb
        if (usedMb > memoryMb && status === 'running') {
          logs.add(logLine('ERROR', `Out of memory: ${usedMb} MB of ${memoryMb} MB used`))
          kill()
        }
      }
    })
    started.once('exit', (code, signal) => {
      if (child !== started) return
      port = undefined
      usedMb = 0
      logs.add(logLine('ERROR', `Container exited: ${signal ? `signal ${signal}` : `code ${code}`}`))
      status = restartsLeft > 0 ? 'starting' : 'crashed'
      if (status === 'crashed') {
        child = undefined
        logs.add(logLine('ERROR', `Deployment crashed: restarted ${maxRestarts} times, giving up`))
        settled()
      } else {
        setTimeout(() => child === started && start(env, memoryMb, restartsLeft - 1), restartDelayMs)
      }
    })
  }

  function kill() {
    if (status !== 'running') return false
    status = 'starting'
    port = undefined
    return child?.kill('SIGKILL') ?? false
  }

  async function end() {
    const ended = child
    child = undefined
    port = undefined
    usedMb = 0
    status = 'stopped'
    if (!ended || ended.exitCode !== null || ended.signalCode !== null) return
    const gone = once(ended, 'exit')
    ended.kill()
    const forced = setTimeout(() => ended.kill('SIGKILL'), 2000)
    await gone
    clearTimeout(forced)
  }

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work)
    queue = done.catch(() => {})
    return done
  }

  return {
    status: () => status,
    port: () => port,
    usedMb: () => usedMb,
    kill,
    restart: ({env, memoryMb}) =>
      inTurn(async () => {
        await end()
        const over = new Promise<void>(resolve => {
          settled = resolve
        })
        start(env, memoryMb, maxRestarts)
        await over
        return status
      }),
    stop: () => inTurn(end),
  }
}
