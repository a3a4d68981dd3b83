// In: a block for MySQL or SQLite and a session. Out: what came of it; every way out of the guards is refused first.
import type {ChangedRows, DriverResult, SqlSpec, StepIo} from '../../../model/driver.ts'
import {formatDuration} from '../../../model/duration.ts'
import {scan} from '../../../model/other-sql/scan.ts'
import {notBegun, standingOf} from '../../../model/other-sql/standing.ts'
import {withoutPieces} from '../cut-value.ts'
import {inOneLine, stoppedText} from '../error-text.ts'
import {countsRows, handOver} from '../hand-over.ts'
import {holdChange} from '../held-change.ts'
import {createSink} from '../sink.ts'
import type {OtherEnd, OtherSession} from './session.ts'

/** How long a database may take to stop before its session is given up. */
const stopMs = 3000
const shownRows = 100

/** What a block's runner takes from around it; `heldMs` is how long a change waits for a decision. */
export interface BlockWorld {
  application: string
  heldMs: number
  now(): number
}

type Outcome = DriverResult['outcome']
type Stopped = 'timeout' | 'cancel' | undefined

/** Runs a block's statements, in one transaction unless `autocommit`; what has changed is put to `io.decide` before it is kept. */
export async function runOtherBlock(
  session: OtherSession,
  spec: SqlSpec,
  io: StepIo,
  world: BlockWorld,
): Promise<DriverResult> {
  if (io.signal.aborted) return {outcome: {kind: 'cancelled', detail: 'before it began'}}
  const refused = refusal(spec, session)
  if (refused) return {outcome: {kind: 'failure', detail: refused}}
  const run = new BlockRun(session, spec, io, world)
  return run.toEnd()
}

