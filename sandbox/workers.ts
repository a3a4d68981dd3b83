import {type ChildProcess, fork} from 'node:child_process'
import {once} from 'node:events'
import {built} from './places.ts'

const workers = new Map<string, ChildProcess>()

/** Starts a process that does harm or makes traffic, under a name, in place of the one before. */
export async function startWorker(
  name: string,
  script: 'leak' | 'load',
  env: NodeJS.ProcessEnv,
): Promise<void> {
  await endWorker(name)
  workers.set(
    name,
    fork(built(script), [], {execArgv: [], env, stdio: ['ignore', 'ignore', 'ignore', 'ipc']}),
  )
}

async function endWorker(name: string) {
  const worker = workers.get(name)
  workers.delete(name)
  if (worker?.kill('SIGKILL')) await once(worker, 'exit')
}

/** Ends them all. */
export async function endWorkers(): Promise<void> {
  await Promise.all([...workers.keys()].map(endWorker))
}
