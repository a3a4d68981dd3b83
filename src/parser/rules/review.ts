import type {Rule} from '../lint/rule.ts'

export const review: Rule = {
  id: 'review',
  severity: 'warning',
  elsewhere: 'warning',
  summary: 'the review is overdue, or its date cannot be read',
  why: 'A runbook that nobody has looked at for long is wrong more often than right. `last_reviewed_on` and `review_in` say when the next look is due.',
  examples: [
    {text: '---\nlast_reviewed_on: 2026-01-10\nreview_in: 6 months\n---\n\n# Look\n', says: []},
    {
      text: '---\nlast_reviewed_on: 2025-01-10\nreview_in: 6 months\n---\n\n# Look\n',
      says: ['2:1 Unexpected review due since 2025-07-10, expected a later `last_reviewed_on`'],
    },
    {
      text: '---\nlast_reviewed_on: last spring\nreview_in: 6 months\n---\n\n# Look\n',
      says: ['2:1 Unexpected date `last spring`, expected one such as `2026-02-16`'],
    },
    {
      text: '---\nlast_reviewed_on: 2026-01-10\nreview_in: soon\n---\n\n# Look\n',
      says: ['3:1 Unexpected time `soon`, expected one such as `3 months`'],
    },
  ],
  check(document, say) {
    const {lastReviewedOn, reviewIn} = document.runbook.settings
    const last = lastReviewedOn === undefined ? undefined : dateOf(lastReviewedOn)
    if (lastReviewedOn !== undefined && last === undefined)
      say(
        `Unexpected date \`${lastReviewedOn}\`, expected one such as \`2026-02-16\``,
        document.keyPlace('last_reviewed_on'),
      )
    const next = reviewIn === undefined ? undefined : after(last ?? new Date(0), reviewIn)
    if (reviewIn !== undefined && next === undefined)
      say(
        `Unexpected time \`${reviewIn}\`, expected one such as \`3 months\``,
        document.keyPlace('review_in'),
      )
    if (last === undefined || next === undefined || next > document.world.now) return
    const due = next.toISOString().slice(0, 10)
    say(
      `Unexpected review due since ${due}, expected a later \`last_reviewed_on\``,
      document.keyPlace('last_reviewed_on'),
    )
  },
}

function dateOf(text: string): Date | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/.exec(text.trim()) ?? []
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** The day so much later: `90 days`, `6 weeks`, `3 months`, `1 year`; a bare number is months, as gov.uk writes it. */
function after(date: Date, text: string): Date | undefined {
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