/** Why nothing of a block may be sent, whatever for. */
export function refusal(spec: SqlSpec, {system}: OtherSession): string | undefined {
  const standings = []
  for (const {text} of spec.statements) {
    const {code, statements, problem} = scan(text, system)
    if (problem) return `${problem.message}: nothing was run`
    if (statements.length !== 1) return 'it is not one statement: nothing was run'
    const own = code.slice(statements[0]!.start, statements[0]!.end)
    standings.push({standing: standingOf(own, system), verb: own.split(/[\s(]+/, 1)[0]!.toUpperCase()})
  }
  return notBegun(standings, spec)
}

class BlockRun {
  readonly #session: OtherSession
  readonly #spec: SqlSpec
  readonly #io: StepIo
  readonly #world: BlockWorld
  readonly #sink: ReturnType<typeof createSink>
  readonly #facts: Pick<DriverResult, 'rows' | 'affected' | 'value'> = {}
  readonly #changed: ChangedRows[] = []
  readonly #commands: string[] = []
  #stopped: Stopped
  #deciding = false
  #cancelling: Promise<void> | undefined
  #patience: NodeJS.Timeout | undefined
  #limit: NodeJS.Timeout | undefined
  /** Nobody could say whether a change was made, if the session were lost now. */
  #uncertain = false

  constructor(session: OtherSession, spec: SqlSpec, io: StepIo, world: BlockWorld) {
    this.#session = session
    this.#spec = spec
    this.#io = io
    this.#world = world
    this.#sink = createSink(io)
  }

  async toEnd(): Promise<DriverResult> {
    const onAbort = () => this.#stop('cancel')
    this.#limit = setTimeout(() => this.#stop('timeout'), this.#spec.timeoutMs)
    this.#io.signal.addEventListener('abort', onAbort, {once: true})
    let outcome: Outcome
    try {
      outcome = await this.#statements()
    } catch (error) {
      outcome = await this.#failed(error)
    } finally {
      clearTimeout(this.#limit)
      clearTimeout(this.#patience)
      this.#io.signal.removeEventListener('abort', onAbort)
    }
    await this.#cancelling // else it could hit the next block
    await this.#sink.settled()
    return {...this.#facts, outcome}
  }

  #stop(why: Stopped) {
    if (this.#stopped) return
    this.#stopped = why
    if (!this.#deciding) this.#cancelling = this.#session.cancel() // else nothing runs that could be stopped
    this.#patience = setTimeout(() => this.#session.abandon(), stopMs)
  }

  async #statements(): Promise<Outcome> {
    const {spec, session} = {spec: this.#spec, session: this.#session}
    const began = this.#world.now()
    await session.begin(spec, `${this.#world.application}/${spec.id}`, this.#world.heldMs)
    for (const statement of spec.statements) {
      if (this.#stopped) return this.#undone(stoppedOutcome(this.#stopped, spec))
      this.#uncertain = spec.autocommit && spec.write
      const end = counted(await session.query(statement, shownRows, this.#io.rows), statement.text)
      this.#uncertain = false
      for (const warning of end.warnings ?? []) await this.#sink.write(Buffer.from(`${warning}\n`), 'stderr')
      const {sample, command} = end
      this.#commands.push(command)
      if (countsRows(end)) this.#changed.push({command, affected: end.count, sample})
      else if (end.table.columns.length === 0)
        this.#changed.push({command, affected: undefined, sample: undefined})
      await handOver(end, sample === undefined, this.#facts, this.#sink)
    }
    if (spec.autocommit) return this.#stopped ? stoppedOutcome(this.#stopped, spec) : {kind: 'success'}
    const {affected = 0} = this.#facts
    if (spec.maxAffected !== undefined && affected > spec.maxAffected)
      return this.#undone({
        kind: 'failure',
        detail: `${affected} rows would be affected, ${spec.maxAffected} at most are allowed: rolled back`,
      })
    const mayHaveWritten = this.#changed.length > 0 || session.changesUnseen
    const decided = spec.write && mayHaveWritten && !this.#stopped ? await this.#decided(began) : undefined
    if (decided) return decided
    if (this.#stopped) return this.#undone(stoppedOutcome(this.#stopped, spec))
    if (!spec.write) return this.#undone({kind: 'success'})
    this.#uncertain = true
    await session.commit()
    this.#uncertain = false
    return {kind: 'success'}
  }

  /** What the answer comes to, unless it is to keep the change. The time that a person takes is not the block's. */
  async #decided(began: number): Promise<Outcome | undefined> {
    const {heldMs, now} = this.#world
    if (!this.#io.decide) return undefined
    await this.#sink.settled()
    clearTimeout(this.#limit)
    const waiting = await this.#session.waiting()
    let late: Promise<string | undefined> | undefined
    const over = new AbortController()
    const limit = setTimeout(() => {
      late = this.#session.rollBack().catch(() => {
        this.#session.abandon() // then the database rolls back by itself
        return undefined
      })
      over.abort()
    }, heldMs)
    const statements =
      this.#changed.length > 0
        ? this.#changed
        : this.#commands.map(command => ({command, affected: undefined, sample: undefined}))
    const {system} = this.#session
    const change = {system, statements, locks: [], waiting, elapsedMs: now() - began, heldMs}
    const {decide} = this.#io
    const held = {
      ended: AbortSignal.any([over.signal, this.#session.ended]),
      look: () => this.#session.waiting().catch(() => undefined),
    }
    this.#deciding = true
    const deciding = holdChange(held, heldMs, now, waiting.length, held => decide(change, held))
    const decision = await deciding.finally(() => {
      this.#deciding = false
      clearTimeout(limit)
      this.#limit = setTimeout(() => this.#stop('timeout'), this.#spec.timeoutMs)
    })
    const {affected = 0} = this.#facts
    if (late) {
      delete this.#facts.affected
      const left = await late
      return {
        kind: 'failure',
        detail: `nobody decided within ${formatDuration(heldMs)}: the change was rolled back${left ? `; ${left}` : ''}`,
      }
    }
    if (this.#session.ended.aborted) {
      delete this.#facts.affected
      const detail = 'the session was ended before anybody decided, and the change is rolled back'
      return {kind: 'failure', detail}
    }
    if (decision === 'commit') return undefined
    const rows = `${affected} ${affected === 1 ? 'row' : 'rows'}`
    const why =
      decision === 'roll-back'
        ? 'rolled back as answered'
        : this.#stopped
          ? 'interrupted before it was decided, and rolled back'
          : 'rolled back, since nobody decided'
    return this.#undone({kind: 'cancelled', detail: `${why}: ${rows} would have changed`})
  }

  /** Rolls back; what stays all the same makes it a failure, whatever it was. */
  async #undone(outcome: Outcome): Promise<Outcome> {
    if (this.#spec.autocommit) return outcome
    delete this.#facts.affected
    await this.#cancelling // else it could hit the rollback
    if (this.#session.ended.aborted) return outcome
    try {
      const left = await this.#session.rollBack()
      return left ? {kind: 'failure', detail: left} : outcome
    } catch {
      this.#session.abandon() // then the database rolls back by itself
      return outcome
    }
  }

  async #failed(error: unknown): Promise<Outcome> {
    const {autocommit} = this.#spec
    const answer = this.#session.ended.aborted ? undefined : this.#session.answer(error)
    const uncertain = this.#uncertain
    if (answer) {
      const values = this.#spec.statements.flatMap(one => one.values)
      const said = withoutPieces(answer.message, values)
      const ours = answer.stopped ? this.#stopped : undefined
      const text = ours ? stoppedText[ours] : `ERROR ${answer.code}: ${said}`
      await this.#sink.write(Buffer.from(`${text}\n`), 'stderr').catch(() => {})
      const end: Outcome = ours
        ? stoppedOutcome(ours, this.#spec)
        : {kind: 'failure', detail: `${answer.code}: ${inOneLine(said)}`}
      return this.#undone(end)
    }
    if (!this.#session.ended.aborted && !uncertain) {
      await this.#undone({kind: 'success'})
      throw error // who takes the output failed, not the database
    }
    const reason = error instanceof Error ? error.message : String(error)
    if (!uncertain) delete this.#facts.affected
    if (uncertain)
      return {
        kind: 'unknown',
        detail: `the connection was lost while the change was being made (${reason}): check on the server whether it happened`,
      }
    if (this.#stopped) return stoppedOutcome(this.#stopped, this.#spec)
    return {
      kind: 'failure',
      detail: autocommit
        ? `the connection was lost (${reason}) between two statements; what ran before it stands`
        : `the connection was lost (${reason}); the transaction was rolled back by the server`,
    }
  }
}

/** What begins with `WITH` and changes rows is counted with what changes them. */
function counted(end: OtherEnd, text: string): OtherEnd {
  if (end.command !== 'WITH' || end.changed === undefined) return end
  const command = /\b(?:INSERT|UPDATE|DELETE|REPLACE)\b/i.exec(text)?.[0].toUpperCase() ?? 'UPDATE'
  return {...end, command, count: end.changed}
}

function stoppedOutcome(stopped: Stopped, {timeoutMs}: SqlSpec): Outcome {
  return stopped === 'timeout'
    ? {kind: 'timeout', afterMs: timeoutMs}
    : {kind: 'cancelled', detail: 'the server stopped the query'}
}
