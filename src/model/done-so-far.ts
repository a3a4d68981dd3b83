import {type Run, statusOf} from './fold.ts'
import type {Plan, PlannedStep} from './plan.ts'

/** Something that a run really did, and may have left behind. */
export interface Done {
  step: PlannedStep
  /** The step that takes it back; undefined where the runbook has none that can run. */
  undo: PlannedStep | undefined
  /** What ran, where that was not the document's text: what takes it back was written for that. */
  edited?: string
  /** False where it did not end well: it may have done a part. */
  whole: boolean
}

/** What a run did that was more than reading and was not taken back since, newest first. */
export function doneSoFar({steps}: Plan, run: Run): Done[] {
  const last = new Map(
    run.steps.flatMap(step => {
      const attempt = step.attempts.at(-1)
      return attempt ? [[step.listed.id, {step, attempt}] as const] : []
    }),
  )
  const found = steps.flatMap(step => {
    const known = last.get(step.id)
    if (!known || !('attributes' in step.action)) return []
    const {effect = 'unknown'} = known.attempt.started
    const id = step.action.attributes.undo
    const undo = steps.find(one => one.id === id && 'attributes' in one.action)
    if ((effect === 'read' && !undo) || known.attempt.outcome?.kind === 'error') return []
    const back = undo && last.get(undo.id)
    const taken =
      back !== undefined &&
      statusOf(back.step) === 'success' &&
      back.attempt.startedAt >= known.attempt.startedAt
    return taken
      ? []
      : [
          {
            done: {
              step,
              undo,
              ...(known.step.edited?.diff && known.step.edited.text === known.attempt.started.text
                ? {edited: known.step.edited.text}
                : {}),
              whole: statusOf(known.step) === 'success',
            },
            at: known.attempt.startedAt,
          },
        ]
  })
  const undoing = new Set(found.flatMap(({done}) => done.undo?.id ?? []))
  return found
    .filter(({done}) => !undoing.has(done.step.id))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || b.done.step.number - a.done.step.number)
    .map(({done}) => done)
}

/** What was typed off the script and may have changed something, newest first: nothing in a runbook takes that back. */
export function typedSoFar({offScript}: Run): string[] {
  return offScript
    .filter(({started}) => started.effect !== 'read')
    .flatMap(({typed, finished}) => (finished?.commands ?? typed).map(({text}) => text))
    .toReversed()
}
