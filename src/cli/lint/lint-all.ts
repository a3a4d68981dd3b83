import {availableParallelism} from 'node:os'
import {type ChosenRules, type Linted, lintFile, messageOfUnread} from './lint-file.ts'
import {readSource} from './source.ts'
import {openThreads} from './threads.ts'

/** Up to so many documents are looked at before threads for them would have started. */
const few = 16
const mostThreads = 8
/** So many documents a thread are read before what was found in the first of them is taken. */
const ahead = 3

/** Looks at documents, many of them in threads, and gives what was found in each, in their order, as soon as it is known. */
export async function* lintAll(targets: Iterable<string>, rules: ChosenRules): AsyncGenerator<Linted> {
  const rest = targets[Symbol.iterator]()
  const first: string[] = []
  for (let next = rest.next(); !next.done; next = rest.next()) {
    first.push(next.value)
    if (first.length > few) break
  }
  const count = Math.min(availableParallelism(), mostThreads)
  if (first.length <= few || count === 1) {
    for (const path of chained(first, rest)) yield await lintFile(path, rules)
    return
  }
  const threads = openThreads(count, rules)
  const look = async (path: string): Promise<Linted> => {
    const source = await readSource(path)
    if ('problem' in source) return messageOfUnread(source)
    const {text} = source
    return {path, text, readable: true, messages: await threads.messagesOf({path, text})}
  }
  const under: Promise<Linted>[] = []
  try {
    for (const path of chained(first, rest)) {
      const one = look(path)
      one.catch(() => {}) // it is thrown when its turn comes
      under.push(one)
      if (under.length >= count * ahead) yield await under.shift()!
    }
    for (const one of under) yield await one
  } finally {
    await threads.close()
  }
}

function* chained(first: readonly string[], rest: Iterator<string>): Generator<string> {
  yield* first
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value
}
