import headless from '@xterm/headless'

/** Where the last thing that was awaited ends: a row that follows its line when the screen scrolls, and a column. */
interface Mark {
  row(): number
  readonly column: number
}

const start: Mark = {row: () => 0, column: 0}

/** A terminal emulator without a window: eats bytes, knows what a person would see. */
export class TerminalScreen {
  readonly emulator: headless.Terminal
  #mark = start

  constructor(cols: number, rows: number) {
    this.emulator = new headless.Terminal({cols, rows, scrollback: 200_000, allowProposedApi: true})
    // After a clear screen everything is new, although it stands above what was seen before.
    this.emulator.parser.registerCsiHandler({final: 'J'}, ([mode]) => {
      if (mode === 2 || mode === 3) this.#mark = start
      return false
    })
  }

  /** What is on the screen now, row by row as shown, without the empty rows at its end. */
  visible(): string {
    const {baseY} = this.emulator.buffer.active
    const rows = Array.from({length: this.emulator.rows}, (_, y) => this.#row(baseY + y).trimEnd())
    return rows.join('\n').trimEnd()
  }

  /** Everything since the start, scrolled away or visible; a line that the screen wrapped is one line here. */
  text(): string {
    return this.#join(0, 0).text.trimEnd()
  }

  /**
   * Resolves with true when a text or pattern is shown, at any place or only after the last one that was found, and
   * with false when it is not there at `end`. For a pattern, `^` and `$` need the `m` flag to mean a line.
   */
  shows(wanted: string | RegExp, onlyNew: boolean, end: Promise<unknown>): Promise<boolean> {
    return new Promise(resolve => {
      const settle = (found: boolean) => {
        writes.dispose()
        resolve(found)
      }
      let found = false
      const check = () => {
        found ||= this.#find(wanted, onlyNew)
        if (found) settle(true)
      }
      const writes = this.emulator.onWriteParsed(check)
      check()
      void end.then(check).then(() => settle(found))
    })
  }

  #find(wanted: string | RegExp, onlyNew: boolean): boolean {
    const {text, starts} = this.#join(onlyNew ? this.#mark.row() : 0, onlyNew ? this.#mark.column : 0)
    const found = typeof wanted === 'string' ? locate(text, wanted) : locateMatch(text, wanted)
    if (found === undefined) return false
    const row = starts.findLast(({offset}) => offset <= found)!
    this.#mark = this.#markAt(row.y, found - row.offset + row.column)
    return true
  }

  #markAt(y: number, column: number): Mark {
    const {baseY, cursorY} = this.emulator.buffer.active
    const marker = this.emulator.registerMarker(y - baseY - cursorY)
    return {row: () => (marker && !marker.isDisposed ? marker.line : 0), column}
  }

  #join(from: number, column: number) {
    const {length} = this.emulator.buffer.active
    const pieces: string[] = []
    const starts: {offset: number; y: number; column: number}[] = []
    let offset = 0
    for (let y = from; y < length; y++) {
      const skipped = y === from ? column : 0
      const continued = y > from && this.#isWrapped(y)
      if (y > from && !continued) {
        pieces.push('\n')
        offset += 1
      }
      const piece = this.#row(y).slice(skipped)
      starts.push({offset, y, column: skipped})
      pieces.push(piece)
      offset += piece.length
    }
    return {text: pieces.join(''), starts}
  }

  #row(y: number): string {
    return this.emulator.buffer.active.getLine(y)?.translateToString(!this.#isWrapped(y + 1)) ?? ''
  }

  #isWrapped(y: number): boolean {
    return this.emulator.buffer.active.getLine(y)?.isWrapped ?? false
  }
}

function locate(text: string, wanted: string): number | undefined {
  const index = text.indexOf(wanted)
  return index === -1 ? undefined : index + wanted.length
}

function locateMatch(text: string, wanted: RegExp): number | undefined {
  const match = new RegExp(wanted.source, wanted.flags.replace(/[gy]/g, '')).exec(text)
  return match ? match.index + match[0].length : undefined
}
