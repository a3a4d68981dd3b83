import type {Expectation} from './attributes.ts'
import type {Outcome} from './outcome.ts'

/** What to run, as data: a driver needs nothing else, so it could run on another machine. */
export type StepSpec = ShellSpec | SqlSpec

interface SpecBase {
  /** The step's id. */
  id: string
  timeoutMs: number
}

export interface ShellSpec extends SpecBase {
  kind: 'shell'
  /** Source text for bash, with inputs as variable names. */
  script: string
  /** Values of the inputs, set as shell variables before the script and never part of its text. */
  variables: Record<string, string>
  /** Environment of the step: what traces a process back to its run. */
  env: Record<string, string>
  /** Variables that must have a value in the session for it to begin. */
  nonEmpty?: string[]
  /** Where it starts; where the session stands, if undefined. */
  cwd: string | undefined
  /** Watch so long, then end it: that is success. For what never ends by itself. */
  followMs: number | undefined
  /** The document's name and the line at which the script begins in it, where its lines follow each other there too. */
  source?: {name: string; line: number}
  /** Left running once it is up: as soon as it has printed what `ready` says, or at once. */
  background?: {ready: Pick<Expectation, 'text' | 'pattern'>}
}

/** Another database system than PostgreSQL, MariaDB being taken for MySQL. */
export type SqlSystem = 'mysql' | 'sqlite'

export interface SqlSpec extends SpecBase {
  kind: 'sql'
  /** In whose SQL the statements are; PostgreSQL, if undefined. */
  system?: SqlSystem
  /** One entry a statement, in order. */
  statements: SqlStatement[]
  /** Name of the declared database. */
  database: string
  /** Otherwise every statement runs in one read-only transaction. */
  write: boolean
  /** Outside a transaction, for what cannot run inside one. */
  autocommit: boolean
  /** More affected rows than this roll the block back. */
  maxAffected: number | undefined
  /** How long a statement may wait for a lock; five seconds, if undefined. */
  lockTimeoutMs?: number | undefined
}

export interface SqlStatement {
  text: string
  /** Bind parameters, from `$1`. */
  values: string[]
  /** Which values, from 0, stand where no quotes are: a number there is a number. Told only where the server does not infer types. */
  bare?: number[]
  /** Whether `RETURNING *` may be put behind it, to see some of the rows that it changes. */
  returns?: boolean
}

/** What a driver saw. A command that failed is a value; it throws only where the world broke. */
export interface DriverResult {
  outcome: Exclude<Outcome, {kind: 'skip'}>
  exitCode?: number
  /** Rows returned by the last statement that returned any. */
  rows?: number
  affected?: number
  /** The single value of the last result, if it is one row with one column. */
  value?: string
  /** What a shell block wrote to the file that `$RUNBOOK_OUTPUT` names; undefined if nothing. */
  written?: string
  /** It is up and left running: the outcome says how it began. */
  running?: Running
}

/** A block that goes on while the steps after it run; its output still goes where its step's went. */
export interface Running {
  pid: number
  /** Settles when it has ended, by itself or not. */
  ended: Promise<DriverResult>
  /** Ends it with all that it started. */
  end(): Promise<void>
}

/** A process that a step has left running. */
export interface LeftProcess {
  pid: number
  name: string
  /** The step that started it, where that can be told. */
  step: string | undefined
}

/** Rows as a driver hands them over, values already as text; null stays null. */
export interface Table {
  columns: {name: string; numeric: boolean}[]
  rows: (string | null)[][]
  /** How many rows there were, also those not handed over. */
  total: number
  /** The server's word for what was done: `SELECT`, `UPDATE`. */
  command: string
}

/** What the statements of a block have changed, before anything of it is kept. */
export interface PendingChange {
  statements: ChangedRows[]
  /** Tables and indexes that it holds locks on, other than those of mere reading. */
  locks: {relation: string; mode: string}[]
  /** Sessions that wait for those locks. */
  waiting: {pid: number; query: string; waitedMs: number}[]
  elapsedMs: number
  /** So long the server holds the change; then it rolls it back by itself. */
  heldMs: number
}

/** What one statement did: `UPDATE`, its rows, and some of them as they are now (as they were, if deleted). */
export interface ChangedRows {
  command: string
  affected: number | undefined
  sample: Table | undefined
}

/** Takes the rows of one result, one at a time; a promise means: wait before sending more. */
export interface RowSink {
  row(values: readonly (string | null)[]): void | Promise<void>
  end(): void | Promise<void>
}

/** Where a running step's output goes, as it comes. A promise means: wait before sending more. */
export interface StepIo {
  write(chunk: Uint8Array, stream: 'stdout' | 'stderr'): void | Promise<void>
  table(table: Table): void | Promise<void>
  /** Opens the place for all rows of a result, however few of them are shown. */
  rows?(columns: Table['columns']): RowSink
  /** Asks whoever is in charge whether what a block has changed is kept. Without it, it is. */
  decide?(change: PendingChange): Promise<'commit' | 'roll-back'>
  /** Asks for the password of a declared database; undefined where nobody gives one. */
  password?(database: string): Promise<string | undefined>
  /** Cancels the step: everything it started is ended before the driver returns. */
  signal: AbortSignal
}

/** Runs the blocks of one language. It neither retries nor asks. */
export interface Driver<Spec extends StepSpec = StepSpec> {
  run(spec: Spec, io: StepIo): Promise<DriverResult>
  /** Names among the spec's `nonEmpty` that have no value where it would run now. Nothing of the block runs. */
  emptyIn?(spec: Spec, signal: AbortSignal): Promise<string[]>
  /** Ends what is still running and gives everything back; may be called twice. */
  close(): Promise<void>
  /** What steps have left running, blocks in the background aside. */
  left?(): Promise<LeftProcess[]>
}

/** What a database server says of itself. */
export interface ServerIdentity {
  database: string
  user: string
  /** Address and port; `local socket` where it has none. */
  server: string
  version: string
  /** What it is; PostgreSQL, if undefined. */
  product?: string
  /** Whether it is a standby, which only replays. */
  recovery: boolean
}

export type Identified =
  | {ok: true; identity: ServerIdentity /** False if this session was asked before. */; fresh: boolean}
  | {ok: false; outcome: DriverResult['outcome']}

/** How a server would carry out statements, in its own words; `problem` where it would not. */
export type Explained = {lines: string[]} & ({ok: true} | {ok: false; problem: string})

export interface SqlDriver extends Driver<SqlSpec> {
  /** Asks how a block would be carried out, without running anything of it. */
  explain(spec: SqlSpec, io: Pick<StepIo, 'password'>): Promise<Explained>
  /** Asks a database's server who it is, over the session that the blocks will use. */
  identify(database: string, io: Pick<StepIo, 'password' | 'signal'>): Promise<Identified>
}

export interface Drivers {
  shell: Driver<ShellSpec>
  sql: SqlDriver
}
