import type {SqlSpec} from '../../model/driver.ts'
import {answered} from './answered.ts'
import type {Connection} from './connection.ts'
import {namedIn, volatileFunctions} from './volatile.ts'

/** What a session's catalog was asked of blocks: what runs as reading must have been looked up in the very session that it runs in. */
export class LookedUp {
  readonly #found = new WeakMap<Connection, Map<string, readonly string[]>>()

  /** Asks the catalog why a block may do more than its text tells; rejects where the connection ends. */
  async look(connection: Connection, spec: SqlSpec): Promise<string[]> {
    const texts = textsOf(spec)
    const named = namedIn(texts)
    const found = named ? await answered(connection, volatileFunctions(connection, named)) : []
    const known = this.#found.get(connection) ?? new Map<string, readonly string[]>()
    this.#found.set(connection, known.set(texts.join('\n'), found))
    return found
  }

  /** Why a block that is taken for reading is not begun, if it may do more by the catalog of a session that was opened since it was asked about. */
  async before(connection: Connection, spec: SqlSpec): Promise<string | undefined> {
    if (spec.write || spec.autocommit || spec.acts) {
      this.#found.delete(connection) // a view may be another one now
      return undefined
    }
    if (this.#found.get(connection)?.has(textsOf(spec).join('\n'))) return undefined
    const found = await this.look(connection, spec).catch(() => []) // the block will tell of the loss
    return found.length === 0 ? undefined : `it may do more than read: ${found.join('; ')}; nothing was run`
  }
}

function textsOf({statements, psql}: SqlSpec): string[] {
  return psql ? [psql.script] : statements.map(({text}) => text)
}
