import type {SqlSpec, StepIo} from '../../model/driver.ts'
import type {Connection} from './connection.ts'
import {isFatal} from './error-text.ts'
import type {Guard} from './exchange.ts'
import {handOver} from './hand-over.ts'
import {openingToRead, opensAlong} from './opening.ts'
import {query, shownRows} from './query.ts'
import {rollBack} from './roll-back.ts'
import type {StatementsEnd} from './statements-end.ts'

/** Whether nothing has to be asked or decided between the statements of a block and the end of its transaction. */
export function readsAlong(connection: Connection, spec: SqlSpec): boolean {
  const {statements, write, autocommit, maxAffected} = spec
  const readsOnly = !write && !autocommit && statements.every(({reads}) => reads)
  return readsOnly && maxAffected === undefined && opensAlong(connection)
}

/**
 * Runs the statements of a block that only reads, in one transaction that is rolled back: what opens it goes with the first,
 * and what ends it with the last, so that a single statement takes one round trip. `stopped` is asked before each.
 */
export async function readStatements(
  connection: Connection,
  spec: SqlSpec,
  io: Omit<StepIo, 'signal'>,
  stopped: () => boolean,
  application: string,
): Promise<StatementsEnd> {
  const {statements} = spec
  const facts: StatementsEnd['facts'] = {}
  let current = ''
  let ran = 0
  let open = false
  try {
    for (const statement of statements) {
      if (stopped()) return {kind: 'stopped', facts}
      const before = ran === 0 ? openingToRead(spec, application) : []
      current = [...before, statement.text][0]!
      const guard: Guard = {
        before,
        after: ran === statements.length - 1 ? ['ROLLBACK'] : [],
        begun() {
          current = statement.text
        },
        over(word) {
          open = word !== 'ROLLBACK'
        },
      }
      open = true
      await handOver(await query(connection, statement, shownRows, io.rows, guard), true, facts, io)
      ran++
    }
    if (stopped()) return {kind: 'stopped', facts}
    return {kind: 'success', facts}
  } catch (error) {
    if (isFatal(error)) connection.abandon(error) // the server is closing it
    delete facts.affected // nothing was
    return {
      kind: 'error',
      error,
      statement: current,
      uncertain: false,
      transaction: undefined,
      before: ran,
      undecided: false,
      facts,
    }
  } finally {
    if (open) await rollBack(connection)
  }
}
