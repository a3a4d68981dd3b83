import process from 'node:process'

/** Turns the process's signals into what they mean for a run. */
export interface Interrupts {
  /** Aborted, with the signal's name, when the run must end. */
  run: AbortSignal
  /** A signal for one attempt: Ctrl-C ends the attempt; what ends the run ends it too. */
  attempt(): AbortSignal
  /** Until what it gives is called, another program has the terminal, and Ctrl-C is for that alone. */
  lend(): () => void
  /** Ends the run as if the signal had come. */
  end(signal: NodeJS.Signals): void
  /** Gives the signals back. */
  release(): void
}

/**
 * Listens to SIGINT, SIGTERM and SIGHUP. With a person who can be asked what next, Ctrl-C ends only what runs; a second
 * one, one while nothing runs, and any without a person end the run.
 */
export function listen(attended: boolean): Interrupts {
  const run = new AbortController()
  let current: AbortController | undefined
  let signal = run.signal
  const end = (signal: NodeJS.Signals) => run.abort(signal)
  let lent = false
  const onInterrupt = () => {
    if (lent) return
    if (attended && current && !current.signal.aborted) current.abort('SIGINT')
    else end('SIGINT')
  }
  process.on('SIGINT', onInterrupt)
  process.on('SIGTERM', end)
  process.on('SIGHUP', end)
  process.on('SIGXFSZ', ignore) // then a write beyond the limit fails, and is reported
  return {
    run: run.signal,
    // one for all attempts until it is aborted: what follows other signals stays in memory for long
    attempt() {
      if (current && !current.signal.aborted) return signal
      current = new AbortController()
      signal = AbortSignal.any([current.signal, run.signal])
      return signal
    },
    lend() {
      lent = true
      return () => {
        lent = false
      }
    },
    end,
    release() {
      process.off('SIGINT', onInterrupt)
      process.off('SIGTERM', end)
      process.off('SIGHUP', end)
      process.off('SIGXFSZ', ignore)
    },
  }
}

const ignore = () => {}
