import type {Table} from '../../../model/driver.ts'

/** What the process that holds a SQLite database is asked for, one thing at a time; `more` takes the next rows. */
export type SqliteRequest =
  | {do: 'open'; path: string; readOnly: boolean}
  | {do: 'run'; text: string; busyMs: number}
  | {do: 'query'; text: string; values: string[]; bare: number[]; returns: boolean; onlyReads: boolean}
  | {do: 'more'}

/** What it answers. */
export type SqliteReply =
  | {is: 'rows'; columns: Table['columns']; rows: (string | null)[][]}
  | {
      is: 'end'
      columns: Table['columns']
      /** Rows that the statement changed; undefined if it only read. */
      changes: number | undefined
      /** Its rows are those that it changed, which its text does not ask for. */
      sampled: boolean
    }
  | {is: 'error'; code: string; message: string}
