import {charactersOf, TerminalRow} from './terminal-row.ts'

/** A cursor that is moved over nothing gets no farther. Unit: columns. */
const farthest = 4096
const longestRow = 1 << 16

/** The last rows of a terminal, which a program may still change, and the cursor. What scrolls off is handed over as text. */
export class TerminalScreen {
  readonly #height: number
  readonly #emit: (text: string) => void
  #rows = [new TerminalRow()]
  #row = 0
  #column = 0
  #saved = {row: 0, column: 0}
  /** The cursor is behind all text: what comes is added, nothing is written over. */
  #behind = true
  #long = 0

  constructor(height: number, emit: (text: string) => void) {
    this.#height = height
    this.#emit = emit
  }

  /** Whether plain text may be added by `add`. */
  get isBehind(): boolean {
    return this.#behind
  }

  /** Adds text that holds no control bytes but line ends and tabs. */
  add(text: string) {
    const lines = text.split('\n')
    this.#rows.at(-1)!.append(lines[0]!)
    this.#long += lines[0]!.length
    if (lines.length > 1) {
      const kept = lines.slice(1)
      const gone = kept.splice(0, Math.max(0, kept.length - this.#height))
      if (gone.length > 0) {
        this.#scroll(this.#rows.length)
        this.#rows = []
        this.#emit(`${gone.join('\n')}\n`)
      }
      for (const line of kept) {
        const row = new TerminalRow()
        row.append(line)
        this.#rows.push(row)
      }
      this.#scroll(this.#rows.length - this.#height)
      this.#long = lines.at(-1)!.length
    }
    this.#row = this.#rows.length - 1
    this.#bound()
  }

  /** Writes text without control bytes but tabs at the cursor. */
  write(text: string) {
    this.#locate()
    const row = this.#rows[this.#row]!
    for (const character of charactersOf(text)) this.#column = row.put(this.#column, character)
    this.#settle()
  }

  lineFeed() {
    this.#locate()
    this.#row++
    if (this.#row === this.#rows.length) this.#rows.push(new TerminalRow())
    if (this.#rows.length > this.#height) {
      this.#scroll(1)
      this.#row--
    }
    this.#settle()
  }

  /** Moves the cursor by rows and columns; it stays within the rows that are kept. */
  move(rows: number, columns: number) {
    this.#locate()
    this.to(this.#row + rows, this.#column + columns)
  }

  /** Moves the cursor to a row from the first that is kept, and a column, both from 0; undefined: as it is. */
  to(row: number | undefined, column: number | undefined) {
    this.#locate()
    this.#row = Math.min(Math.max(0, row ?? this.#row), this.#height - 1)
    while (this.#rows.length <= this.#row) this.#rows.push(new TerminalRow())
    this.#column = Math.min(
      Math.max(0, column ?? this.#column),
      Math.max(farthest, this.#rows[this.#row]!.end),
    )
    this.#settle()
  }

  save() {
    this.#locate()
    this.#saved = {row: this.#row, column: this.#column}
  }

  restore() {
    this.to(this.#saved.row, this.#saved.column)
  }

  /** Erases in the cursor's line: 0 what follows, 1 what goes before, 2 all. */
  eraseLine(part: number) {
    this.#locate()
    const row = this.#rows[this.#row]!
    if (part === 0) row.erase(this.#column)
    else row.erase(0, part === 1 ? this.#column + 1 : undefined)
    this.#settle()
  }

  /** Erases what is below the cursor; all of the screen is handed over instead: a record forgets nothing. */
  eraseBelow() {
    this.#locate()
    if (this.#row === 0 && this.#column === 0) {
      this.clear()
      return
    }
    this.#rows[this.#row]!.erase(this.#column)
    this.#rows.length = this.#row + 1
    this.#settle()
  }

  /** Begins an empty screen; what stood on the last one is handed over. */
  clear() {
    if (this.#rows.length > 1 || this.#rows[0]!.text !== '') this.#scroll(this.#rows.length)
    this.#rows = [new TerminalRow()]
    this.#row = 0
    this.#column = 0
    this.#behind = true
    this.#long = 0
  }

  /** Goes to an empty line below everything, unless the last one is empty. */
  ownLine() {
    this.to(this.#rows.length - 1, 0)
    if (this.#rows[this.#row]!.text !== '') this.lineFeed()
  }

  /** Changes the columns at the cursor. */
  edit(change: 'erase' | 'remove' | 'insert', count: number) {
    this.#locate()
    const row = this.#rows[this.#row]!
    if (change === 'erase') row.erase(this.#column, this.#column + count)
    else row[change](this.#column, count)
    this.#settle()
  }

  /** The text of the last rows as they are now. */
  get text(): string {
    return this.#rows.map(row => row.text).join('\n')
  }

  /** Hands everything over. */
  end() {
    const last = this.#rows.pop()!
    this.#scroll(this.#rows.length)
    this.#emit(last.text)
    this.#rows = [new TerminalRow()]
  }

  /** While text was only added, the cursor's place was not counted. */
  #locate() {
    if (!this.#behind) return
    this.#behind = false
    this.#row = this.#rows.length - 1
    this.#column = this.#rows[this.#row]!.end
  }

  #settle() {
    this.#behind = this.#row === this.#rows.length - 1 && this.#column === this.#rows[this.#row]!.end
    if (!this.#behind) return
    this.#long = this.#column
    this.#bound()
  }

  /** A line that does not end cannot be kept whole: what there is of it is handed over. */
  #bound() {
    if (this.#long <= longestRow) return
    this.#scroll(this.#rows.length - 1)
    this.#emit(this.#rows[0]!.text)
    this.#rows = [new TerminalRow()]
    this.#row = 0
    this.#column = 0
    this.#long = 0
  }

  #scroll(count: number) {
    for (let left = count; left > 0; left--) this.#emit(`${this.#rows.shift()!.text}\n`)
    if (count > 0) this.#saved.row = Math.max(0, this.#saved.row - count)
  }
}
