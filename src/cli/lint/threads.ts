import {Worker} from 'node:worker_threads'
import type {LintMessage} from '../../model/lint-message.ts'
import type {ChosenRules} from './lint-file.ts'

/** What a thread is given: a document. It answers with its messages. */
export interface Given {
  path: string
  text: string
}

/** Threads that look at documents. */
export interface Threads {
  /** Rejects with what went wrong in the thread. */
  messagesOf(given: Given): Promise<LintMessage[]>
  close(): Promise<unknown>
}

interface Thread {
  worker: Worker
  /** What it was given and has not answered, in order. */
  open: {resolve(messages: LintMessage[]): void; reject(error: unknown): void}[]
  /** Why it takes nothing more. */
  ended?: unknown
}

/** Most of what is made for one document is garbage with the next: with room for that, less is collected. */
const youngMb = 64

/** Starts `count` threads; each document goes to the one that has the least to do. */
export function openThreads(count: number, rules: ChosenRules): Threads {
  const threads = Array.from({length: count}, () => openThread(rules))
  return {
    messagesOf: given =>
      new Promise((resolve, reject) => {
        const thread = threads.reduce((least, one) => (one.open.length < least.open.length ? one : least))
        if (thread.ended) return reject(thread.ended)
        thread.open.push({resolve, reject})
        thread.worker.postMessage(given)
      }),
    close: () => Promise.all(threads.map(({worker}) => worker.terminate())),
  }
}

function openThread(rules: ChosenRules): Thread {
  const worker = new Worker(new URL('../lint-thread.js', import.meta.url), {
    workerData: rules,
    resourceLimits: {maxYoungGenerationSizeMb: youngMb},
  })
  const thread: Thread = {worker, open: []}
  worker.on('message', (messages: LintMessage[]) => thread.open.shift()?.resolve(messages))
  worker.on('error', error => (thread.ended = error))
  worker.on('exit', () => {
    thread.ended ??= new Error('a thread ended before its work')
    for (const {reject} of thread.open.splice(0)) reject(thread.ended)
  })
  return thread
}
