/**
 * In: a file of another tool, or a person's notes. Out: what it tells, in its order, or a `ToldError` with the line. What
 * kind of file it is, is seen by its content alone.
 */
import {ToldError, type ToldEvent} from '../../model/told.ts'
import type {Zone} from '../../model/zone.ts'
import {readToldJson} from './told-json.ts'
import {readToldLines} from './told-lines.ts'
import {delimiterOf, readToldTable} from './told-table.ts'

/**
 * Reads told events. Times without a zone are of `zone`, those without a day of `day` (milliseconds since 1970 of its
 * midnight as if it were UTC). Throws a `ToldError` also where nothing is told.
 */
export function readTold(text: string, told: {zone: Zone; day?: number | undefined}): ToldEvent[] {
  const events = eventsOf(text.replace(/^\ufeff/, ''), told)
  if (events.length === 0)
    throw new ToldError(1, 'no time is told here: see runbook timeline --help for what can be read')
  return events
}

function eventsOf(text: string, told: {zone: Zone; day?: number | undefined}): ToldEvent[] {
  if (/^\s*(?:\{|\[\s*(?:[{\]]|$))/.test(text)) return readToldJson(text, told)
  const delimiter = delimiterOf(text)
  return delimiter === undefined ? readToldLines(text, told) : readToldTable(text, delimiter, told)
}
