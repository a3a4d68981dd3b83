/** The day that an author wrote as `2026-02-16`, with or without a time behind it; undefined for anything else. */
export function dayOf(text: string): Date | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/.exec(text.trim()) ?? []
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** The day so much later: `90 days`, `6 weeks`, `3 months`, `1 year`; a bare number is months, as gov.uk writes it. */
export function dayAfter(date: Date, text: string): Date | undefined {
  const [, amount, unit = 'month'] = /^(\d{1,4})\s*(day|week|month|year)?s?$/i.exec(text.trim()) ?? []
  if (amount === undefined) return undefined
  const next = new Date(date)
  const count = Number(amount)
  switch (unit.toLowerCase()) {
    case 'day':
      next.setUTCDate(next.getUTCDate() + count)
      break
    case 'week':
      next.setUTCDate(next.getUTCDate() + 7 * count)
      break
    default: {
      const day = next.getUTCDate()
      next.setUTCMonth(next.getUTCMonth() + (unit.toLowerCase() === 'year' ? 12 * count : count))
      if (next.getUTCDate() !== day) next.setUTCDate(0) // 31 January and a month is the last of February
    }
  }
  return next
}
