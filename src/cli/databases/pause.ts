import {setTimeout as after} from 'node:timers/promises'

/** A timer that is set for longer ends at once. Unit: milliseconds. */
const longest = 2 ** 31 - 1

/** Waits; ends early when the signal is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  for (let left = ms; left > 0 && !signal.aborted; left -= longest)
    await after(Math.min(left, longest), undefined, {signal}).catch(() => {})
}
