import {type ChildProcess, fork} from 'node:child_process'
import {once} from 'node:events'
import type {SqliteReply, SqliteRequest} from './message.ts'

/** What SQLite says of a statement, or of a file that it cannot open. */
export class SqliteError extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** The process that holds one SQLite database; it takes one request at a time. */
export class SqliteHost {
  readonly #child: ChildProcess
  readonly #ended: () => void
  #answer: ((reply: SqliteReply | undefined) => void) | undefined
  #lost = false

  /** `script` is the bundle of `cli/databases/sqlite/host.ts`; `ended` is called once the process takes no more requests. */
  constructor(script: URL, ended: () => void) {
    this.#ended = ended
    this.#child = fork(script, {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    })
    this.#child.on('message', reply => this.#answer?.(reply as SqliteReply))
    const gone = () => {
      this.#lose()
      this.#answer?.(undefined)
    }
    this.#child.on('error', gone)
    this.#child.on('exit', gone)
  }

  /** Asks for one thing; `take` gets its rows, the next after its promise. Throws a `SqliteError`, or another error where the process has ended. */
  async ask(
    request: SqliteRequest,
    take: (reply: Extract<SqliteReply, {is: 'rows'}>) => Promise<void> = async () => {},
  ): Promise<Extract<SqliteReply, {is: 'end'}>> {
    let next: SqliteRequest = request
    for (;;) {
      const reply = await this.#send(next)
      if (reply === undefined) throw new Error('the process that held the database was ended')
      if (reply.is === 'error') throw new SqliteError(reply.code, reply.message)
      if (reply.is === 'end') return reply
      await take(reply)
      next = {do: 'more'}
    }
  }

  /** Ends the process: what it had not committed is undone by whoever opens the file next. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = once(this.#child, 'exit')
    this.#lose()
    this.#child.kill('SIGKILL')
    await ended
  }

  #lose() {
    this.#lost = true
    this.#ended()
  }

  #send(request: SqliteRequest): Promise<SqliteReply | undefined> {
    if (this.#lost) return Promise.resolve(undefined)
    return new Promise(resolve => {
      this.#answer = reply => {
        this.#answer = undefined
        resolve(reply)
      }
      this.#child.send(request, error => error && this.#answer?.(undefined))
    })
  }
}
