import {setTimeout as after} from 'node:timers/promises'
import type {DriverResult, SqlDriver, SqlSpec, StepIo} from '../../model/driver.ts'
import {answered} from './answered.ts'
import {type Connection, cancel} from './connection.ts'
import {withoutPieces} from './cut-value.ts'
import {inOneLine, isServerError, serverErrorText, stoppedText} from './error-text.ts'
import {explain} from './explain.ts'
import {invalidIndexes, invalidIndexesQuery, mayLeaveIndex} from './leftovers.ts'
import {LookedUp} from './looked-up.ts'
import {notThroughPooler} from './pooler.ts'
import {runPsql} from './psql.ts'
import {fingerprint, psqlEnvironment, psqlInput} from './psql-input.ts'
import {Sessions, type SqlWorld} from './sessions.ts'
import {createSink, type Sink} from './sink.ts'
import {runStatements} from './statements.ts'
import type {StatementsEnd} from './statements-end.ts'

const canceled = '57014'
const idleInTransaction = '25P03'
/** How long a server may take to stop a query before its connection is given up. */
const stopMs = 3000
/** At the end of a session it is asked so often to stop what runs, and for so long. */
const againMs = 100
const askMs = 1000
const beforeItBegan: DriverResult['outcome'] = {kind: 'cancelled', detail: 'before it began'}

/** Runs SQL blocks through one session a database, opened with its first block and again when lost. */
export function createSqlDriver(world: SqlWorld): SqlDriver {
  const sessions = new Sessions(world)
  const running = new Set<Connection>()
  const closing = new AbortController()
  const lookedUp = new LookedUp()
  const scripts = new Set<Promise<DriverResult>>()
  return {
    async run(spec, io) {
      const opened = await sessions.get(spec.database, io)
      if (!opened.ok) return {outcome: opened.outcome}
      const {connection} = opened
      if (connection.pooled && (spec.psql || spec.autocommit))
        return {outcome: {kind: 'failure', detail: notThroughPooler}}
      const other =
        spec.write || spec.autocommit || spec.acts
          ? await sessions.changed(spec.database, io.signal)
          : undefined
      if (other) return {outcome: other}
      const unsaid = await lookedUp.before(connection, spec)
      if (unsaid) return {outcome: {kind: 'failure', detail: unsaid}}
      if (spec.psql) {
        const signal = AbortSignal.any([io.signal, closing.signal])
        const password = sessions.password(spec.database)
        const script = runScript(connection, spec, spec.psql, {...io, signal}, world, password)
        scripts.add(script)
        return script.finally(() => scripts.delete(script))
      }
      const news = sessions.news(spec.database)
      if (news) await io.write(Buffer.from(news), 'stderr')
      running.add(connection)
      return runBlock(connection, spec, io, world).finally(() => running.delete(connection))
    },
    async explain(spec, io) {
      if (spec.psql)
        return {ok: false, lines: [], problem: 'psql runs it, which does not say what it would do'}
      const opened = await sessions.get(spec.database, io)
      if (opened.ok) return explain(opened.connection, spec)
      const {outcome} = opened
      return {ok: false, lines: [], problem: 'detail' in outcome ? (outcome.detail ?? '') : outcome.kind}
    },
    async volatile(spec, io) {
      const opened = await sessions.get(spec.database, io)
      if (!opened.ok) return []
      return lookedUp.look(opened.connection, spec).catch(() => [])
    },
    identify: (database, io) => sessions.identify(database, io),
    async close() {
      closing.abort()
      await Promise.allSettled(scripts)
      const connections = sessions.release()
      // the server would go on with a query whose client has gone
      await Promise.all(connections.map(connection => stop(connection, () => running.has(connection))))
      await Promise.all(
        connections.map(one => answered(one, one.client.end(), undefined, stopMs).catch(() => {})),
      )
    },
  }
}

/** Cancels what runs until it has ended: a request that meets the session between two statements stops nothing. */
async function stop(connection: Connection, runs: () => boolean): Promise<void> {
  for (let waited = 0; runs() && waited < askMs; waited += againMs) {
    await cancel(connection)
    if (runs()) await after(againMs)
  }
}

/** Leads psql to the server that the session is with: that is the one whose identity was checked. */
async function runScript(
  connection: Connection,
  spec: SqlSpec,
  script: NonNullable<SqlSpec['psql']>,
  io: StepIo,
  {psql, address: addressOf, application, connectMs}: SqlWorld,
  password: string | undefined,
): Promise<DriverResult> {
  if (io.signal.aborted) return {outcome: beforeItBegan}
  const found = addressOf(spec.database)
  if (!found.ok) return {outcome: {kind: 'error', code: 'database-unset', detail: found.problem}}
  let server: string
  try {
    const asked = connection.client.query<{server: string}>(`SELECT ${fingerprint} AS server`)
    const {rows} = await answered(connection, asked, io.signal)
    ;({server} = rows[0]!)
  } catch (error) {
    if (io.signal.aborted) return {outcome: beforeItBegan}
    return {
      outcome: {
        kind: 'failure',
        detail: `the connection was lost before psql was started (${String(error)})`,
      },
    }
  }
  const env = psqlEnvironment(psql.env, found.address, password, spec, application, connectMs)
  return runPsql(psql, env, psqlInput(script, spec.write, server), spec, io)
}

