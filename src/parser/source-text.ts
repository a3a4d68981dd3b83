import type {Place, Point} from '../model/place.ts'
import {lineOf, lineStartsOf, pointsOf} from '../model/place.ts'

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
    this.#lineStarts = lineStartsOf(text)
    this.#point = pointsOf(text, this.#lineStarts)
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
  map(script: string, firstLine: number, origin?: readonly {line: number; cut?: number}[]): PlaceInSource {
    const scriptLines = script.split('\n')
    let next = 0
    const starts = scriptLines.map(line => {
      const start = next
      next += line.length + 1
      return start
    })
    const placed = new Map<number, {number: number; length: number; before: number}>()
    const place = (line: number) => {
      const number = Math.min(firstLine + (origin?.[line]?.line ?? line), this.#lines.length)
      const source = this.#lines[number - 1] ?? ''
      const end = source.length - (origin?.[line]?.cut ?? 0)
      const text = scriptLines[line]!
      const before = source.slice(0, end).endsWith(text) ? end - text.length : 0
      const found = {number, length: source.length, before}
      placed.set(line, found)
      return found
    }
    const point = (offset: number): Point => {
      const line = lineOf(starts, offset)
      const {number, length, before} = placed.get(line) ?? place(line) // a long line is not compared for each of its commands
      const column = Math.min(before + offset - starts[line]!, length)
      return {line: number, column: column + 1, offset: this.#lineStarts[number - 1]! + column}
    }
    return (start, end) => ({start: point(start), end: point(end)})
  }
}
