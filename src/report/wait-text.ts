/** Whole units, without those that are nothing: `5 min`, `1 h 30 min`, `90 s` as `1 min 30 s`. */
export function plainDuration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds === 0) return `${Math.round(ms)} ms`
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ')
}

/** How long a pause is: `5 min`, or `5 min to 10 min`. */
export function waitText(leastMs: number, mostMs: number): string {
  const least = plainDuration(leastMs)
  return mostMs > leastMs ? `${least} to ${plainDuration(mostMs)}` : least
}
