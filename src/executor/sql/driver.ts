import type {Driver, DriverResult, SqlSpec, StepIo} from '../../model/driver.ts'
import {cancel, type Connection, connect} from './connection.ts'
import {isServerError, serverErrorText, unreachableText} from './error-text.ts'
import {runStatements, type StatementsEnd} from './statements.ts'

/** What a SQL driver takes from the outside world. */
export interface SqlWorld {
  /** Connection URLs by declared name; undefined where the environment does not give one. */
  url(database: string): string | undefined
  /** Why `url` gives nothing, for people. */
  missing(database: string): string
  application: string
  connectMs: number
}

const canceled = '57014'

/** Runs SQL blocks through one session a database, opened with its first block and again when lost. */
export function createSqlDriver(world: SqlWorld): Driver<SqlSpec> {
  const open = new Map<string, Connection>()
  return {
    async run(spec, io) {
      const url = world.url(spec.database)
      if (url === undefined) return {outcome: {kind: 'error', code: 'database-unset', detail: world.missing(spec.database)}}
      let connection = open.get(spec.database)
      if (!connection || connection.lost()) {
        try {
          connection = await connect(url, world.application, world.connectMs)
        } catch (error) {
          return {outcome: {kind: 'error', code: 'database-unreachable', detail: unreachableText(error, spec.database)}}
        }
        open.set(spec.database, connection)
      }
      return runBlock(connection, url, spec, io)
    },
    async close() {
      const connections = [...open.values()]
      open.clear()
      await Promise.all(connections.map(({client}) => client.end().catch(() => {})))
    },
  }
}

async function runBlock(connection: Connection, url: string, spec: SqlSpec, io: StepIo): Promise<DriverResult> {
  if (io.signal.aborted) return {outcome: {kind: 'cancelled', detail: 'before it began'}}
  let stopped: 'timeout' | 'cancel' | undefined
  const stop = (why: 'timeout' | 'cancel') => {
    stopped ??= why
    cancel(url, connection)
  }
  const onAbort = () => stop('cancel')
  // the server's own limit is each statement's; this one is the block's
  const limit = setTimeout(stop, spec.timeoutMs, 'timeout')
  io.signal.addEventListener('abort', onAbort, {once: true})
  connection.onNotice(text => void io.write(Buffer.from(`${text}\n`), 'stderr'))
  const end = await runStatements(connection, spec, io)
  clearTimeout(limit)
  io.signal.removeEventListener('abort', onAbort)
  return {...end.facts, outcome: await outcomeOf(end, stopped, connection, spec, io)}
}

async function outcomeOf(end: StatementsEnd, stopped: 'timeout' | 'cancel' | undefined, connection: Connection, spec: SqlSpec, io: StepIo): Promise<DriverResult['outcome']> {
  if (end.kind === 'success') return {kind: 'success', ...(end.detail ? {detail: end.detail} : {})}
  if (end.kind === 'refused') return {kind: 'failure', detail: end.detail}
  const {error, statement} = end
  if (isServerError(error) && !connection.lost()) {
    await io.write(Buffer.from(`${serverErrorText(error, statement)}\n`), 'stderr')
    if (error.code === canceled && stopped === 'cancel') return {kind: 'cancelled', detail: 'the server stopped the query'}
    if (error.code === canceled) return {kind: 'timeout', afterMs: spec.timeoutMs}
    return {kind: 'failure', detail: `${error.code}: ${error.message}`}
  }
  const reason = error instanceof Error ? error.message : String(error)
  await io.write(Buffer.from(`connection lost: ${reason}\n`), 'stderr')
  if (end.uncertain) {
    return {kind: 'unknown', detail: `the connection was lost while the change was being made (${reason}): check on the server whether it happened`}
  }
  return {kind: 'failure', detail: `the connection was lost (${reason}); the transaction was rolled back by the server`}
}
