import type {Zone} from '../../model/zone.ts'
import {clean} from '../clean.ts'
import {between} from '../clock.ts'
import {csvLine} from '../csv.ts'
import {isInside} from './external.ts'
import {localTime, offsetAt} from './local.ts'
import {plainWhat, type Row} from './row.ts'
import type {Summary} from './story.ts'

const columns = [
  'time',
  'approximate',
  'seconds',
  'recorded',
  'source',
  'who',
  'kind',
  'milestone',
  'what',
  'outcome',
  'evidence',
  'until',
  'internal',
]

/** Writes rows as CSV, which `--import` reads again. A text that a spreadsheet would take for a formula begins with `'`. */
export function* timelineCsv({first}: Summary, rows: Iterable<Row>, zone: Zone): Generator<string> {
  yield csvLine(columns)
  for (const row of rows)
    yield csvLine(
      [
        isoTime(zone, row.time),
        row.approximate ? 'true' : '',
        String(between(first ?? row.time, row.time) / 1000),
        row.recorded === undefined ? '' : isoTime(zone, row.recorded),
        harmless(row.source),
        harmless(row.who ?? ''),
        row.note ?? row.kind,
        row.milestone ?? '',
        harmless(plainWhat(row)),
        harmless(row.outcome),
        harmless(row.evidence ?? ''),
        row.until === undefined ? '' : isoTime(zone, row.until),
        isInside(row) ? 'true' : '',
      ].map(text => text || null),
    )
}

/** A time in a zone as ISO 8601: `2026-11-22T04:12:07.000+01:00`. */
export function isoTime(zone: Zone, time: string): string {
  const offset = offsetAt(zone, time).slice(3)
  return `${localTime(zone, time)}${offset || 'Z'}`
}

function harmless(text: string): string {
  const plain = clean(text)
  return /^\s*[=+\-@]|^[\t\r]/.test(plain) ? `'${plain}` : plain
}
