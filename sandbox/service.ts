import {type ChildProcess, fork} from 'node:child_process'
import {once} from 'node:events'
import {createInterface} from 'node:readline'
import type {Logs} from './logs.ts'
import {logLine} from './logs.ts'
import {built} from './places.ts'

/** `stopped` is on purpose; `crashed` means that the restarts are used up. */
export type ServiceStatus = 'starting' | 'running' | 'crashed' | 'stopped'

/** The backend's process, kept alive. */
export interface Service {
  status(): ServiceStatus
  /** Where the backend listens now, if it does. */
  port(): number | undefined
  /** Kills the process as the kernel would; false if none was running. */
  kill(): boolean
  /** Ends the running process, starts a new one with the given environment; resolves when it listens or has crashed for good. */
  restart(env: NodeJS.ProcessEnv): Promise<ServiceStatus>
  stop(): Promise<void>
}

const maxRestarts = 3
const restartDelayMs = 50

/** Supervises the backend as a platform does: a process that ends by itself is started again, at most three times. */
export function createService(logs: Logs): Service {
  let child: ChildProcess | undefined
  let port: number | undefined
  let status: ServiceStatus = 'stopped'
  let queue: Promise<unknown> = Promise.resolve()
  let settled: () => void = () => {}

  function start(env: NodeJS.ProcessEnv, restartsLeft: number) {
    status = 'starting'
    const started = fork(built('backend'), [], {execArgv: [], env, stdio: ['ignore', 'pipe', 'pipe', 'ipc']})
    child = started
    for (const stream of [started.stdout!, started.stderr!]) createInterface(stream).on('line', logs.add)
    started.on('message', message => {
      port = (message as {port: number}).port
      status = 'running'
      settled()
    })
    started.once('exit', (code, signal) => {
      if (child !== started) return
      port = undefined
      logs.add(logLine('ERROR', `Container exited: ${signal ? `signal ${signal}` : `code ${code}`}`))
      status = restartsLeft > 0 ? 'starting' : 'crashed'
      if (status === 'crashed') {
        child = undefined
        logs.add(logLine('ERROR', `Deployment crashed: restarted ${maxRestarts} times, giving up`))
        settled()
      } else {
        setTimeout(() => child === started && start(env, restartsLeft - 1), restartDelayMs)
      }
    })
  }

  async function end() {
    const ended = child
    child = undefined
    port = undefined
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
    kill() {
      if (status !== 'running') return false
      status = 'starting'
      port = undefined
      return child?.kill('SIGKILL') ?? false
    },
    restart: env =>
      inTurn(async () => {
        await end()
        const over = new Promise<void>(resolve => {
          settled = resolve
        })
        start(env, maxRestarts)
        await over
        return status
      }),
    stop: () => inTurn(end),
  }
}
