import type {StepIo} from '../../src/model/driver.ts'

/** What a driver handed over, in the order in which it came. */
export interface Listener {
  readonly io: StepIo
  /** Standard output, and tables as one line a row with tabs between the cells. */
  stdout(): string
  stderr(): string
  /** Resolves once the text was handed over on either. */
  heard(text: string): Promise<void>
  /** Cancels the step. */
  cancel(): void
}

/** Takes what a driver hands over; `take` may throw, or give a promise that the driver must wait for. */
export function listen(take: () => void | Promise<void> = () => {}): Listener {
  const abort = new AbortController()
  const texts = {stdout: '', stderr: ''}
  const waiting = new Set<() => void>()
  let streamed = false
  const add = (text: string, stream: 'stdout' | 'stderr') => {
    texts[stream] += text
    for (const look of waiting) look()
    return take()
  }
  return {
    io: {
      signal: abort.signal,
      write: (chunk, stream) => add(Buffer.from(chunk).toString('latin1'), stream),
      rows: () => {
        streamed = true
        return {row: row => add(`${row.join('\t')}\n`, 'stdout'), end: () => {}}
      },
      table: ({rows}) => {
        const told = streamed // the same rows, of which fewer are shown
        streamed = false
        return told ? undefined : add(rows.map(row => `${row.join('\t')}\n`).join(''), 'stdout')
      },
    },
    stdout: () => Buffer.from(texts.stdout, 'latin1').toString(),
    stderr: () => Buffer.from(texts.stderr, 'latin1').toString(),
    heard: text =>
      new Promise(resolve => {
        const look = () => {
          if (!texts.stdout.includes(text) && !texts.stderr.includes(text)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    cancel: () => abort.abort('cancelled by the test'),
  }
}
