import type {Buffer} from 'node:buffer'
import {type AssignedValue, longestUndecided} from './assigned-value.ts'
import {valueEnd} from './value-end.ts'

const blanks = String.raw`(?:[ \t]|\x1b\[[\d;:?]*[A-Za-z])`
const bar = String.raw`(?:\xe2\x94[\x82\x83]|\xe2\x95\x91|\|)`
/** The end of a row, and the first cell of the next, which is empty: its second goes on with the one above. */
const emptyFirst = new RegExp(
  String.raw`^${blanks}*(?:${bar}${blanks}*)?\r?\n(?:${blanks}*${bar})?${blanks}{3,}${bar}${blanks}*(?=[^\s\x1b])`,
)
const longestRow = 700

/** The rest of a cell in the next row of its table, where the cell above ended at `from`. */
export function nextRow(
  text: Buffer,
  from: number,
  final: boolean,
): {start: number; value: AssignedValue | 'more'} | 'more' | undefined {
  const rest = text.toString('latin1', from, from + longestRow)
  const found = emptyFirst.exec(rest)
  if (!found) {
    const open = !final && from + rest.length >= text.length && rest.length < longestRow
    return open && !/\n[^\n]*\n/.test(rest) ? 'more' : undefined
  }
  const start = from + found[0].length
  const ended = valueEnd(text, start, {by: 'cell'})
  if (ended === undefined && !final && text.length - start < longestUndecided) return {start, value: 'more'}
  const end = ended ?? text.length
  const cell = text.toString('latin1', start, end)
  const cut = cell.length - cell.trimEnd().length
  const ending = ended === undefined && !final ? ({by: 'cell'} as const) : undefined
  return {start, value: {start, end: end - cut, ending, value: undefined, cell: true}}
}
