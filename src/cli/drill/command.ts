import {type ChildProcess, spawn} from 'node:child_process'
import type {Socket} from 'node:net'
import process from 'node:process'

/** How a command ended, and the end of what it printed. */
export interface Ended {
  /** 128 and the signal's number, as shells have it; undefined where it could not be started. */
  code: number | undefined
  /** Why it was ended before it was done. */
  why: string | undefined
  output: string
}

/** A command that was started, in a process group of its own. */
export interface Started {
  ended: Promise<Ended>
  /** What it has printed so far, at most the last part. */
  output(): string
  /** Resolves when `is` holds for what it has printed; never, if it does not come to that. */
  printed(is: (output: string) => boolean): Promise<void>
  /** Asks its group to end, and kills it after the grace. */
  end(graceMs: number): Promise<void>
}

/** So much of the end of what a command prints is kept. Unit: UTF-16 units. */
const mostKept = 256 * 1024
/** How long the last of its output may take to arrive once it has ended. */
const afterExitMs = 250

/** What is called, and in which world. */
export interface Call {
  file: string
  args: readonly string[]
  env: Record<string, string>
  cwd: string
}

/** A command of a scenario, as bash runs it: it ends at the first part that fails. */
export function bashCall(command: string, env: Record<string, string>, cwd: string): Call {
  return {file: 'bash', args: ['-e', '-o', 'pipefail', '-c', command], env, cwd}
}

/** Starts a program. Its standard input ends when the tool does, whatever ends that. */
export function startProgram({file, args, env, cwd}: Call): Started {
  const child = spawn(file, args, {
    env,
    cwd,
    detached: true, // own process group: Ctrl-C is for the tool, which ends it
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const streams = [child.stdin, child.stdout, child.stderr]
  child.stdin.on('error', () => {}) // it need not read
  let text = ''
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (chunk: string) => {
      text = (text + chunk).slice(-mostKept)
      for (const look of waiting) look()
    })
  }
  const ended = new Promise<Ended>(resolve => {
    child.on('error', ({message}) => resolve({code: undefined, why: message, output: text}))
    child.on('exit', (code, signal) => {
      const why = signal ? `ended with ${signal}` : undefined
      const done = () => resolve({code: code ?? undefined, why, output: text})
      child.on('close', done)
      setTimeout(done, afterExitMs) // what it leaves running may hold its output open
      for (const stream of streams) (stream as Partial<Socket>).unref?.()
    })
  })
  return {
    ended,
    output: () => text,
    printed: is =>
      new Promise(resolve => {
        const look = () => {
          if (!is(text)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    async end(graceMs) {
      if (send(child, 'SIGTERM')) {
        const timer = setTimeout(() => send(child, 'SIGKILL'), graceMs)
        await ended
        clearTimeout(timer)
      }
    },
  }
}

/** Runs a program to its end, or until the signal: then it is ended, and the signal's reason says why. */
export async function runProgram(call: Call, signal: AbortSignal, graceMs: number): Promise<Ended> {
  if (signal.aborted) return {code: undefined, why: String(signal.reason), output: ''}
  const started = startProgram(call)
  let stop = () => {}
  const aborted = new Promise<'aborted'>(resolve => {
    stop = () => resolve('aborted')
    signal.addEventListener('abort', stop, {once: true})
  })
  const first = await Promise.race([started.ended, aborted])
  signal.removeEventListener('abort', stop)
  await started.end(graceMs)
  const end = await started.ended
  return first === 'aborted' ? {...end, why: String(signal.reason)} : end
}

/** False if nobody is there any more. */
function send({pid, exitCode, signalCode}: ChildProcess, signal: NodeJS.Signals): boolean {
  if (pid === undefined || exitCode !== null || signalCode !== null) return false
  try {
    process.kill(-pid, signal)
    return true
  } catch {
    return false
  }
}
