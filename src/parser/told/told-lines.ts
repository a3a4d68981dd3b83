import {ToldError, type ToldEvent} from '../../model/told.ts'
import type {Zone} from '../../model/zone.ts'
import {saidOf} from './said.ts'
import {momentOn, readClock, readDay, type ToldClock} from './told-time.ts'

const dayMs = 86_400_000
const halfDay = dayMs / 2
/** So long after midnight somebody may still tell of the evening before. */
const eveningMs = 3 * 3_600_000

const bullet = /^(?:[-*+•]\s+|\|\s*)?(?:\*\*|__|`)?\s*/
/** What may stand between the time and what is told. */
const between = /^(?:\*\*|__|`)?\s*(?:[|:–—-]+\s*)?(?:\*\*|__|`)?\s*/
/** What stands between the two ends of a span of time. */
const span = /^\s*(?:-|–|—|to\b|until\b)\s*(?=\d{1,2}:\d{2}|\d{1,2}\s?[ap]\.?m\b)/i

/**
 * Reads lines such as `09:30 - @ada restarts the pool`, with the day from a heading or line above, from the line itself or
 * given. A clock that goes back by more than half a day has passed midnight; one that goes back by less tells of it late.
 * A line without a time goes on with what was told; above the first it is only text. Throws a `ToldError`.
 */
export function readToldLines(
  text: string,
  {zone, day}: {zone: Zone; day?: number | undefined},
): ToldEvent[] {
  const events: ToldEvent[] = []
  let today = day
  /** The day that was named last: nothing is told of the days before it. */
  let named = day
  let last: number | undefined
  let open = false
  for (const [index, raw] of text.split(/\r\n?|\n/).entries()) {
    const number = index + 1
    const line = raw.trim()
    if (line === '' || /^(?:\|?\s*:?-{3,}|<!--)/.test(line)) {
      open = false
      continue
    }
    const body = line.replace(/^#{1,6}\s+/, '').replace(bullet, '')
    const dated = readDay(body)
    const rest = dated ? body.slice(dated.length).replace(/^(?:T|,|\s|\bat\b)+/i, '') : body
    const clock = readClock(rest)
    if (typeof clock === 'string') throw new ToldError(number, clock)
    if (dated && (!clock || line.startsWith('#'))) {
      ;[today, named, last, open] = [dated.day, dated.day, undefined, false]
      continue
    }
    if (!clock) {
      const before = events.at(-1)
      if (open && before && !line.startsWith('#')) before.text += `\n${line}`
      continue
    }
    const dash = span.exec(rest.slice(clock.length))?.[0]
    const ending = dash === undefined ? undefined : readClock(rest.slice(clock.length + dash.length))
    if (typeof ending === 'string') throw new ToldError(number, ending)
    const after = rest.slice(clock.length + (ending ? dash!.length + ending.length : 0))
    if (dated) [today, named, last] = [dated.day, dated.day, undefined]
    if (today === undefined)
      throw new ToldError(
        number,
        'the day is not known: put a heading such as `## 2026-11-22` above, or give --date',
      )
    const said = after.replace(between, '').replace(/\s*\|$/, '')
    if (said.trim() === '') throw new ToldError(number, 'nothing is told with this time')
    // a zone that stands only behind the end is meant for both ends
    const here = clock.zone ?? ending?.zone ?? zone
    const at = placed(clock, here, {today, named: named!, last})
    if (typeof at === 'string') throw new ToldError(number, at)
    const over = ending && endOf(ending, ending.zone ?? here, at)
    if (typeof over === 'string') throw new ToldError(number, over)
    const what = saidOf(said)
    if (over !== undefined && what.milestone)
      throw new ToldError(number, `${what.milestone} is a moment, not a span of time: write a line for each`)
    const late = last !== undefined && at < last
    events.push({
      time: new Date(at).toISOString(),
      ...(over === undefined ? {} : {until: new Date(over).toISOString()}),
      ...(clock.approximate || ending?.approximate ? {approximate: true} : {}),
      ...(late ? {recorded: new Date(last!).toISOString()} : {}),
      ...what,
    })
    if (!late) last = at
    open = true
  }
  return events
}

/** The first moment after `begin` at which the clocks show the end of a span. */
function endOf(clock: ToldClock, zone: Zone, begin: number): number | string {
  const day = Math.floor((begin + zone.offset(begin)) / dayMs) * dayMs
  const same = momentOn(day, clock, zone, begin)
  return typeof same === 'string' || same >= begin ? same : momentOn(day + dayMs, clock, zone)
}

/** The moment that a clock means, after what was told before it. */
function placed(
  clock: ToldClock,
  zone: Zone,
  {today, named, last}: {today: number; named: number; last: number | undefined},
): number | string {
  if (last === undefined) return momentOn(today, clock, zone)
  const day = Math.floor((last + zone.offset(last)) / dayMs) * dayMs
  const same = momentOn(day, clock, zone, last)
  if (typeof same === 'string') return same
  const [before, after] =
    same < last ? [same, momentOn(day + dayMs, clock, zone)] : [momentOn(day - dayMs, clock, zone), same]
  if (typeof after === 'string' || after - last <= halfDay) return after
  if (before === same) return before
  return typeof before === 'number' && day > named && last - before <= eveningMs ? before : after
}
