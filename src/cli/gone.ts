import {interrupted} from '../executor/ask.ts'
import type {Answer} from '../model/operator.ts'

/** Why nobody answered: a signal, or there is nobody any more. */
export function gone(signal: AbortSignal): Answer {
  return {do: 'quit', reason: signal.aborted ? interrupted(signal) : 'nobody could be asked any more'}
}
