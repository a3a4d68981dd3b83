import {createOutputFile} from '../../journal/output-file.ts'
import type {RowSink, Table} from '../../model/driver.ts'
import type {KeptResult} from '../../model/event.ts'
import type {Redactor} from '../../model/redact.ts'
import {clip} from '../../report/clean.ts'
import {csvLine} from '../../report/csv.ts'
import {csvPieces, isLarge, startOf} from './large-cell.ts'

/** What a reader of the record sees of a result without opening its file. */
const sampleRows = 10
const sampleColumns = 12
const sampleCell = 120
/** Rows are written together, so many characters at a time. */
const together = 64 * 1024

/** Keeps every row of the results of one attempt as CSV, redacted, one file a result. */
export class ResultFiles {
  readonly kept: KeptResult[] = []
  readonly #dir: string
  readonly #name: string
  readonly #redactor: Redactor
  readonly #limit: number | undefined

  /** Files are called `NAME.1.csv`, `NAME.2.csv` …; of each at most `limit` bytes are kept, in whole rows. */
  constructor(dir: string, name: string, redactor: Redactor, limit?: number) {
    this.#dir = dir
    this.#name = name
    this.#redactor = redactor
    this.#limit = limit
  }

  /** Opens the place for the next result. */
  open(columns: Table['columns']): RowSink {
    const safe = <T>(value: T) => this.#redactor.value(value)
    const file = createOutputFile(this.#dir, `${this.#name}.${this.kept.length + 1}.csv`, this.#limit)
    const names = safe(columns.map(({name}) => name))
    const sample: (string | null)[][] = []
    let rows = 0
    let keptRows = 0
    let waiting = csvLine(names)
    const write = () => {
      const bytes = Buffer.from(waiting)
      if (waiting !== '' && file.takes(bytes.length)) {
        file.write(bytes)
        keptRows = rows
      }
      waiting = ''
    }
    const keepSample = (cells: readonly (string | null)[]) => {
      if (rows <= sampleRows)
        sample.push(
          cells.slice(0, sampleColumns).map(cell => (cell === null ? null : clip(cell, sampleCell))),
        )
    }
    const large = (values: readonly (string | null)[]) => {
      write()
      rows++
      const size = values.reduce((sum, value) => sum + (value === null ? 0 : Buffer.byteLength(value)), 0)
      keepSample(values.map(value => value && startOf(value, this.#redactor)))
      if (!file.takes(size)) return
      for (const bytes of csvPieces(values, () => this.#redactor.stream())) file.write(bytes)
      keptRows = rows
    }
    return {
      row: values => {
        if (values.some(value => value !== null && isLarge(value.length))) return large(values)
        const cells = safe([...values])
        const line = csvLine(cells)
        if (waiting.length + line.length > together) write()
        rows++
        keepSample(cells)
        waiting += line
      },
      end: () => {
        write()
        const output = file.end()
        if (!output) return
        const cut = output.dropped ? {keptRows} : {}
        this.kept.push({...output, columns: names.slice(0, sampleColumns), rows, ...cut, sample})
      },
    }
  }
}
