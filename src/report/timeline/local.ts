import {utc, type Zone} from '../../model/zone.ts'
import {clockOf, dateOf, momentOf} from '../clock.ts'
import type {Row} from './row.ts'

/** An ISO time as the clocks of a zone show it, without its zone: `2026-11-22T03:12:07.000`. */
export function localTime(zone: Zone, time: string): string {
  if (zone === utc && time.length === 24) return time.slice(0, -1)
  const at = Date.parse(time)
  return new Date(at + zone.offset(at)).toISOString().slice(0, -1)
}

/** How far the clocks of a zone are from UTC at a moment: `UTC+02:00`. */
export function offsetAt(zone: Zone, time: string): string {
  if (zone === utc) return 'UTC'
  const minutes = Math.round(zone.offset(Date.parse(time)) / 60_000)
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return minutes === 0 ? 'UTC' : `UTC${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`
}

/** The clock of a row, and that of its end where it tells a span of time: `09:00:00–09:30:00`. */
export function clocksOf({until}: Pick<Row, 'until'>, local: string, zone: Zone): string {
  if (until === undefined) return clockOf(local)
  const end = localTime(zone, until)
  return `${clockOf(local)}–${dateOf(end) === dateOf(local) ? clockOf(end) : momentOf(end)}`
}
