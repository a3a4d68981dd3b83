import type {SqliteRequest} from '../../../executor/sql/sqlite/message.ts'
import type {Table} from '../../../model/driver.ts'

/** What is used of better-sqlite3: https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md */
interface Statement {
  readonly reader: boolean
  readonly readonly: boolean
  raw(): Statement
  safeIntegers(): Statement
  columns(): {name: string; type: string | null}[]
  get(): unknown[]
  iterate(...values: unknown[]): IterableIterator<unknown[]>
  run(...values: unknown[]): {changes: number}
}
interface Library {
  new (
    path: string,
    options: {readonly: boolean; fileMustExist: boolean},
  ): {
    prepare(text: string): Statement
    exec(text: string): void
  }
}

/** So many rows are sent together, at most so many characters. */
const batchRows = 500
const batchCharacters = 256 * 1024

/** One SQLite database, open. */
export class SqliteFile {
  readonly #database: InstanceType<Library>

  private constructor(database: InstanceType<Library>) {
    this.#database = database
  }

  /** Opens a file that is there; throws what better-sqlite3 throws, also where that is not installed. */
  static async open(path: string, readOnly: boolean): Promise<SqliteFile> {
    const library = (await import('better-sqlite3' as string)) as {default: Library}
    const database = new library.default(path, {readonly: readOnly, fileMustExist: true})
    if (readOnly) database.exec('PRAGMA query_only = ON')
    database.prepare('SELECT COUNT(*) FROM sqlite_master').raw().get() // else a file of another kind shows late
    return new SqliteFile(database)
  }

  /** Carries out what the driver itself needs. */
  carryOut(text: string, busyMs: number): void {
    this.#database.exec(`PRAGMA busy_timeout = ${busyMs}`)
    this.#database.exec(text)
  }

  /** Runs exactly one statement. The rows come as they are taken; `end` is known after them. */
  query({text, values, bare, returns, onlyReads}: Extract<SqliteRequest, {do: 'query'}>) {
    const {statement, sampled} = this.#prepare(text, returns)
    if (onlyReads && !statement.readonly)
      throw Object.assign(new Error('attempt to write in a block that only reads'), {code: 'SQLITE_READONLY'})
    const given = values.map((value, index) => (bare.includes(index) ? numberOr(value) : value))
    let changes: number | undefined
    const end = () => ({changes, sampled})
    if (!statement.reader) {
      ;({changes} = statement.run(...given))
      return {columns: [], batches: [], end}
    }
    const columns = statement.columns().map(({name, type}): Table['columns'][number] => ({
      name,
      numeric: /INT|REAL|FLOA|DOUB|NUMERIC|DECIMAL/i.test(type ?? ''),
    }))
    const rows = statement
      .raw()
      .safeIntegers()
      .iterate(...given)
    const counted = () => {
      if (statement.readonly) return
      const [count] = this.#database.prepare('SELECT changes()').raw().get() as [number]
      changes = count
    }
    return {columns, batches: batchesOf(rows, columns, counted), end}
  }

  /** With `RETURNING *` behind it where that is wanted and can be had. */
  #prepare(text: string, returns: boolean): {statement: Statement; sampled: boolean} {
    if (returns) {
      try {
        return {statement: this.#database.prepare(`${text}\nRETURNING *`), sampled: true}
      } catch {
        // a virtual table, or what returns rows already
      }
    }
    return {statement: this.#database.prepare(text), sampled: false}
  }
}

/** A number as it is written in SQL, where it is one; a text otherwise. */
function numberOr(value: string): string | bigint | number {
  if (/^-?(?:0|[1-9]\d{0,17})$/.test(value)) return BigInt(value)
  return /^-?(?:0|[1-9]\d*)\.\d+$/.test(value) && String(Number(value)) === value ? Number(value) : value
}

function* batchesOf(rows: Iterable<unknown[]>, columns: Table['columns'], done: () => void) {
  let batch: (string | null)[][] = []
  let size = 0
  let first = true
  for (const row of rows) {
    // an expression has no declared type: then its first row tells
    if (first)
      for (const [at, cell] of row.entries()) columns[at]!.numeric ||= /^(?:bigint|number)$/.test(typeof cell)
    first = false
    const texts = row.map(textOf)
    batch.push(texts)
    for (const text of texts) size += text?.length ?? 0
    if (batch.length < batchRows && size < batchCharacters) continue
    yield batch
    batch = []
    size = 0
  }
  if (batch.length > 0) yield batch
  done()
}

/** As SQLite itself writes it; a real number with as many digits as it takes to tell it from the next. */
function textOf(cell: unknown): string | null {
  if (cell === null) return null
  if (Buffer.isBuffer(cell)) return `X'${cell.toString('hex').toUpperCase()}'`
  if (typeof cell === 'number')
    return Number.isInteger(cell) && Math.abs(cell) < 1e15 ? `${cell}.0` : String(cell)
  return String(cell)
}
