import type {StreamName} from './streams.ts'

/** Receives output as it comes; a promise makes the session wait. It neither throws nor rejects. */
export type OnOutput = (bytes: Buffer, stream: StreamName) => void | Promise<void>

/** The block that a session is running: who takes its output, and what must arrive before it has ended. */
export class Turn {
  readonly sequence: number
  /** Settles when both streams have said its end and all that came before was taken: with its exit code, or undefined where they were lost. */
  readonly end: Promise<number | undefined>
  readonly #onOutput: OnOutput
  readonly #awaiting = new Set<StreamName>(['stdout', 'stderr'])
  #exitCode: number | undefined
  #taken: Promise<void> = Promise.resolve()
  #settle: (exitCode: number | undefined) => void = () => {}

  constructor(sequence: number, onOutput: OnOutput) {
    this.sequence = sequence
    this.#onOutput = onOutput
    this.end = new Promise(resolve => {
      this.#settle = resolve
    })
  }

  /** Hands output on; a promise says how long no more may come. */
  output(bytes: Buffer, stream: StreamName): Promise<void> | undefined {
    const wait = this.#onOutput(bytes, stream)
    if (!wait) return undefined
    this.#taken = this.#taken.then(() => wait)
    return wait
  }

  /** Notes that a stream has said the end; true once both have. `last` is waited for before `end` settles. */
  ended(stream: StreamName, exitCode: number, last?: () => Promise<void>): boolean {
    this.#exitCode ??= exitCode
    this.#awaiting.delete(stream)
    if (this.#awaiting.size > 0) return false
    void Promise.all([last?.(), this.#taken]).then(() => this.#settle(this.#exitCode!))
    return true
  }

  /** Notes that the streams are gone: no end will be said. */
  lose(): void {
    void this.#taken.then(() => this.#settle(undefined))
  }
}
