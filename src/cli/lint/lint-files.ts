import {existsSync} from 'node:fs'
import {availableParallelism} from 'node:os'
import {Worker} from 'node:worker_threads'
import {type ChosenRules, type Linted, lintFile} from './lint-file.ts'

/** Fewer files are looked at before threads have begun. */
const worthThreads = 50
/** More threads than this gain nothing: one prints what they find. */
const mostThreads = 8
/** So many files are under way for each thread: a long one must not keep the others waiting for their turn to be printed. */
const ahead = 8

/** Looks at files and gives what was found in their order, each as soon as it is known; many files are shared out among threads. */
export async function* lintFiles(
  paths: Iterable<string>,
  rules: ChosenRules,
): AsyncGenerator<Linted & {exitCode?: undefined}> {
  const rest = paths[Symbol.iterator]()
  const first: string[] = []
  for (let next = rest.next(); !next.done; next = rest.next()) {
    first.push(next.value)
    if (first.length === worthThreads) break
  }
  const count = Math.min(availableParallelism(), mostThreads)
  const threads = first.length === worthThreads && count > 1 && !first.includes('-') && existsSync(script)
  if (threads) yield* shared([first, {[Symbol.iterator]: () => rest}], count, rules)
  else
    for (const some of [first, {[Symbol.iterator]: () => rest}])
      for (const path of some) yield await lintFile(path, rules)
}

/** The bundle of `worker.ts`, beside the chunks of the package. */
const script = new URL('../lint-worker.js', import.meta.url)

async function* shared(
  parts: Iterable<Iterable<string>>,
  count: number,
  rules: ChosenRules,
): AsyncGenerator<Linted, void, undefined> {
  const threads = Array.from({length: count}, () => new Thread(rules))
  const waiting: Promise<Linted>[] = []
  try {
    for (const part of parts) {
      for (const path of part) {
        const free = threads.reduce((a, b) => (b.underWay < a.underWay ? b : a))
        waiting.push(path === '-' ? lintFile(path, rules) : free.lint(path))
        if (waiting.length >= count * ahead) yield await waiting.shift()!
      }
    }
    for (const found of waiting) yield await found
  } finally {
    for (const thread of threads) thread.stop()
  }
}

/** A thread looks at one file after the other, in the order in which it is told of them. */
class Thread {
  readonly #worker: Worker
  readonly #pending: {found: (linted: Linted) => void; failed: (error: unknown) => void}[] = []

  constructor(rules: ChosenRules) {
    this.#worker = new Worker(script, {workerData: rules})
    this.#worker.on('message', (linted: Linted) => this.#pending.shift()!.found(linted))
    this.#worker.on('error', error => {
      for (const {failed} of this.#pending.splice(0)) failed(error)
    })
  }

  /** How many files it was told of and has not looked at. */
  get underWay(): number {
    return this.#pending.length
  }

  lint(path: string): Promise<Linted> {
    const linted = new Promise<Linted>((found, failed) => this.#pending.push({found, failed}))
    linted.catch(() => {}) // whoever waits for it is told, but perhaps not yet
    this.#worker.postMessage(path)
    return linted
  }

  stop(): void {
    void this.#worker.terminate()
  }
}
