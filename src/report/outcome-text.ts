import {formatDuration} from '../model/duration.ts'
import type {Attempt, StepStatus} from '../model/fold.ts'
import type {Outcome} from '../model/outcome.ts'

/** How a step stands for a reader: one that began and has no end on record is `unknown`, never passed over. */
export type Standing = Exclude<StepStatus, 'running'>

/** The sign for a standing. Only what succeeded gets `✓`. */
export const marks: Record<Standing, string> = {
  success: '✓',
  failure: '✗',
  timeout: '✗',
  error: '✗',
  cancelled: '■',
  skip: '–',
  unknown: '?',
  pending: '·',
}

/** The same for a terminal or a log without Unicode. */
export const asciiMarks: Record<Standing, string> = {
  success: '[ok]',
  failure: '[failed]',
  timeout: '[timeout]',
  error: '[error]',
  cancelled: '[cancelled]',
  skip: '[skipped]',
  unknown: '[unknown]',
  pending: '[not run]',
}

/** An outcome in words: `failed: exit 1`, `timed out after 30.0 s`. `kind` is the step's: of a choice it is what was picked. */
export function outcomeText(outcome: Outcome, exitCode?: number, kind?: string): string {
  switch (outcome.kind) {
    case 'success':
      if (kind === 'choice') return `picked ${outcome.detail ?? 'none of these'}`
      if (kind === 'wait' && outcome.by !== 'operator') return 'waited'
      return `${outcome.by === 'operator' ? 'done, says the operator' : 'success'}${outcome.detail ? `: ${outcome.detail}` : ''}`
    case 'failure':
      return `failed: ${withExit(outcome.detail, exitCode)}`
    case 'timeout':
      return `timed out after ${formatDuration(outcome.afterMs)}`
    case 'skip':
      return `skipped: ${outcome.reason}`
    case 'cancelled':
      return `cancelled: ${outcome.detail}`
    case 'error':
      return `could not run: ${outcome.detail}`
    case 'unknown':
      return `unknown: ${outcome.detail}`
  }
}

/** How an attempt ended, or that nobody saw it end. */
export function attemptText(attempt: Attempt): string {
  const {outcome, exitCode, started} = attempt
  const unmet = unmetIn(attempt)
  if (unmet) return `failed: expected ${unmet.expected}, observed ${unmet.observed}`
  return outcome ? outcomeText(outcome, exitCode, started.kind) : 'unknown: it began, no end is on record'
}

/** What was answered for a checklist item. */
export function checklistText({state, note}: {state: string; note?: string | undefined}): string {
  const said = state === 'done' ? 'done, says the operator' : state === 'failed' ? 'failed' : 'not applicable'
  return note ? `${said}: ${note}` : said
}

/** What was said of a step that nobody saw end. */
export function judgedText(verdict: 'worked' | 'failed' | 'unknown'): string {
  if (verdict === 'unknown') return 'nobody saw it end'
  return verdict === 'worked' ? 'it worked, says the operator' : 'it failed, says the operator'
}

/** The check that contradicts an attempt's success, if one does; the word of the operator overrides it. */
export function unmetIn({outcome, checks}: Attempt): Attempt['checks'][number] | undefined {
  return outcome?.kind === 'success' && outcome.by !== 'operator'
    ? checks.find(({verdict}) => verdict === 'unmet')
    : undefined
}

function withExit(detail: string, exitCode: number | undefined): string {
  if (exitCode === undefined || new RegExp(`\\b${exitCode}\\b`).test(detail))
    return detail || 'no reason is on record'
  return detail ? `${detail} (exit ${exitCode})` : `exit ${exitCode}`
}