async function runBlock(
  connection: Connection,
  spec: SqlSpec,
  io: StepIo,
  world: SqlWorld,
): Promise<DriverResult> {
  if (io.signal.aborted) return {outcome: beforeItBegan}
  const sink = createSink(io)
  let stopped: Stopped
  let cancelling: Promise<void> | undefined
  let patience: NodeJS.Timeout | undefined
  let deciding = false
  const stop = (why: Stopped) => {
    if (stopped) return
    stopped = why
    if (!deciding) cancelling = cancel(connection) // else nothing runs that could be stopped
    patience = setTimeout(connection.abandon, stopMs)
  }
  const onAbort = () => stop('cancel')
  // the server's own limit is each statement's; this one is the block's
  let limit = setTimeout(stop, spec.timeoutMs, 'timeout')
  const decide: StepIo['decide'] =
    io.decide &&
    (async (change, held) => {
      clearTimeout(limit) // what a person takes to think is not the block's time
      deciding = true
      await sink.settled()
      return io.decide!(change, held).finally(() => {
        deciding = false
        limit = setTimeout(stop, spec.timeoutMs, 'timeout')
      })
    })
  io.signal.addEventListener('abort', onAbort, {once: true})
  const values = spec.statements.flatMap(one => one.values)
  connection.onNotice(text => void sink.write(Buffer.from(`${withoutPieces(text, values)}\n`), 'stderr'))
  const end = await runStatements(
    connection,
    spec,
    {...sink, ...(io.rows ? {rows: io.rows} : {}), ...(decide ? {decide} : {})},
    () => stopped !== undefined,
    world,
  )
  clearTimeout(limit)
  clearTimeout(patience)
  io.signal.removeEventListener('abort', onAbort)
  await cancelling // else it could hit the next block
  const outcome = await outcomeOf(end, stopped, connection, spec, sink)
  await sink.settled()
  const code = end.kind === 'error' && isServerError(end.error) ? end.error.code : undefined
  return {...end.facts, ...(code === undefined ? {} : {statusCode: code}), outcome}
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
    case 'rolled-back':
      return {
        kind: 'cancelled',
        detail: `${rolledBackText(end.answered, stopped)}: ${end.affected} ${end.affected === 1 ? 'row' : 'rows'} would have changed`,
      }
    case 'stopped':
      return stoppedOutcome(stopped, spec)
    default:
  }
  const {error, statement} = end
  const values = spec.statements.flatMap(one => one.values)
  if (isServerError(error) && !connection.lost()) {
    const ours = error.code === canceled ? stopped : undefined
    const told = ours ? stoppedText[ours] : withoutPieces(serverErrorText(error, statement), values)
    await sink.write(Buffer.from(`${told}\n`), 'stderr')
    const left = spec.autocommit ? await invalidIndexes(connection, statement) : []
    for (const line of left) await sink.write(Buffer.from(`${line}\n`), 'stderr')
    if (ours) return withLeft(stoppedOutcome(stopped, spec), left)
    const stands = spec.autocommit && end.before > 0 ? '; the statements before it are done, and stand' : ''
    const said = withoutPieces(inOneLine(error.message), values)
    return withLeft({kind: 'failure', detail: `${error.code}: ${said}${stands}`}, left)
  }
  if (end.undecided)
    return {kind: 'failure', detail: `${endedText(connection.ended.reason)}, and the change is rolled back`}
  const reason = error instanceof Error ? error.message : String(error)
  await sink.write(Buffer.from(`connection lost: ${reason}\n`), 'stderr')
  if (end.uncertain) {
    return {
      kind: 'unknown',
      detail: `the connection was lost while the change was being made (${reason}): ${whatToCheck(end.transaction, statement)}`,
    }
  }
  return {
    kind: 'failure',
    detail: spec.autocommit
      ? `the connection was lost (${reason}) between two statements; what ran before it stands`
      : `the connection was lost (${reason}); the transaction was rolled back by the server`,
  }
}

/** How a person finds out what nobody saw. */
function whatToCheck(transaction: string | undefined, statement: string): string {
  // a server that crashed may give a number once more that nothing had been kept of
  if (transaction !== undefined)
    return `check on the server whether it happened; if it was not restarted since, SELECT txid_status(${transaction}) tells`
  const left = mayLeaveIndex(statement)
    ? `, and whether an INVALID index is left: ${invalidIndexesQuery}`
    : ''
  return `check on the server whether it happened${left}`
}

function rolledBackText(answered: boolean, stopped: Stopped): string {
  if (answered) return 'rolled back as answered'
  return stopped ? 'interrupted before it was decided, and rolled back' : 'rolled back, since nobody decided'
}

/** Why the server ended a session whose change waited for a decision. */
function endedText(reason: unknown): string {
  if (!isServerError(reason)) return 'the connection was lost before anybody decided'
  const said = `${reason.code}: ${inOneLine(reason.message)}`
  return reason.code === idleInTransaction
    ? `nobody decided in time: the limit on an idle transaction, which was set for that, ended the session (${said})`
    : `the server ended the session before anybody decided (${said})`
}

/** An outcome that also says what the statement has left behind. */
function withLeft(outcome: DriverResult['outcome'], left: readonly string[]): DriverResult['outcome'] {
  if (left.length === 0 || outcome.kind === 'timeout') return outcome
  const detail = 'detail' in outcome ? outcome.detail : undefined
  return {...outcome, detail: [detail, ...left].filter(Boolean).join('; ')} as DriverResult['outcome']
}

function stoppedOutcome(stopped: Stopped, {timeoutMs}: SqlSpec): DriverResult['outcome'] {
  return stopped === 'timeout'
    ? {kind: 'timeout', afterMs: timeoutMs}
    : {kind: 'cancelled', detail: 'the server stopped the query'}
}
