import type {
  ChangedRows,
  PendingChange,
  ServerIdentity,
  SqlSpec,
  SqlStatement,
  SqlSystem,
  StepIo,
} from '../../../model/driver.ts'
import type {QueryEnd} from '../query.ts'

/** One session with a database that is no PostgreSQL. What it throws is told apart by `answer`. */
export interface OtherSession {
  readonly system: SqlSystem
  /** A statement may change rows that its count does not tell, by a function. */
  readonly changesUnseen: boolean
  /** Aborted once it was ended from either side. */
  readonly ended: AbortSignal
  /** Gives up a session that does not answer; what waits for it then fails. */
  abandon(): void
  /** Stops what it is doing, and resolves when nothing more of that can hit what runs next; never rejects. */
  cancel(): Promise<void>
  /** Sets what guards a block, and begins its transaction unless it is `autocommit`. */
  begin(spec: SqlSpec, name: string, heldMs: number): Promise<void>
  /** Runs exactly one statement; each row goes to `rows` as it comes, the first `shown` are kept. */
  query(statement: SqlStatement, shown: number, rows?: StepIo['rows']): Promise<OtherEnd>
  commit(): Promise<void>
  /** Rolls back; says what stays all the same, if anything. */
  rollBack(): Promise<string | undefined>
  /** Sessions that wait for what the transaction has locked; nothing where nobody may ask. */
  waiting(): Promise<PendingChange['waiting']>
  identify(): Promise<ServerIdentity>
  /** How one statement would be carried out, in lines. */
  explain(statement: SqlStatement): Promise<string[]>
  /** The database's own answer in an error; undefined where the session was lost instead. */
  answer(error: unknown): Answer | undefined
  /** Ends it, and does not wait for what runs. */
  close(): Promise<void>
}

/** What one statement gave; with some of the rows that it changed, where they can be had. */
export type OtherEnd = QueryEnd & {
  sample?: ChangedRows['sample']
  warnings?: string[] /** Rows that a statement changed which begins with `WITH`. */
  changed?: number
}

export interface Answer {
  code: string
  message: string
  /** It stopped because it was told to. */
  stopped: boolean
}

/** Opens a session; `password` where its address has none. It throws what `cannotOpen` understands. */
export interface OtherDatabase {
  open(password: string | undefined): Promise<OtherSession>
  /** One line on why it does not open, and what to do; whether it only wants a password. */
  cannotOpen(error: unknown): {text: string; wantsPassword: boolean}
}
