/** The day of an ISO time in UTC: `2026-11-22`. */
export function dateOf(time: string): string {
  return time.slice(0, 10)
}

/** The time of day, to the second: `03:12:07`. */
export function clockOf(time: string): string {
  return time.slice(11, 19)
}

/** Day and time of day: `2026-11-22 03:12:07`. */
export function momentOf(time: string): string {
  return `${dateOf(time)} ${clockOf(time)}`
}

/** The time of day, with the day where it is not the day of `start`. */
export function clockSince(start: string, time: string): string {
  return dateOf(start) === dateOf(time) ? clockOf(time) : momentOf(time)
}

/** Milliseconds from one ISO time to another; negative if `to` is earlier. */
export function between(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from)
}

/** A distance in time as `+4:05` (minutes) or `+1:04:05` (hours). */
export function offset(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000)
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  const rest = String(seconds % 60).padStart(2, '0')
  const sign = ms < 0 && seconds > 0 ? '-' : '+'
  return sign + (hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`)
}
