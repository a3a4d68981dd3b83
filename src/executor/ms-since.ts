import type {World} from './world.ts'

/** How long something has lasted; 0 where the clock was set back meanwhile. Unit: milliseconds. */
export function msSince(began: Date, {now}: Pick<World, 'now'>): number {
  return Math.max(0, now().getTime() - began.getTime())
}
