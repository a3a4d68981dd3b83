import type {Place, Point} from '../model/place.ts'
import {lineStartsOf, pointsOf} from '../model/place.ts'

/** Finds the source place of a stretch of a block's script. */
export type PlaceInSource = (start: number, end: number) => Place

/** The text of a document, and where things stand in it. */
export class SourceText {
  readonly text: string
  readonly #point: (offset: number) => Point
  readonly #lines: string[]
  readonly #lineStarts: number[]

  constructor(text: string) {
    this.text = text
    this.#point = pointsOf(text)
    this.#lineStarts = lineStartsOf(text)
    this.#lines = text.split(/\r\n|[\n\r]/)
  }

  /** The place of the whole document. */
  whole(): Place {
    return this.place(0, this.text.length)
  }

  /** The place between two offsets. */
  place(start: number, end: number): Place {
    return {start: this.#point(start), end: this.#point(end)}
  }

  /**
   * Maps offsets in a script to the source. Each script line is the end of a source line (what stands before it is the
   * indent of a list, a quote mark or a prompt); `firstLine` is the source line of the script's first, `origin` says
   * otherwise line by line.
   */
  map(script: string, firstLine: number, origin?: readonly {line: number}[]): PlaceInSource {
    const starts = [0]
    for (let at = script.indexOf('\n'); at !== -1; at = script.indexOf('\n', at + 1)) starts.push(at + 1)
    const scriptLines = script.split('\n')
    const point = (offset: number): Point => {
      let line = starts.length - 1
      while (line > 0 && starts[line]! > offset) line--
      const number = Math.min(firstLine + (origin?.[line]?.line ?? line), this.#lines.length)
      const source = this.#lines[number - 1] ?? ''
      const before = source.endsWith(scriptLines[line]!) ? source.length - scriptLines[line]!.length : 0
      const column = Math.min(before + offset - starts[line]!, source.length)
      return {line: number, column: column + 1, offset: this.#lineStarts[number - 1]! + column}
    }
    return (start, end) => ({start: point(start), end: point(end)})
  }
}
