import {createOutputFile} from '../../journal/output-file.ts'
import type {RowSink, Table} from '../../model/driver.ts'
import type {KeptResult} from '../../model/event.ts'
import {namedMark} from '../../model/redact/named.ts'
import {secretNameOf} from '../../model/redact/secret-names.ts'
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
  readonly #syncing: Promise<void>[] = []

  /** Files are called `NAME.1.csv`, `NAME.2.csv` …; of each at most `limit` bytes are kept, in whole rows. */
  constructor(dir: string, name: string, redactor: Redactor, limit?: number) {
    this.#dir = dir
    this.#name = name
    this.#redactor = redactor
    this.#limit = limit
  }

  /** Opens the place for the next result. */
  open(columns: Table['columns']): RowSink {
    const file = createOutputFile(this.#dir, `${this.#name}.${this.kept.length + 1}.csv`, this.#limit)
    const names = this.#redactor.value(columns.map(({name}) => name))
    const nameOf = (index: number) => columns[index]?.name ?? ''
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
    const large = (given: readonly (string | null)[]) => {
      const values = given.map((value, index) =>
        value !== null && isLarge(value.length) && secretNameOf(nameOf(index)) ? namedMark.toString() : value,
      )
      write()
      rows++
      const size = values.reduce((sum, value) => sum + (value === null ? 0 : Buffer.byteLength(value)), 0)
      keepSample(values.map((value, index) => value && startOf(value, this.#redactor, nameOf(index))))
      if (!file.takes(size)) return
      for (const bytes of csvPieces(values, () => this.#redactor.printed())) file.write(bytes)
      keptRows = rows
    }
    return {
      row: values => {
        if (values.some(value => value !== null && isLarge(value.length))) return large(values)
        const cells = values.map((value, index) => value && this.#redactor.cell(nameOf(index), value))
        const line = csvLine(cells)
        if (waiting.length + line.length > together) write()
        rows++
        keepSample(cells)
        waiting += line
      },
      end: () => {
        write()
        const ended = file.endMeanwhile()
        if (!ended) return
        const {output, synced} = ended
        const cut = output.dropped ? {keptRows} : {}
        this.kept.push({...output, columns: names.slice(0, sampleColumns), rows, ...cut, sample})
        synced.catch(() => {}) // `synced` tells
        this.#syncing.push(synced)
        return synced
      },
    }
  }

  /** Resolves when all that was kept is on disk; rejects where that fails. */
  async synced(): Promise<void> {
    await Promise.all(this.#syncing)
  }
}
