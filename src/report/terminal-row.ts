import {Buffer} from 'node:buffer'
import {width} from './width.ts'

const tabWidth = 8

/** One row of a terminal: what stands in its columns, as bytes (one latin1 character each), whole characters kept together. */
export class TerminalRow {
  /** Text that no cursor went back into; columns are only made of it when one does. */
  #text = ''
  #cells: string[] | undefined

  get text(): string {
    if (this.#cells) return Array.from(this.#cells, cell => cell ?? ' ').join('')
    return this.#text
  }

  /** How many columns are taken. */
  get end(): number {
    return this.#columns().length
  }

  /** Adds text at the end. */
  append(text: string) {
    if (this.#cells) for (const character of charactersOf(text)) this.put(this.#cells.length, character)
    else this.#text += text
  }

  /** Writes a character at a column, over what is there; gives the column after it. */
  put(column: number, character: string): number {
    const cells = this.#columns()
    const size = character === '\t' ? tabWidth - (column % tabWidth) : widthOf(character)
    if (size === 0 && column > 0) {
      let lead = Math.min(column, cells.length) - 1
      while (lead > 0 && cells[lead] === '') lead--
      cells[lead] = `${cells[lead] ?? ' '}${character}`
      return column
    }
    if (character === '\t' && column < cells.length) return column + size // it only moves
    this.#part(column)
    this.#part(column + Math.max(1, size))
    cells[column] = character
    for (let next = column + 1; next < column + size; next++) cells[next] = ''
    return column + Math.max(1, size)
  }

  /** Erases columns; what stands behind them stays where it is. */
  erase(from: number, to = Number.POSITIVE_INFINITY) {
    const cells = this.#columns()
    this.#part(from)
    if (to >= cells.length) {
      cells.length = Math.min(cells.length, from)
      return
    }
    this.#part(to)
    for (let column = from; column < to; column++) cells[column] = ' '
  }

  /** Takes columns out; what stands behind them moves up. */
  remove(from: number, count: number) {
    this.#part(from)
    this.#part(from + count)
    this.#columns().splice(from, count)
  }

  /** Puts blanks in; what stands behind them moves away. */
  insert(from: number, count: number) {
    this.#part(from)
    const cells = this.#columns()
    if (from < cells.length) cells.splice(from, 0, ...new Array<string>(count).fill(' '))
  }

  /** Makes blanks of a wide character or a tab that would be cut before a column. */
  #part(column: number) {
    const cells = this.#columns()
    if (cells[column] !== '') return
    let lead = column
    while (lead > 0 && cells[lead] === '') lead--
    let end = column
    while (cells[end] === '') cells[end++] = ' '
    for (let at = lead; at < column; at++) cells[at] = ' '
  }

  #columns(): string[] {
    if (this.#cells) return this.#cells
    const text = this.#text
    this.#cells = []
    this.#text = ''
    for (const character of charactersOf(text)) this.put(this.#cells.length, character)
    return this.#cells
  }
}

/** The characters of UTF-8 bytes, each still as bytes; a byte that is none stands by itself. */
export function charactersOf(text: string): string[] {
  if (!/[\x80-\xff]/.test(text)) return text.split('')
  return text.match(
    /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\s\S]/g,
  ) as string[]
}

function widthOf(character: string): number {
  return character.length === 1 ? 1 : width(Buffer.from(character, 'latin1').toString())
}
