import {RunbookError} from '../../model/error.ts'
import {momentsOf, type Zone, zoneOf} from '../../model/zone.ts'
import {readClock, readDay, readTime, type ToldClock} from '../../parser/told/told-time.ts'
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

/** What a story spans: its first and last moment, UTC; undefined where nothing is on record. */
export type Extent = {first: string; last: string} | undefined

/**
 * The moment of `--since` or `--until`, in the zone of the timeline. A clock without a day is on the day of the story that
 * shows it once; `extent` is asked only then. Throws a `RunbookError` where it is none.
 */
export function readBorder(
  option: string,
  text: string | undefined,
  zone: Zone,
  now: Date,
  extent: () => Extent,
): string | undefined {
  if (text === undefined) return undefined
  const day = readDay(text.trim())
  const time = day?.length === text.trim().length ? readTime(`${text} 00:00`, zone) : readTime(text, zone)
  if (typeof time !== 'string') return new Date(time.at).toISOString()
  const ago = /^-|\bago$/.test(text.trim()) ? parseMoment(text, now) : undefined
  if (ago) return ago.time.toISOString()
  const clock = readClock(text.trim())
  if (typeof clock === 'object' && clock.length === text.trim().length)
    return within(option, text, clock, zone, extent())
  throw new RunbookError('usage', `${option} ${text}: expected 2026-11-22 03:05, 03:05, a day, or -2h`)
}

const dayMs = 86_400_000

/** The one moment of a story at which the clocks show a time; of a story of one day also before its begin and after its end. */
function within(option: string, text: string, clock: ToldClock, zone: Zone, extent: Extent): string {
  if (!extent) throw new RunbookError('usage', `${option} ${text}: expected a day with it`)
  const here = clock.zone ?? zone
  const [first, last] = [Date.parse(extent.first), Date.parse(extent.last)]
  const dayOf = (at: number) => Math.floor((at + here.offset(at)) / dayMs) * dayMs
  const found: number[] = []
  for (let day = dayOf(first); day <= dayOf(last) && found.length < 2; day += dayMs)
    found.push(
      ...momentsOf(here, day + clock.ofDay).filter(
        at => dayOf(first) === dayOf(last) || (at >= first && at <= last),
      ),
    )
  if (found.length === 1) return new Date(found[0]!).toISOString()
  throw new RunbookError(
    'usage',
    `${option} ${text}: expected a day with it: from ${extent.first} to ${extent.last} the clocks show it ${found.length === 0 ? 'never' : 'more than once'}`,
  )
}
