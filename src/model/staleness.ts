import type {History} from './history.ts'
import {dayAfter, dayOf} from './review.ts'
import type {Settings} from './settings.ts'

/** When a runbook is to be looked at again, and what is wrong with it by its age; no reasons where nothing is. */
export interface Staleness {
  /** `2026-05-16`; undefined where the front matter does not say, or not so that it can be read. */
  reviewDue: string | undefined
  reasons: string[]
}

/** Judges by the review keys of the front matter, and by whether any run of it has ever ended. */
export function stalenessOf(
  {lastReviewedOn, reviewIn}: Pick<Settings, 'lastReviewedOn' | 'reviewIn'>,
  {ended}: Pick<History, 'ended'>,
  now: Date,
): Staleness {
  const last = lastReviewedOn === undefined ? undefined : dayOf(lastReviewedOn)
  const due = last && reviewIn !== undefined ? dayAfter(last, reviewIn) : undefined
  const reviewDue = due?.toISOString().slice(0, 10)
  const reasons: string[] = []
  if (due && due <= now) reasons.push(`its review is overdue since ${reviewDue}`)
  if (lastReviewedOn !== undefined && !last)
    reasons.push(`its date of review cannot be read: ${lastReviewedOn}`)
  if (reviewIn !== undefined && lastReviewedOn === undefined) reasons.push('nobody has reviewed it yet')
  if (reviewIn !== undefined && last && !due)
    reasons.push(`its time until the next review cannot be read: ${reviewIn}`)
  if (ended === 0) reasons.push('it was never practised: no run of it has ended')
  return {reviewDue, reasons}
}
