import {spawn} from 'node:child_process'
import {type Picture, show} from './expectation.ts'
import {afterwards} from './temporary.ts'

/** A signal to send once, as soon as a text has appeared on one of the streams. */
export interface Trigger {
  readonly signal: NodeJS.Signals
  readonly text: string
}

/** How to run one program. Without `stdin` its input is at its end from the start. */
export interface Call {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Record<string, string>
  readonly stdin: string | undefined
  readonly triggers: readonly Trigger[]
  readonly timeoutMs: number
}

/** Runs a program to its end. Throws when it cannot start or hangs; its whole process group is then killed. */
export async function runToEnd(call: Call): Promise<Picture> {
  const child = spawn(call.file, call.args, {
    cwd: call.cwd,
    env: call.env,
    stdio: [call.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    detached: true, // own process group: a timeout must stop what it started too
  })
  const pid = child.pid
  afterwards(() => {
    if (pid !== undefined && child.exitCode === null && child.signalCode === null) killGroup(pid)
  })
  const streams = {stdout: '', stderr: ''}
  const waiting = new Set(call.triggers)
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      streams[name] += chunk
      for (const trigger of waiting) {
        if (streams[name].includes(trigger.text) && waiting.delete(trigger)) child.kill(trigger.signal)
      }
    })
  }
  child.stdin?.on('error', () => {}) // a program may end without reading all of its input
  child.stdin?.end(call.stdin)

  return new Promise((resolve, reject) => {
    const deadline = setTimeout(() => {
      const exit = child.exitCode ?? child.signalCode
      const state =
        exit === null ? 'is still running' : 'has ended, but something that it started holds its output'
      if (pid !== undefined) killGroup(pid)
      for (const stream of child.stdio) stream?.destroy()
      reject(
        new Error(
          `${call.args.join(' ')}: ${state} after ${call.timeoutMs} ms; killed\n${show({...streams, exit: exit ?? 'SIGKILL'})}`,
        ),
      )
    }, call.timeoutMs)
    child.once('error', error => {
      clearTimeout(deadline)
      reject(error)
    })
    child.once('close', (code, signal) => {
      clearTimeout(deadline)
      const exit = code ?? signal!
      const missed = [...waiting].map(trigger => JSON.stringify(trigger.text)).join(', ')
      if (missed === '') resolve({...streams, exit})
      else
        reject(
          new Error(`${call.args.join(' ')}: ended before it showed ${missed}\n${show({...streams, exit})}`),
        )
    })
  })
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
