import type {Expectation} from './attributes.ts'
import type {Outcome} from './outcome.ts'
import type {Site} from './site.ts'

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
  /** Where it runs, if not on this machine. */
  site?: Site
  /** Variables that must be set there before it begins. */
  needs?: string[]
  /** Where it starts; where the session stands, if undefined. */
  cwd: string | undefined
  /** Watch so long, then end it: that is success. For what never ends by itself. */
  followMs: number | undefined
  /** The document's name and the line at which the script begins in it, where its lines follow each other there too. */
  source?: {name: string; line: number}
  /** Left running once it is up: as soon as it has printed what `ready` says, or at once. */
  background?: {ready: Pick<Expectation, 'text' | 'pattern'>}
  /** It talks with a person by itself: at a terminal every key goes to it. */
  interactive?: true | undefined
  /** Also at a terminal its standard output goes to a pipe: what is kept or compared must not depend on a window. */
  separate?: true | undefined
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
  /** It may do something even where it may not write: end another session, call what nobody knows. */
  acts?: boolean
  /** More affected rows than this roll the block back. */
  maxAffected: number | undefined
  /** How long a statement may wait for a lock; five seconds, if undefined. */
  lockTimeoutMs?: number | undefined
  /** A script that psql runs instead of the driver's own session; then there are no `statements`. */
  psql?: PsqlScript | undefined
}

export interface PsqlScript {
  /** What psql reads, with inputs as its variables. */
  script: string
  /** Values of the inputs, by the names of psql's variables; never part of the text. */
  variables: Record<string, string>
}

export interface SqlStatement {
  text: string
  /** Bind parameters, from `$1`. */
  values: string[]
  /** Which values, from 0, stand where no quotes are: a number there is a number. Told only where the server does not infer types. */
  bare?: number[]
  /** Whether it is known only to read. */
  reads?: boolean
  /** Whether it may change rows that no count tells. */
  uncounted?: boolean
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
  /** The SQLSTATE of what the server refused. */
  statusCode?: string
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
  /** So long the change is held; then it is rolled back without an answer. */
  heldMs: number
  /** In what it was made; PostgreSQL, if undefined. */
  system?: SqlSystem
}

/** What happens to a change while somebody thinks about it. */
export interface HeldChange {
  /** Tells of sessions that wait for it, each time that they have become many more; ends by calling what it gives. */
  onWaiting(listener: (waiting: PendingChange['waiting']) => void): () => void
  /** Aborted once the server has rolled it back. */
  over: AbortSignal
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
  /** A promise resolves when all rows are kept for good, which the end of the step waits for in any case. */
  end(): void | Promise<void>
}

/** Where a running step's output goes, as it comes. A promise means: wait before sending more, and leave the bytes as they are; else nobody needs them any more. */
export interface StepIo {
  write(chunk: Uint8Array, stream: 'stdout' | 'stderr'): void | Promise<void>
  table(table: Table): void | Promise<void>
  /** Opens the place for all rows of a result, however few of them are shown. */
  rows?(columns: Table['columns']): RowSink
  /**
   * Asks whoever is in charge whether what a block has changed is kept. Without it, it is. `no-answer` where the run is
   * ended first, nobody is there any more, or there is nothing left to decide.
   */
  decide?(change: PendingChange, held?: HeldChange): Promise<'commit' | 'roll-back' | 'no-answer'>
  /** Asks for the password of a declared database; undefined where nobody gives one. */
  password?(database: string): Promise<string | undefined>
  /** Told what the block has written to its own file so far, whenever that is more. */
  written?(text: string): void
  /** Cancels the step: everything it started is ended before the driver returns. */
  signal: AbortSignal
  /** The terminal of the person who is there; a step without one has an empty standard input. */
  terminal?: StepTerminal | undefined
}

/** Columns and rows of a terminal. */
export interface TerminalSize {
  columns: number
  rows: number
}

/** The operator's terminal, as a running step may use it. Both subscriptions end by calling what they give. */
export interface StepTerminal {
  /** Its descriptor, where there is one, for programs that are given the terminal itself. */
  descriptor?: number
  size(): TerminalSize
  onResize(listener: () => void): () => void
  /** Gives every key as it is typed; until it is ended, the terminal neither echoes nor acts on them. */
  onInput(listener: (bytes: Uint8Array) => void): () => void
  /** Tells the person something about the step, apart from its output. */
  tell(notice: TerminalNotice): void
}

/** What a person is told while a step runs at the terminal. */
export type TerminalNotice =
  | {kind: 'still-running' | 'goes-on' | 'not-suspended' | 'not-quit' | 'waits-for-input'}
  | {kind: 'watching'; forMs: number}
  /** What the step has started was asked to end, and is killed after this time. */
  | {kind: 'ending'; forMs: number}
  /** No pseudo-terminal of the best kind: what is used in its place, and why. */
  | {kind: 'fallback'; to: 'script' | 'inherited'; reason: string}

/** Runs the blocks of one language. It neither retries nor asks. */
export interface Driver<Spec extends StepSpec = StepSpec> {
  run(spec: Spec, io: StepIo): Promise<DriverResult>
  /** Names among the spec's `nonEmpty` that have no value where it would run now. Nothing of the block runs. */
  emptyIn?(spec: Spec, io: Pick<StepIo, 'signal' | 'terminal'>): Promise<string[]>
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
  /** What names its cluster, wherever that is reached; undefined where it does not tell. */
  cluster?: string
  /** What changes when a standby of its cluster takes over; undefined where it does not tell. */
  timeline?: string
}

export type Identified =
  | {
      ok: true
      identity: ServerIdentity
      /** False if this session was asked before. */
      fresh: boolean
      /** It is another server than that of the session before, which was lost: nothing may be changed unasked. Told once. */
      changed?: Extract<DriverResult['outcome'], {kind: 'error'}>
    }
  | {ok: false; outcome: DriverResult['outcome']}

/** How a server would carry out statements, in its own words; `problem` where it would not. */
export type Explained = {lines: string[]} & ({ok: true} | {ok: false; problem: string})

export interface SqlDriver extends Driver<SqlSpec> {
  /** Asks how a block would be carried out, without running anything of it. */
  explain(spec: SqlSpec, io: Pick<StepIo, 'password'>): Promise<Explained>
  /** Why a block may do more than its text tells, by the server's catalog: volatile functions, also of its views. None where no session can be opened. */
  volatile(spec: SqlSpec, io: Pick<StepIo, 'password'>): Promise<string[]>
  /** Asks a database's server who it is, over the session that the blocks will use. */
  identify(database: string, io: Pick<StepIo, 'password' | 'signal'>): Promise<Identified>
}

export interface Drivers {
  shell: Driver<ShellSpec>
  sql: SqlDriver
}
