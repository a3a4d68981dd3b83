import {type Run, type RunStep, statusOf} from '../model/fold.ts'
import {attemptText, checklistText, marks, type Standing, unmetIn} from './outcome-text.ts'

/** How a step stands. */
export function standingOf(step: RunStep): Standing {
  const status = statusOf(step)
  const last = step.attempts.at(-1)
  if (status === 'running') return 'unknown' // nobody saw it end
  return last && unmetIn(last) ? 'failure' : status
}

/** How a step stands, in words. */
export function standingText(step: RunStep): string {
  const {attempts, checklist, skipped} = step
  if (checklist) return checklistText(checklist)
  const last = attempts.at(-1)
  const passed = skipped && `skipped: ${skipped.reason}`
  if (last) return attemptText(last) + (passed ? `; then ${passed}` : '')
  return passed ?? (step.listed.kind === 'show' ? 'not run: only shown' : 'not run')
}

/** Failed or of unknown end: somebody has to look. */
export function isBroken(standing: Standing): boolean {
  return standing !== 'success' && standing !== 'skip' && standing !== 'pending'
}

/** Whether the step still waits to be run: what is only shown, or is a way back that was not taken, does not. */
export function isWaiting(step: RunStep): boolean {
  return standingOf(step) === 'pending' && step.listed.kind !== 'show' && step.listed.phase !== 'rollback'
}

/** How the run as a whole stands, with its sign. */
export function resultText({
  started,
  finished,
  interrupted,
}: Pick<Run, 'finished' | 'interrupted'> & {started: unknown}): {
  mark: string
  text: string
  standing: Standing
} {
  if (!started) return {mark: marks.unknown, text: 'nothing is on record', standing: 'unknown'}
  if (!finished) {
    const cut = interrupted ? `interrupted by ${interrupted.signal}, ` : ''
    return {mark: marks.unknown, text: `${cut}not finished`, standing: 'unknown'}
  }
  const [standing, words] = results[finished.data.result]
  return {
    mark: marks[standing],
    text: `${words}${finished.data.reason ? `: ${finished.data.reason}` : ''}`,
    standing,
  }
}

const results = {
  success: ['success', 'success'],
  failure: ['failure', 'failed'],
  stopped: ['cancelled', 'stopped'],
  'needs-person': ['cancelled', 'stopped, a person is needed'],
  refused: ['cancelled', 'refused'],
} as const
