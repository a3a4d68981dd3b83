import type {FieldDef, Connection as Link, Submittable} from 'pg'
import type {SqlStatement} from '../../model/driver.ts'
import {plainMessages, statementMessages, syncMessage} from './messages.ts'

/** What is sent around a statement, along with it. */
export interface Guard {
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** Called once all of `before` is done: from then on it is the statement that fails, or what is after it. */
  begun(): void
  /** Called once all is done, with the server's word for what it did last. */
  over(word: string): void
}

const alone: Guard = {before: [], after: [], begun: () => {}, over: () => {}}

/** Takes what the server says of a statement, but not of what is around it. */
interface Listener {
  columns(fields: readonly FieldDef[]): void
  row(cells: (string | null)[]): void
  /** The server's word for what was done: `INSERT 0 5`. */
  complete(tag: string): void
}

/**
 * One statement and what guards it, sent in one go by the extended protocol: each message takes exactly one statement, and the
 * server passes over all that stands behind one that fails. `pg` calls what is not private.
 * https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-PIPELINING
 */
export class Exchange implements Submittable {
  /** Resolves when the server is done with all of it; rejects with what it says. */
  readonly ended: Promise<void>
  readonly #statement: Pick<SqlStatement, 'text' | 'values'>
  readonly #guard: Guard
  readonly #listener: Listener
  #done = 0
  #settle!: {resolve(): void; reject(error: unknown): void}

  constructor(statement: Pick<SqlStatement, 'text' | 'values'>, listener: Listener, guard: Guard = alone) {
    this.#statement = statement
    this.#guard = guard
    this.#listener = listener
    this.ended = new Promise((resolve, reject) => {
      this.#settle = {resolve, reject}
    })
  }

  submit(link: Link): void {
    const {before, after} = this.#guard
    const {text, values} = this.#statement
    const all = [
      ...before.map(plainMessages),
      statementMessages(text, values, true),
      ...after.map(plainMessages),
      syncMessage,
    ]
    if (link.stream.writable) link.stream.write(Buffer.concat(all)) // else `pg` tells of the end
  }

  handleRowDescription({fields}: {fields: FieldDef[]}): void {
    this.#listener.columns(fields)
  }

  handleDataRow({fields}: {fields: (string | null)[]}): void {
    if (this.#isStatement) this.#listener.row(fields)
  }

  handleCommandComplete({text}: {text: string}): void {
    if (this.#isStatement) this.#listener.complete(text)
    this.#done++
    const {before, after, begun, over} = this.#guard
    if (this.#done === before.length) begun()
    if (this.#done === before.length + 1 + after.length) over(text)
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({text: ''})
  }

  handleError(error: unknown): void {
    this.#settle.reject(error)
  }

  handleReadyForQuery(): void {
    this.#settle.resolve()
  }

  handleCopyInResponse(link: Link & {sendCopyFail(why: string): void}): void {
    link.sendCopyFail('there is nothing to copy from')
    link.sync() // it has taken the first for a part of the data
  }

  handleCopyData(): void {}

  get #isStatement(): boolean {
    return this.#done === this.#guard.before.length
  }
}
