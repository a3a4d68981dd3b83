import type {ChangedRows, SqlSpec, SqlStatement, StepIo} from '../../model/driver.ts'
import type {Connection} from './connection.ts'
import {isFatal, isServerError} from './error-text.ts'
import {countsRows, handOver} from './hand-over.ts'
import {holdChange, whileHeld} from './held-change.ts'
import {invalidIndexes} from './leftovers.ts'
import {defaultHeldMs, opening} from './opening.ts'
import {pendingChange} from './pending-change.ts'
import {query, shownRows} from './query.ts'
import {readStatements, readsAlong} from './read-statements.ts'
import {returning} from './returning.ts'
import {rollBack} from './roll-back.ts'
import type {SqlWorld} from './sessions.ts'
import type {StatementsEnd} from './statements-end.ts'
import {transactionControl} from './transaction-control.ts'

/**
 * Runs a block's statements one by one, in one transaction unless `autocommit`, and hands over every result. What a
 * writing transaction has changed is put to `io.decide` before it is kept. `stopped` is asked before each statement: a
 * cancel finds nothing to stop between two.
 */
export async function runStatements(
  connection: Connection,
  spec: SqlSpec,
  io: Omit<StepIo, 'signal'>,
  stopped: () => boolean,
  {now, application, heldMs = defaultHeldMs}: Pick<SqlWorld, 'now' | 'application' | 'heldMs'>,
): Promise<StatementsEnd> {
  const {client} = connection
  const facts: StatementsEnd['facts'] = {}
  const refused = refusal(spec)
  if (refused) return {kind: 'refused', detail: refused, facts}
  if (readsAlong(connection, spec)) return readStatements(connection, spec, io, stopped, application)
  const decides = spec.write && !spec.autocommit && io.decide !== undefined
  const changed: ChangedRows[] = []
  const commands: string[] = []
  const began = now()
  let current = ''
  let committing = false
  let deciding = false
  let asked: string | undefined
  let ran = 0
  const send = (text: string) => {
    current = text
    return client.query(text)
  }
  const run = async (statement: SqlStatement): Promise<void> => {
    current = statement.text
    if (decides && statement.returns) {
      const {end, sample} = await returning(connection, statement)
      commands.push(end.command)
      changed.push({command: end.command, affected: end.count, sample})
      await handOver(end, false, facts, io)
      return
    }
    const end = await query(connection, statement, shownRows, io.rows)
    await end.kept // before it is committed
    commands.push(end.command)
    if (countsRows(end)) changed.push({command: end.command, affected: end.count, sample: undefined})
    else if (end.table.columns.length === 0)
      changed.push({command: end.command, affected: undefined, sample: undefined})
    await handOver(end, true, facts, io)
  }
  const undo = async () => {
    if (!spec.autocommit) await rollBack(connection)
  }
  const withoutCount = () => {
    const {affected, ...others} = facts
    return {affected: affected ?? 0, others}
  }
  try {
    await send(opening(spec, application))
    for (const statement of spec.statements) {
      if (stopped()) {
        await undo()
        return {kind: 'stopped', facts}
      }
      committing = spec.autocommit
      await run(statement)
      committing = false
      ran++
      if (spec.autocommit)
        for (const line of await invalidIndexes(connection, statement.text))
          await io.write(Buffer.from(`WARNING: ${line}\n`), 'stderr')
    }
    if (spec.autocommit) return {kind: 'success', facts}
    const {maxAffected} = spec
    if (maxAffected !== undefined && (facts.affected ?? 0) > maxAffected) {
      const {affected, others} = withoutCount()
      await send('ROLLBACK')
      return {
        kind: 'refused',
        detail: `${affected} rows would be affected, ${maxAffected} at most are allowed: rolled back`,
        facts: others,
      }
    }
    // a function or a CTE may have written too, whatever the statement is called
    const transaction = spec.write ? await transactionId(connection) : undefined
    const wrote = decides && (changed.length > 0 || transaction !== undefined)
    if (wrote && !stopped()) {
      const shown =
        changed.length > 0
          ? changed
          : commands.map(command => ({command, affected: undefined, sample: undefined}))
      await send(`SET LOCAL idle_in_transaction_session_timeout = ${heldMs}`)
      const change = await pendingChange(connection, shown, now() - began, heldMs)
      deciding = true
      const held = {ended: connection.ended, look: (leftMs: number) => whileHeld(connection, leftMs)}
      const decision = await holdChange(held, heldMs, now, change.waiting.length, held =>
        io.decide!(change, held),
      )
      if (connection.lost()) throw new Error('the session has ended', {cause: connection.ended.reason})
      deciding = false
      if (decision !== 'commit') {
        const {affected, others} = withoutCount()
        await undo()
        return {kind: 'rolled-back', affected, answered: decision === 'roll-back', facts: others}
      }
    }
    if (stopped()) {
      await undo()
      return {kind: 'stopped', facts}
    }
    committing = spec.write
    asked = transaction
    // what only reads may have done something even so, such as making a large object; what was decided on is kept
    const readsOnly = !spec.write && spec.statements.every(({reads}) => reads)
    const verb = readsOnly ? 'ROLLBACK' : 'COMMIT'
    const {command} = await send(verb)
    if (command !== verb) {
      // the server says so, and no more, where the transaction had failed before
      const {others} = withoutCount()
      return {
        kind: 'refused',
        detail: 'the server rolled the transaction back instead of keeping it',
        facts: others,
      }
    }
    return {kind: 'success', facts}
  } catch (error) {
    if (isFatal(error)) connection.abandon(error) // the server is closing it
    const refusedCommit = committing && !spec.autocommit && isServerError(error) && !connection.lost()
    if (!refusedCommit) await undo()
    if (!committing || refusedCommit) delete facts.affected // nothing was
    return {
      kind: 'error',
      error,
      statement: current,
      uncertain: committing,
      transaction: asked,
      before: ran,
      undecided: deciding,
      facts,
    }
  } finally {
    if (spec.autocommit && !connection.lost())
      await client
        .query('SET default_transaction_read_only = on; RESET statement_timeout; RESET lock_timeout')
        .catch(() => connection.abandon())
  }
}

/** Why a block is not begun at all. */
function refusal({statements, autocommit, maxAffected}: SqlSpec): string | undefined {
  if (autocommit) {
    return maxAffected === undefined
      ? undefined
      : '`max-affected` cannot be kept outside a transaction, where nothing can be rolled back: nothing was run'
  }
  const uncounted = maxAffected === undefined ? undefined : statements.find(one => one.uncounted)
  if (uncounted) {
    const start = uncounted.text.trim().split(/\s+/, 3).join(' ')
    return `\`max-affected\` cannot be kept for \`${start} …\`, of which nobody counts the rows: nothing was run`
  }
  const verb = statements.map(({text}) => transactionControl(text)).find(found => found !== undefined)
  return verb && `\`${verb}\` would undo the transaction that guards the block: nothing was run`
}

/** The number of a transaction that has written something which a rollback would undo. */
async function transactionId({client}: Connection): Promise<string | undefined> {
  const {rows} = await client.query<{id: string | null}>('SELECT txid_current_if_assigned() AS id')
  return rows[0]!.id ?? undefined
}
