/** A time zone: how far its clocks are from UTC at a moment. */
export interface Zone {
  /** As people write it: `UTC`, `+02:00`, `Europe/Paris`. */
  name: string
  /** Milliseconds that its clocks are ahead of UTC. `at` in milliseconds since 1970. */
  offset(at: number): number
}

export const utc: Zone = {name: 'UTC', offset: () => 0}

/** Abbreviations that mean one thing to those who write incident reports; `CST` and `IST` are several zones and are not here. */
const abbreviated: Readonly<Record<string, string>> = {
  PST: '-08:00',
  PDT: '-07:00',
  PT: 'America/Los_Angeles',
  MST: '-07:00',
  MDT: '-06:00',
  CDT: '-05:00',
  EST: '-05:00',
  EDT: '-04:00',
  ET: 'America/New_York',
  BST: '+01:00',
  WET: '+00:00',
  WEST: '+01:00',
  CET: '+01:00',
  CEST: '+02:00',
  EET: '+02:00',
  EEST: '+03:00',
  JST: '+09:00',
  AEST: '+10:00',
  AEDT: '+11:00',
}

/** The zone of an IANA name, an offset (`+02:00`, `UTC-7`) or an abbreviation that means only one; undefined for anything else. */
export function zoneOf(name: string): Zone | undefined {
  const text = name.trim()
  if (/^(?:Z|UTC|GMT)$/i.test(text)) return utc
  const meant = abbreviated[text.toUpperCase()]
  if (meant !== undefined) {
    const zone = zoneOf(meant)
    return zone && {...zone, name: text.toUpperCase()}
  }
  const fixed = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(text)
  if (fixed) {
    const [, sign, hours, minutes = '00'] = fixed
    if (Number(hours) > 14 || Number(minutes) > 59) return undefined
    const ms = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1)
    return {name: `${sign}${hours!.padStart(2, '0')}:${minutes}`, offset: () => ms}
  }
  return /^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)+$/.test(text) ? regional(text) : undefined
}

/** No zone has ever changed its clocks but at a quarter of an hour (since 1972). */
const quarter = 900_000

function regional(name: string): Zone | undefined {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return undefined
  }
  const known = new Map<number, number>()
  const offset = (at: number): number => {
    const start = Math.floor(at / quarter) * quarter
    const before = known.get(start)
    if (before !== undefined) return before
    const part = Object.fromEntries(format.formatToParts(start).map(({type, value}) => [type, Number(value)]))
    const local = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second)
    if (known.size > 10_000) known.clear()
    known.set(start, local - start)
    return local - start
  }
  return {name: format.resolvedOptions().timeZone, offset}
}

/**
 * The moments, earliest first, at which the clocks of a zone show a time, given as if it were UTC: none where they were
 * put forward over it, two where they were put back.
 */
export function momentsOf(zone: Zone, local: number): number[] {
  const day = 86_400_000
  const offsets = new Set([zone.offset(local - day), zone.offset(local + day)])
  return [...offsets]
    .map(offset => local - offset)
    .filter(at => at + zone.offset(at) === local)
    .sort((a, b) => a - b)
}
