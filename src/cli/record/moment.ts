import {parseDuration} from '../../model/duration.ts'

/** When something happened, as somebody told it. */
export interface Moment {
  time: Date
  /** It was told as a guess. */
  approximate: boolean
}

/**
 * Reads `-5m` (ago), `03:05` or `03:05:10` (the last time that the clock showed it), `2026-11-22 03:05`, with a `Z` or an
 * offset where it is not local time, and `~` before a guess; undefined for anything else.
 */
export function parseMoment(text: string, now: Date): Moment | undefined {
  const approximate = text.trim().startsWith('~')
  const told = text.trim().replace(/^~\s*/, '')
  const time = ago(told, now) ?? ofDay(told, now) ?? dated(told)
  return time && {time, approximate}
}

function ago(text: string, now: Date): Date | undefined {
  const amount = /^-\s*(.+)$|^(.+?)\s+ago$/.exec(text)
  const ms = amount ? parseDuration(amount[1] ?? amount[2]!) : undefined
  return ms === undefined ? undefined : new Date(now.getTime() - ms)
}

function ofDay(text: string, now: Date): Date | undefined {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|UTC)?$/i.exec(text)
  if (!match) return undefined
  const [hours, minutes, seconds] = [match[1], match[2], match[3] ?? '0'].map(Number) as [
    number,
    number,
    number,
  ]
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined
  for (let days = 0; days <= 1; days++) {
    const time = new Date(now)
    if (match[4]) {
      time.setUTCDate(time.getUTCDate() - days)
      time.setUTCHours(hours, minutes, seconds, 0)
    } else {
      time.setDate(time.getDate() - days)
      time.setHours(hours, minutes, seconds, 0)
    }
    if (time <= now) return time
  }
  return undefined
}

function dated(text: string): Date | undefined {
  const match =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i.exec(text)
  if (!match) return undefined
  const [, day, clock, zone = ''] = match
  const time = new Date(
    `${day}T${clock}${/^(?:Z|UTC)$/i.test(zone) ? 'Z' : zone.replace(/^(.\d{2})(\d{2})$/, '$1:$2')}`,
  )
  // `2026-02-30` would silently become another day
  return Number.isNaN(time.getTime()) || !isDay(day!) ? undefined : time
}

function isDay(day: string): boolean {
  const time = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day)
}
