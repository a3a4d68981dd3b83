import type {Plan} from '../model/plan.ts'
import {editBlock} from './edit.ts'
import type {RunState} from './state.ts'
import type {World} from './world.ts'

/** What answers do that decide nothing; `anew` where the step must be looked at again before it is asked about. */
export function asides(plan: Plan, state: RunState, world: World): NonNullable<World['aside']> {
  return async function* aside(answer, {step}, say) {
    switch (answer.do) {
      case 'edit':
        return (yield* editBlock(answer.text, step, plan, state, world, say)) ? 'anew' : undefined
    }
  }
}
