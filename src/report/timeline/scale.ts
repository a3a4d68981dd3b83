import type {Zone} from '../../model/zone.ts'

/** A stretch of time laid out from left to right. */
export interface Scale {
  /** Where a moment is. */
  x(at: number): number
  ticks: {x: number; clock: string; date: string | undefined}[]
}

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000]
const steps = [
  ...[1, 5, 15, 30].map(count => count * second),
  ...[1, 2, 5, 10, 15, 30].map(count => count * minute),
  ...[1, 2, 3, 6, 12].map(count => count * hour),
  ...[1, 2, 7, 14, 30, 91, 365, 3650].map(count => count * day),
]

/** Lays out a stretch of time between two places, with at most ten ticks at full units of the zone's clocks. */
export function scaleOf(from: number, to: number, left: number, right: number, zone: Zone): Scale {
  const margin = Math.max((to - from) * 0.02, second)
  const [begin, end] = [from - margin, to + margin]
  const x = (at: number) => Math.round((left + ((at - begin) / (end - begin)) * (right - left)) * 10) / 10
  const step = steps.find(one => (end - begin) / one <= 10) ?? Math.ceil((end - begin) / 10)
  const ticks: Scale['ticks'] = []
  let dated = ''
  const firstTick = Math.ceil((begin + zone.offset(begin)) / step) * step
  for (let local = firstTick; ticks.length < 12; local += step) {
    const at = local - zone.offset(local - zone.offset(local))
    if (at > end) break
    if (at < begin) continue
    const iso = new Date(local).toISOString()
    const date = iso.slice(0, 10)
    ticks.push({
      x: x(at),
      clock: step >= day ? '' : iso.slice(11, step < minute ? 19 : 16),
      date: date === dated ? undefined : date,
    })
    dated = date
  }
  return {x, ticks}
}
