import {exitCodes} from '../model/error.ts'
import type {RunEvent} from '../model/event.ts'

/** The exit code that tells how a run ended, by its last event. */
export function exitCodeOf(last: RunEvent): number {
  if (last.type === 'run.interrupted')
    return last.data.signal === 'SIGINT'
      ? exitCodes.interrupted
      : last.data.signal === 'SIGHUP'
        ? exitCodes.hungUp
        : exitCodes.terminated
  if (last.type !== 'run.finished') return exitCodes.broken
  const {result} = last.data
  return {
    success: exitCodes.success,
    failure: exitCodes.failed,
    stopped: exitCodes.failed,
    'needs-person': exitCodes.needsPerson,
    refused: exitCodes.refused,
  }[result]
}
