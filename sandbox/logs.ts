/** The last lines that something printed, and whoever follows them. */
export interface Logs {
  add(line: string): void
  /** The newest `count` lines, oldest first. */
  last(count: number): string[]
  /** Calls back for each line to come; the result stops it. */
  follow(listener: (line: string) => void): () => void
}

/** Keeps at most `size` lines. */
export function createLogs(size = 1000): Logs {
  const lines: string[] = []
  const listeners = new Set<(line: string) => void>()
  return {
    add(line) {
      lines.push(line)
      if (lines.length > size) lines.shift()
      for (const listener of listeners) listener(line)
    },
    last: count => (count > 0 ? lines.slice(-count) : []),
    follow(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A line as the backend and the platform write them: when, how bad, what. */
export const logLine = (level: 'INFO' | 'ERROR', message: string): string =>
  `${new Date().toISOString()} ${level} ${message}`
