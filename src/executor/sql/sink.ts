import type {StepIo} from '../../model/driver.ts'

/** Where a block's results go: one at a time, in the order in which they came. */
export interface Sink {
  write(chunk: Uint8Array, stream: 'stdout' | 'stderr'): Promise<void>
  table(...args: Parameters<StepIo['table']>): Promise<void>
  /** Resolves when everything was taken; throws the first error of who takes it. */
  settled(): Promise<void>
}

/**
 * Puts what a block hands over in a row, notices too, which come while nobody waits for them. An output that cannot be
 * kept is not the server's error: both calls then reject, and so does `settled`.
 */
export function createSink(io: StepIo): Sink {
  let last: Promise<void> = Promise.resolve()
  const after = (act: () => void | Promise<void>) => {
    last = last.then(act)
    last.catch(() => {}) // `settled` tells
    return last
  }
  return {
    write: (chunk, stream) => after(() => io.write(chunk, stream)),
    table: table => after(() => io.table(table)),
    settled: () => last,
  }
}
