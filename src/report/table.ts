import type {Table} from '../model/driver.ts'
import {clean} from './clean.ts'
import {pad, pieces, width, wrap} from './width.ts'

/** A text column is never made narrower than this to fit; then the expanded form reads better. */
const narrowest = 20
/** Characters of the cell in that row and column, from 0; undefined where the table has all of it. */
type CellLength = (row: number, column: number) => number | undefined

/** More of a cell than this does not help on a screen. Unit: UTF-16. */
const longest = 4000

/**
 * Rows for a terminal of so many columns, with a final newline: numbers to the right, a null as `NULL` and such a text in
 * quotes, `↵` where a cell's own line ends and `…` where one is cut; a field a line where the table would not fit.
 * `lengthOf` gives how long a cell is of which the table has the beginning only. With `words` cells are prose: broken between
 * words, without marks.
 */
export function renderTable(
  table: Table,
  {
    columns,
    lengthOf = () => undefined,
    words = false,
  }: {columns: number; lengthOf?: CellLength; words?: boolean},
): string {
  if (table.columns.length === 0) return `${clean(table.command)} ${table.total}\n`
  const names = table.columns.map(({name}) => shown(name))
  const rows = table.rows.map((row, number) =>
    names.map((_, index) => shown(row[index] ?? null, lengthOf(number, index))),
  )
  const widths = fitted(table, [names, ...rows], columns)
  const fold = words ? wrapped : folded
  const lines = widths ? grid(table, names, rows, widths, fold) : expanded(names, rows, columns, fold)
  return `${[...lines, count(table)].join('\n')}\n`
}

/** How many rows there were, and how many of them are shown. */
function count({rows, total}: Table): string {
  const all = `${total} ${total === 1 ? 'row' : 'rows'}`
  return total > rows.length ? `(${all}, the first ${rows.length} shown)` : `(${all})`
}

function shown(value: string | null, length?: number): string {
  if (value === null) return 'NULL'
  const text = clean(value).replaceAll('\t', '    ')
  if (/^'*NULL'*$/.test(text)) return `'${text}'`
  const most = length === undefined ? longest : Math.min(longest, text.length - 1)
  return text.length <= most ? text : `${text.slice(0, most)}… (${length ?? text.length} characters)`
}

/** The width of each column so that the table fits, or undefined if it cannot. */
function fitted(table: Table, rows: string[][], columns: number): number[] | undefined {
  const natural = table.columns.map((_, index) =>
    rows.reduce(
      (most, row) => row[index]!.split('\n').reduce((more, line) => Math.max(more, width(line)), most),
      0,
    ),
  )
  const room = columns - 3 * natural.length // ` x │ y `: a blank on each side, a line between; the marks take the blank
  const sum = (widths: number[]) => widths.reduce((total, one) => total + one, 0)
  if (sum(natural) < room + 2) return natural
  for (let limit = room; limit >= narrowest; limit--) {
    const widths = natural.map((one, index) => (table.columns[index]!.numeric ? one : Math.min(one, limit)))
    if (sum(widths) < room + 2) return widths
  }
  return undefined
}

function grid(table: Table, names: string[], rows: string[][], widths: number[], fold: Fold): string[] {
  const sides = table.columns.map(({numeric}) => (numeric ? 'right' : 'left'))
  const lines = (row: string[], at: (index: number) => 'left' | 'right') => {
    // what is folded as it is; prose is not, whose blanks are collapsed
    if (fold === folded && row.every((text, index) => !text.includes('\n') && width(text) <= widths[index]!))
      return [
        row
          .map((text, index) => ` ${pad(text, widths[index]!, at(index))} `)
          .join('│')
          .trimEnd(),
      ]
    const cells = row.map((text, index) => fold(text, widths[index]!))
    return Array.from({length: Math.max(...cells.map(cell => cell.length))}, (_, line) =>
      cells
        .map(
          (cell, index) =>
            ` ${pad(cell[line]?.text ?? '', widths[index]!, at(index))}${cell[line]?.mark ?? ' '}`,
        )
        .join('│')
        .trimEnd(),
    )
  }
  return [
    ...lines(names, index => sides[index]!),
    widths.map(one => '─'.repeat(one + 2)).join('┼'),
    ...rows.flatMap(row => lines(row, index => sides[index]!)),
  ]
}

function expanded(names: string[], rows: string[][], columns: number, fold: Fold): string[] {
  const labels = names.map(name => name.replaceAll('\n', ' '))
  const label = Math.min(Math.max(...labels.map(width)), Math.max(8, Math.floor(columns / 3)))
  const room = Math.max(8, columns - label - 4)
  return rows.flatMap((row, number) => [
    `─ row ${number + 1} `.padEnd(columns, '─'),
    ...row.flatMap((text, index) => {
      const left = pieces(labels[index]!, label)
      const right = fold(text, room)
      return Array.from({length: Math.max(left.length, right.length)}, (_, line) =>
        `${pad(left[line] ?? '', label)} │ ${right[line]?.text ?? ''}${right[line]?.mark ?? ''}`.trimEnd(),
      )
    }),
  ])
}

type Fold = (text: string, columns: number) => {text: string; mark: string}[]

/** A cell of words as lines of a width. */
function wrapped(text: string, columns: number): ReturnType<Fold> {
  return text.split('\n').flatMap(line => wrap(line, columns).map(part => ({text: part, mark: ' '})))
}

/** A cell as lines of a width, each with the mark that says how it goes on. */
function folded(text: string, columns: number): {text: string; mark: string}[] {
  const lines = text.split('\n').map(line => pieces(line, columns))
  return lines.flatMap((parts, index) =>
    parts.map((part, number) => ({
      text: part,
      mark: number < parts.length - 1 ? '…' : index < lines.length - 1 ? '↵' : ' ',
    })),
  )
}
