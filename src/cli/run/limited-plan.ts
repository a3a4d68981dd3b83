import {doneByHand} from '../../model/by-hand.ts'
import {onlyReading} from '../../model/only-reading.ts'
import type {Plan} from '../../model/plan.ts'
import type {RunOptions} from './run-options.ts'

/** The plan as far as the run may go. */
export function limited(plan: Plan, {readOnly, byHand}: Pick<RunOptions, 'readOnly' | 'byHand'>): Plan {
  if (byHand) return doneByHand(plan)
  return readOnly ? onlyReading(plan) : plan
}
