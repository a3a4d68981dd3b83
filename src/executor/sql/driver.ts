import type {Driver, DriverResult, SqlSpec, StepIo} from '../../model/driver.ts'
import {type Connection, cancel, connect} from './connection.ts'
import {isServerError, serverErrorText, unreachableText} from './error-text.ts'
import {createSink, type Sink} from './sink.ts'
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
/** How long a server may take to stop a query before its connection is given up. */
const stopMs = 3000

/** What earlier blocks set for their session must not be taken for granted. */
const newSession = 'The connection was lost; this is a new session: what earlier blocks set in it is gone.\n'

/** Runs SQL blocks through one session a database, opened with its first block and again when lost. */
export function createSqlDriver(world: SqlWorld): Driver<SqlSpec> {
  const open = new Map<string, Connection>()
  const running = new Set<Connection>()
  return {
    async run(spec, io) {
      const url = world.url(spec.database)
      if (url === undefined)
        return {outcome: {kind: 'error', code: 'database-unset', detail: world.missing(spec.database)}}
      let connection = open.get(spec.database)
      if (!connection || connection.lost()) {
        const again = connection !== undefined
        try {
          connection = await connect(url, world.application, world.connectMs)
        } catch (error) {
          return {
            outcome: {
              kind: 'error',
              code: 'database-unreachable',
              detail: unreachableText(error, spec.database),
            },
          }
        }
        open.set(spec.database, connection)
        if (again) await io.write(Buffer.from(newSession), 'stderr')
      }
      running.add(connection)
      return runBlock(connection, spec, io).finally(() => running.delete(connection))
    },
    async close() {
      const connections = [...open.values()]
      open.clear()
      // the server would go on with a query whose client has gone
      await Promise.all(connections.filter(connection => running.has(connection)).map(cancel))
      await Promise.all(connections.map(({client}) => client.end().catch(() => {})))
    },
  }
}

async function runBlock(connection: Connection, spec: SqlSpec, io: StepIo): Promise<DriverResult> {
  if (io.signal.aborted) return {outcome: {kind: 'cancelled', detail: 'before it began'}}
  const sink = createSink(io)
  let stopped: Stopped
  let cancelling: Promise<void> | undefined
  let patience: NodeJS.Timeout | undefined
  const stop = (why: Stopped) => {
    if (stopped) return
    stopped = why
    cancelling = cancel(connection)
    patience = setTimeout(connection.abandon, stopMs)
  }
  const onAbort = () => stop('cancel')
  // the server's own limit is each statement's; this one is the block's
  const limit = setTimeout(stop, spec.timeoutMs, 'timeout')
  io.signal.addEventListener('abort', onAbort, {once: true})
  connection.onNotice(text => void sink.write(Buffer.from(`${text}\n`), 'stderr'))
  const end = await runStatements(connection, spec, sink, () => stopped !== undefined)
  clearTimeout(limit)
  clearTimeout(patience)
  io.signal.removeEventListener('abort', onAbort)
  await cancelling // else it could hit the next block
  const outcome = await outcomeOf(end, stopped, connection, spec, sink)
  await sink.settled()
  return {...end.facts, outcome}
}

type Stopped = 'timeout' | 'cancel' | undefined

async function outcomeOf(
  end: StatementsEnd,
  stopped: Stopped,
  connection: Connection,
  spec: SqlSpec,
  sink: Sink,
): Promise<DriverResult['outcome']> {
  switch (end.kind) {
    case 'success':
      return {kind: 'success', ...(end.detail ? {detail: end.detail} : {})}
    case 'refused':
      return {kind: 'failure', detail: end.detail}
    case 'stopped':
      return stoppedOutcome(stopped, spec)
    default:
  }
  const {error, statement} = end
  if (isServerError(error) && !connection.lost()) {
    await sink.write(Buffer.from(`${serverErrorText(error, statement)}\n`), 'stderr')
    if (error.code === canceled && stopped) return stoppedOutcome(stopped, spec)
    return {kind: 'failure', detail: `${error.code}: ${error.message}`}
  }
  const reason = error instanceof Error ? error.message : String(error)
  await sink.write(Buffer.from(`connection lost: ${reason}\n`), 'stderr')
  if (end.uncertain) {
    return {
      kind: 'unknown',
      detail: `the connection was lost while the change was being made (${reason}): check on the server whether it happened`,
    }
  }
  return {
    kind: 'failure',
    detail: spec.autocommit
      ? `the connection was lost (${reason}) between two statements; what ran before it stands`
      : `the connection was lost (${reason}); the transaction was rolled back by the server`,
  }
}

function stoppedOutcome(stopped: Stopped, {timeoutMs}: SqlSpec): DriverResult['outcome'] {
  return stopped === 'timeout'
    ? {kind: 'timeout', afterMs: timeoutMs}
    : {kind: 'cancelled', detail: 'the server stopped the query'}
}
