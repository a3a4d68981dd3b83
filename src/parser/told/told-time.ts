import {momentsOf, type Zone, zoneOf} from '../../model/zone.ts'

/** A time of day and what stands with it, as read from the beginning of a text. */
export interface ToldClock {
  /** Milliseconds since midnight, on the clocks of the zone. */
  ofDay: number
  /** The zone that stands after it. */
  zone?: Zone
  approximate: boolean
  /** Characters that it takes. */
  length: number
}

/** A day, as milliseconds since 1970 of its midnight as if it were UTC. */
export interface ToldDay {
  day: number
  length: number
}

const guess = String.raw`(?:(?<guess>~|≈|about|around|approximately|approx\.?|circa|ca\.?)\s*)?`
const clock = String.raw`(?:(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?(?:\s?(?<half>[ap])\.?m\b\.?)?|(?<bare>\d{1,2})\s?(?<bareHalf>[ap])\.?m\b\.?)`
const clockAtStart = new RegExp(`^${guess}${clock}(?<ish>-?ish\\b)?`, 'i')
const zoneAfter =
  /^\s?(Z\b|(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d{2})?)?\b|[+-]\d{2}:?\d{2}\b|\(?([A-Z]{2,4})\b\)?|[A-Z][a-z]+\/[A-Z][A-Za-z_]+)/
const severalZones = new Set(['IST', 'CST', 'AST'])

/** Reads `09:30`, `~9:30:05 pm`, `11pm-ish UTC`, `about 18:26 PDT` at the start of a text; what is wrong as text; undefined for anything else. */
export function readClock(text: string): ToldClock | string | undefined {
  const found = clockAtStart.exec(text)
  if (!found) return undefined
  const {hour, minute = '0', second = '0', fraction = '0', half, bare, bareHalf, guess, ish} = found.groups!
  const twelve = (half ?? bareHalf)?.toLowerCase()
  const told = Number(hour ?? bare)
  if (twelve && (told < 1 || told > 12))
    return `${found[0].trim()}: expected an hour from 1 to 12 before am or pm`
  const hours = twelve ? (told % 12) + (twelve === 'p' ? 12 : 0) : told
  if (hours > 24 || Number(minute) > 59 || Number(second) > 59 || (hours === 24 && Number(minute) > 0))
    return `${found[0].trim()}: no clock shows this time`
  const ms = Math.floor(Number(`0.${fraction}`) * 1000)
  const ofDay = ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000 + ms
  const after = zoneAfter.exec(text.slice(found[0].length))
  const name = after?.[2] ?? after?.[1]
  if (name && severalZones.has(name))
    return `${name} is the name of several time zones: write an offset such as +05:30`
  const zone = name === undefined ? undefined : zoneOf(name)
  return {
    ofDay,
    ...(zone ? {zone} : {}),
    approximate: guess !== undefined || ish !== undefined,
    length: found[0].length + (zone ? after![0].length : 0),
  }
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const month = String.raw`(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`
const weekday = String.raw`(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?`
const dates = [
  /^(?<year>\d{4})[-/.](?<number>\d{1,2})[-/.](?<date>\d{1,2})(?!\d)/,
  new RegExp(`^${weekday}(?<date>\\d{1,2})(?:st|nd|rd|th)?\\s+${month},?\\s+(?<year>\\d{4})\\b`, 'i'),
  new RegExp(`^${weekday}${month}\\s+(?<date>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<year>\\d{4})\\b`, 'i'),
  new RegExp(`^(?<year>\\d{4})\\s+${month}\\s+(?<date>\\d{1,2})\\b`, 'i'),
]

/** Reads `2018-10-21`, `21 October 2018`, `Tuesday, July 2, 2019` or `2018 October 21` at the start of a text; undefined for anything else, and for a day that is in no calendar. */
export function readDay(text: string): ToldDay | undefined {
  for (const form of dates) {
    const found = form.exec(text)
    if (!found) continue
    const {year, number, month, date} = found.groups!
    const which = number === undefined ? months.indexOf(month!.slice(0, 3).toLowerCase()) : Number(number) - 1
    const day = Date.UTC(Number(year), which, Number(date))
    const back = new Date(day)
    if (back.getUTCMonth() !== which || back.getUTCDate() !== Number(date)) return undefined
    return {day, length: found[0].length}
  }
  return undefined
}

/**
 * The moment at which the clocks of a zone show a time of a day. Where they show it twice, the first that is not before
 * `notBefore`. Text where they never showed it.
 */
export function momentOn(
  day: number,
  {ofDay}: Pick<ToldClock, 'ofDay'>,
  zone: Zone,
  notBefore = Number.NEGATIVE_INFINITY,
): number | string {
  const at = momentsOf(zone, day + ofDay)
  const shown = new Date(day + ofDay).toISOString()
  return (
    at.find(one => one >= notBefore) ??
    at[0] ??
    `${shown.slice(11, 16)} was shown by no clock of ${zone.name} on ${shown.slice(0, 10)}: they were put forward over it`
  )
}

/** What `readTime` gives. */
export interface ToldTime {
  at: number
  approximate: boolean
}

/**
 * Reads a whole text as a moment: ISO 8601, seconds or milliseconds since 1970, a day and a clock in either order of common
 * reports; without a zone it is told by the clocks of `zone`, without a day it is on `day`. What is wrong as text.
 */
export function readTime(told: string, zone: Zone, day?: number): ToldTime | string {
  const text = told.trim()
  const stamp = /^(\d{9,10})(?:\.(\d{1,9}))?$|^(\d{12,13})$/.exec(text)
  if (stamp) return {at: stamp[3] ? Number(stamp[3]) : Math.floor(Number(text) * 1000), approximate: false}
  const early = /^(?:~|≈|about\b|around\b|approx\.?(?=\s)|approximately\b|circa\b|ca\.?(?=\s))\s*/i.exec(text)
  const bare = early ? text.slice(early[0].length) : text
  const found = readDay(bare)
  const rest = found ? bare.slice(found.length).replace(/^(?:T|,|\s|\bat\b)+/i, '') : bare
  const clock = readClock(rest)
  if (typeof clock === 'string') return clock
  if (!clock || rest.slice(clock.length).trim() !== '')
    return `${text || 'nothing'}: expected a time such as 2026-11-22 03:05 UTC`
  const on = found?.day ?? day
  if (on === undefined) return `${text}: expected a day with it, or --date`
  const at = momentOn(on, clock, clock.zone ?? zone)
  return typeof at === 'string' ? at : {at, approximate: clock.approximate || early !== null}
}
