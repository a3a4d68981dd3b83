import type {StreamName} from './streams.ts'

/** Receives output as it comes; a promise makes the session wait, else the bytes are gone when it returns. It neither throws nor rejects. */
export type OnOutput = (bytes: Buffer, stream: StreamName) => void | Promise<void>

/** How bash says that SIGINT ended what it ran. */
export const interruptedCode = 130

/** How a block ended: its exit code; `survived` tells whether the bash that ran it is still there. */
export interface BlockEnd {
  exitCode: number
  survived: boolean
  /** Its bash could not say how it ended, and had to be ended: the exit code says nothing. */
  lost: boolean
}

/** A block that runs in a session: it has ended when both streams have said so and all its output was taken. */
export class RunningBlock {
  readonly sequence: number
  readonly end: Promise<BlockEnd>
  /** Its bash carries out nothing any more. */
  lost = false
  /** It leaves the session as it finds it. */
  still = false
  readonly #onOutput: OnOutput
  readonly #awaiting = new Set<StreamName>(['stdout', 'stderr'])
  #settle: (end: BlockEnd) => void = () => {}
  #exitCode: number | undefined
  /** Settles when all output so far was taken. */
  #taken: Promise<void> = Promise.resolve()

  constructor(sequence: number, onOutput: OnOutput) {
    this.sequence = sequence
    this.#onOutput = onOutput
    this.end = new Promise(resolve => {
      this.#settle = resolve
    })
  }

  /** Takes output; gives what must settle before more of it is read. */
  take(bytes: Buffer, stream: StreamName): Promise<void> | undefined {
    const wait = this.#onOutput(bytes, stream)
    if (!wait) return undefined
    this.#taken = this.#taken.then(() => wait)
    return wait
  }

  /** Takes the end that a stream says; true with the last one. */
  ends(stream: StreamName, exitCode: number): boolean {
    this.#exitCode ??= exitCode
    this.#awaiting.delete(stream)
    return this.#awaiting.size === 0
  }

  /** Settles `end` when all output was taken. */
  async settle(survived: () => boolean): Promise<void> {
    await this.#taken
    this.#settle({exitCode: this.#exitCode!, survived: survived(), lost: this.lost})
  }
}
