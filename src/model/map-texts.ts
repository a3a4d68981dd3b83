/**
 * The same value with each text in it changed by `change`, but for those that stand under the keys in `except`. What stays as it was
 * is given itself: a copy would cost more than the look, and its memory as long as the run lasts.
 */
export function mapTexts<T>(value: T, change: (text: string) => string, except: ReadonlySet<string>): T
export function mapTexts(
  value: unknown,
  change: (text: string) => string,
  except: ReadonlySet<string>,
): unknown {
  if (typeof value === 'string') return change(value)
  if (value === null || typeof value !== 'object') return value
  const of = value as Record<string, unknown>
  let copy: Record<string, unknown> | undefined
  for (const key of Object.keys(of)) {
    const item = of[key]
    const changed = typeof item === 'string' && except.has(key) ? item : mapTexts(item, change, except)
    if (changed === item) continue
    copy ??= Array.isArray(value) ? (value.slice() as unknown as Record<string, unknown>) : {...of}
    copy[key] = changed
  }
  return copy ?? value
}
