const unitMs: Record<string, number> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

/** Reads `500ms`, `30s`, `1h30m`, `2 min` as milliseconds; undefined for anything else, and for zero. */
export function parseDuration(text: string): number | undefined {
  const parts = [...text.trim().matchAll(/(\d+(?:\.\d+)?)\s*(ms|sec|s|min|m|h|d)\s*/gy)]
  if (parts.length === 0 || parts.reduce((length, part) => length + part[0].length, 0) !== text.trim().length)
    return undefined
  const total = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * unitMs[unit!]!, 0)
  return total > 0 && total <= 2 ** 31 - 1 ? total : undefined // the bound of a timer
}

/** Writes milliseconds for people: `12 ms`, `1.2 s`, `3 min 05 s`, `2 h 10 min`. */
export function formatDuration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
}
