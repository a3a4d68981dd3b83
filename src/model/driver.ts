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
  /** Where it starts; where the session stands, if undefined. */
  cwd: string | undefined
  /** Watch so long, then end it: that is success. For what never ends by itself. */
  followMs: number | undefined
  /** It talks with a person by itself: at a terminal every key goes to it. */
  interactive?: true | undefined
  /** Also at a terminal its standard output goes to a pipe: what is kept or compared must not depend on a window. */
  separate?: true | undefined
}

export interface SqlSpec extends SpecBase {
  kind: 'sql'
  /** One entry a statement, in order; values are bind parameters. */
  statements: {text: string; values: string[]}[]
  /** Name of the declared database. */
  database: string
  /** Otherwise every statement runs in one read-only transaction. */
  write: boolean
  /** Outside a transaction, for what cannot run inside one. */
  autocommit: boolean
  /** More affected rows than this roll the block back. */
  maxAffected: number | undefined
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

/** Where a running step's output goes, as it comes. A promise means: wait before sending more. */
export interface StepIo {
  write(chunk: Uint8Array, stream: 'stdout' | 'stderr'): void | Promise<void>
  table(table: Table): void | Promise<void>
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
  /** No pseudo-terminal of the best kind: what is used in its place, and why. */
  | {kind: 'fallback'; to: 'script' | 'inherited'; reason: string}

/** Runs the blocks of one language. It neither retries nor asks. */
export interface Driver<Spec extends StepSpec = StepSpec> {
  run(spec: Spec, io: StepIo): Promise<DriverResult>
  /** Ends what is still running and gives everything back; may be called twice. */
  close(): Promise<void>
}

export interface Drivers {
  shell: Driver<ShellSpec>
  sql: Driver<SqlSpec>
}
