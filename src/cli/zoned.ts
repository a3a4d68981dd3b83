import {RunbookError} from '../model/error.ts'
import {type Zone, zoneOf} from '../model/zone.ts'
import {readDay, readTime} from '../parser/told/told-time.ts'
import {parseMoment} from './moment.ts'

/** The zone of `--tz`. Throws a `RunbookError` where there is none of this name. */
export function readZone(name: string): Zone {
  const zone = zoneOf(name)
  if (zone) return zone
  throw new RunbookError('usage', `--tz ${name}: expected a zone such as UTC, Europe/Paris, +02:00 or PDT`)
}

/** The day of `--date`. Throws a `RunbookError` where it is none. */
export function readDate(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const found = readDay(text.trim())
  if (found && found.length === text.trim().length) return found.day
  throw new RunbookError('usage', `--date ${text}: expected a day such as 2026-11-22`)
}

/** The moment of `--since` or `--until`, in the zone of the timeline. Throws a `RunbookError` where it is none. */
export function readBorder(
  option: string,
  text: string | undefined,
  zone: Zone,
  now: Date,
): string | undefined {
  if (text === undefined) return undefined
  const day = readDay(text.trim())
  const time = day?.length === text.trim().length ? readTime(`${text} 00:00`, zone) : readTime(text, zone)
  if (typeof time !== 'string') return new Date(time.at).toISOString()
  const ago = /^-|\bago$/.test(text.trim()) ? parseMoment(text, now) : undefined
  if (ago) return ago.time.toISOString()
  throw new RunbookError('usage', `${option} ${text}: expected 2026-11-22 03:05, a day, or -2h`)
}
