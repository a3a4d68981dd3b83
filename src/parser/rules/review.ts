import {dayAfter, dayOf} from '../../model/review.ts'
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
    const last = lastReviewedOn === undefined ? undefined : dayOf(lastReviewedOn)
    if (lastReviewedOn !== undefined && last === undefined)
      say(
        `Unexpected date \`${lastReviewedOn}\`, expected one such as \`2026-02-16\``,
        document.keyPlace('last_reviewed_on'),
      )
    const next = reviewIn === undefined ? undefined : dayAfter(last ?? new Date(0), reviewIn)
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
