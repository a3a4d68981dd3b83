import {readFileSync} from 'node:fs'
import process from 'node:process'
import type {EventOf} from '../../model/event.ts'

/** The clocks of a machine. Unit: milliseconds. */
export interface Clocks {
  /** What tells the time of events; anybody may set it. */
  wall(): number
  /** Goes steadily, and stands still while the machine sleeps. */
  steady(): number
  /** Goes steadily, also while the machine sleeps; undefined where the system has none. */
  awakeOrNot(): number | undefined
}

type Jump = EventOf<'clock.jumped'>['data']

/** Less is nothing that a reader of the record would notice. Unit: milliseconds. */
const leastMs = 2000

/** For so short a time two clocks that agree are believed: asking the third takes longer than many an event. Unit: milliseconds. */
const believedMs = 500

/** Makes a look at the clocks: what has happened to them since the look before, in order. */
export function watchClocks({wall, steady, awakeOrNot}: Clocks): () => Jump[] {
  let before = {wall: wall(), steady: steady(), up: awakeOrNot()}
  return () => {
    const [shown, gone] = [wall() - before.wall, steady() - before.steady]
    if (gone < believedMs && Math.abs(shown - gone) < believedMs) return []
    const now = {wall: wall(), steady: steady(), up: awakeOrNot()}
    const since = new Date(before.wall).toISOString()
    const went = now.steady - before.steady
    const up = now.up === undefined || before.up === undefined ? undefined : now.up - before.up
    const slept = up === undefined ? 0 : up - went
    const set = now.wall - before.wall - (up ?? went)
    before = now
    const jump = (cause: Jump['cause'], ms: number): Jump[] =>
      Math.abs(ms) < leastMs ? [] : [{cause, jumpMs: Math.round(ms), since}]
    return [...jump('sleep', slept), ...jump(up === undefined && set > 0 ? 'unknown' : 'set', set)]
  }
}

/** The clocks of this machine. */
export const theseClocks: Clocks = {
  wall: () => Date.now(),
  steady: () => Number(process.hrtime.bigint() / 1_000_000n),
  awakeOrNot() {
    try {
      return Number(readFileSync('/proc/uptime', 'latin1').split(' ')[0]) * 1000
    } catch {
      return undefined
    }
  },
}
