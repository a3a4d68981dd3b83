/** In: a runbook, and when it was last run and practised. Out: what somebody who looks for one wants to know of it. */
import {type Effect, effects} from './effect.ts'
import type {PastRun} from './history.ts'
import {makePlan} from './make-plan.ts'
import type {PlannedStep} from './plan.ts'
import {dayAfter, dayOf} from './review.ts'
import type {Runbook} from './runbook.ts'

/** When something was last run and practised; undefined for never, as far as the records tell. */
export interface LastRuns {
  run: PastRun | undefined
  drill: PastRun | undefined
}

/** How many blocks that would run have each effect, worst last; those with none are left out. */
export type EffectCounts = Partial<Record<Effect, number>>

/** One procedure of a handbook. */
export interface CatalogueProcedure {
  slug: string
  title: string
  severity: string | undefined
  steps: readonly PlannedStep[]
  last: LastRuns
}

/** What a catalogue has of a runbook. */
export interface CatalogueEntry {
  path: string
  title: string
  severity: string | undefined
  owner: string | undefined
  lastReviewedOn: string | undefined
  reviewIn: string | undefined
  /** `2026-05-16`; undefined where the front matter does not say, or not so that it can be read. */
  reviewDue: string | undefined
  steps: readonly PlannedStep[]
  procedures: CatalogueProcedure[]
  last: LastRuns
}

/** Describes a runbook; `lastOf` tells of one procedure, or of the whole. */
export function catalogueEntry(
  runbook: Runbook,
  lastOf: (slug: string | undefined) => LastRuns,
): CatalogueEntry {
  const {path, title, severity, settings, procedures} = runbook
  const {owner, lastReviewedOn, reviewIn} = settings
  const reviewed = lastReviewedOn === undefined ? undefined : dayOf(lastReviewedOn)
  const due = reviewed && reviewIn !== undefined ? dayAfter(reviewed, reviewIn) : undefined
  return {
    path,
    title,
    severity,
    owner,
    lastReviewedOn,
    reviewIn,
    reviewDue: due?.toISOString().slice(0, 10),
    steps: makePlan(runbook, undefined, new Set()).steps,
    procedures: procedures.map(procedure => ({
      slug: procedure.slug,
      title: procedure.title,
      severity: procedure.severity,
      steps: makePlan(runbook, procedure, new Set()).steps,
      last: lastOf(procedure.slug),
    })),
    last: lastOf(undefined),
  }
}

/** Counts effects of the blocks that would run. */
export function effectCounts(steps: readonly PlannedStep[]): EffectCounts {
  const found = steps.flatMap(({action, skip}) =>
    'effect' in action && action.refusal === undefined && skip === undefined ? [action.effect] : [],
  )
  return Object.fromEntries(
    effects.flatMap(effect => {
      const count = found.filter(one => one === effect).length
      return count > 0 ? [[effect, count]] : []
    }),
  )
}
