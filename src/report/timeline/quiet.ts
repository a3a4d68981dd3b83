import {effects} from '../../model/effect.ts'
import type {JournalRecord} from '../../model/event.ts'
import type {Figures} from './figures.ts'
import {type Known, learnStart} from './names.ts'
import type {Row} from './row.ts'
import {turning} from './tell.ts'

/** What is known of a run while its record goes by. */
export interface Passing {
  steps: Map<string | undefined, Known>
  verdicts: Map<string | undefined, 'met' | 'unmet'>
  /** Attempts, and what is off the script, that began and have not ended, by their keys: the record of their begin, or the row that was made of it. */
  open: Map<string, JournalRecord | Row>
  /** How much was typed off the script in each shell, by its key. */
  typed: Map<string, number>
  /** When it last ended, and whether nothing came after. */
  ended: string | undefined
  closed: boolean
  /** A person answers; else a policy does, and nobody is waited for. */
  attended: boolean
}

/** The key of an attempt. */
export function attemptKey(attempt: unknown, subject: string | undefined): string {
  return `${attempt} ${subject}`
}

/** The key of what was done off the script, among attempts. */
export function offScriptKey(number: number): string {
  return `off-script ${number}`
}

/**
 * Counts a record that is no part of the story (a step that only reads and succeeded, a check that says the same again, an
 * answer that lets the run go on) by a look at the few fields that this needs: far cheaper than its schema, and most of a
 * long record is such. False, and nothing counted, for any other, and for one of which these fields are not as they should be.
 */
export function countQuiet(record: JournalRecord, run: Passing, figures: Figures): boolean {
  const {subject, time, data, authid} = record
  switch (record.type) {
    case 'runbook.prompt.answered': {
      const {answer, waitedMs} = data
      if (typeof answer !== 'string' || turning.has(answer) || !isLength(waitedMs)) return false
      if (data.question === 'paused') return false
      if (run.attended) figures.answered(waitedMs)
      return true
    }
    case 'runbook.check.evaluated': {
      const {verdict} = data
      if (verdict !== 'met' && verdict !== 'unmet') return false
      return (run.verdicts.get(subject) ?? 'met') === verdict
    }
    case 'runbook.step.started': {
      const {attempt, title, kind, effect, server} = data
      if (!Number.isInteger(attempt) || typeof title !== 'string' || typeof kind !== 'string') return false
      if (server !== undefined || (effect !== undefined && !known.has(effect))) return false
      figures.stepBegun(time, effect as string | undefined)
      learnStart(run.steps, subject, authid, {title, kind, effect: effect as string | undefined})
      run.open.set(attemptKey(attempt, subject), record)
      return true
    }
    case 'runbook.step.finished': {
      const {attempt, outcome, durationMs} = data
      const step = run.steps.get(subject)
      const quiet = step?.effect === 'read' || step?.effect === 'local'
      if (!quiet || !isLength(durationMs) || (outcome as {kind?: unknown} | null)?.kind !== 'success')
        return false
      if (!run.open.delete(attemptKey(attempt, subject))) return false
      figures.stepEnded(time, step.kind, true, step.effect, durationMs)
      return true
    }
    default:
      return false
  }
}

const known: ReadonlySet<unknown> = new Set(effects)

function isLength(value: unknown): value is number {
  return typeof value === 'number' && value >= 0
}
