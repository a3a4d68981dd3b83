import type {Attempt} from '../model/fold.ts'
import {clip} from './clean.ts'
import {cell, codeCell, fileLink, row, tableHead} from './markdown.ts'

/** The first rows of the results of the last attempt that gave any, a table each, with the file that holds them all. */
export function resultTables(attempts: readonly Attempt[]): string[] {
  const last = attempts.findLast(({results}) => results.length > 0)
  if (!last) return []
  const {results} = last
  const more = results.length - mostResults
  return [
    ...results
      .slice(0, mostResults)
      .flatMap(({path, columns, rows, keptRows, sample, dropped}) => [
        `${rowCount(rows)}${sample.length < rows ? `, the first ${sample.length} here` : ''}: ${fileLink(path)}.${dropped ? ` **The file is cut**${keptRows === undefined ? '' : ` after ${rowCount(keptRows)}`}: ${dropped} more bytes were not kept.` : ''}`,
        '',
        tableHead(columns.map(name => `${cell(clip(name, 60))} `)),
        ...sample.map(values => row(values.map(value => (value === null ? '*null*' : codeCell(value))))),
        '',
      ]),
    ...(more > 0 ? [`And ${more} more results, in the same place.`, ''] : []),
  ]
}

function rowCount(rows: number): string {
  return `${rows} ${rows === 1 ? 'row' : 'rows'}`
}

const mostResults = 5
