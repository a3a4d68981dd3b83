import {setTimeout as sleep} from 'node:timers/promises'

/** Asks again every 25 ms until the answer is truthy, and gives it back. Throws after `withinMs`, naming what never came. */
export async function until<T>(
  what: string,
  withinMs: number,
  ask: () => T | Promise<T>,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (performance.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain: ${what}`)
    await sleep(25)
  }
}
