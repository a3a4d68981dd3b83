import {ToldError, type ToldEvent} from '../../model/told.ts'
import {type Zone, zoneOf} from '../../model/zone.ts'
import {csvRecords} from './csv-records.ts'
import {fieldOf, toldEvent} from './told-fields.ts'

const delimiters = [',', ';', '\t'] as const

/** The delimiter of a CSV text whose first line names columns, one of them a time and one a text; undefined for any other text. */
export function delimiterOf(text: string): string | undefined {
  const head = /^[^\r\n]*/.exec(text)![0]
  return delimiters.find(delimiter => {
    const records = csvRecords(head, delimiter)
    if (typeof records === 'number') return false
    const columns = (records[0]?.fields ?? []).map(name => fieldOf(name)?.field)
    return (columns.includes('time') || columns.includes('day')) && columns.includes('text')
  })
}

/** Reads CSV by the names of its columns; those it does not know are left out. Throws a `ToldError`. */
export function readToldTable(
  text: string,
  delimiter: string,
  {zone, day}: {zone: Zone; day?: number | undefined},
): ToldEvent[] {
  const records = csvRecords(text, delimiter)
  if (typeof records === 'number') throw new ToldError(records, 'a quote begins here and never ends')
  const [head, ...rows] = records
  const columns = head!.fields.map(fieldOf)
  const named = columns.find(column => column?.field === 'time')?.zone
  const clocks = (named === undefined ? undefined : zoneOf(named)) ?? zone
  return rows.map(({line, fields}) => {
    if (fields.length > columns.length)
      throw new ToldError(line, `it has ${fields.length} fields, the first line names ${columns.length}`)
    const entry: Record<string, string> = {}
    for (const [index, value] of fields.entries()) {
      const field = columns[index]?.field
      // a quote that keeps a spreadsheet from taking a text for a formula
      if (field !== undefined) entry[field] ??= value.replace(/^'(?=\s*[=+\-@])/, '')
    }
    return toldEvent(entry, () => line, {zone: clocks, day})
  })
}
