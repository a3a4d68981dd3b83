import type {Plan} from '../model/plan.ts'
import {adhoc} from './adhoc.ts'
import {ask} from './ask.ts'
import {editBlock} from './edit.ts'
import {setValue} from './fill-input.ts'
import type {RunState} from './state.ts'
import type {World} from './world.ts'

/** What answers do that decide nothing; `anew` where the step must be looked at again before it is asked about. Whoever was away may end the run instead. */
export function asides(plan: Plan, state: RunState, world: World): NonNullable<World['aside']> {
  return async function* aside(answer, question, say) {
    const {step} = question
    switch (answer.do) {
      case 'set': {
        const set = yield* setValue(answer.name, answer.value, plan, state, world, say)
        return set && (question.kind === 'step' || question.kind === 'refused-block') ? 'anew' : undefined
      }
      case 'shell': {
        const ran = yield* adhoc(answer.command, step, plan, state, world, say)
        return ran && (question.kind === 'step' || question.kind === 'refused-block') ? 'anew' : undefined
      }
      case 'pause': {
        const {reason} = answer
        const since = world.now().toISOString()
        yield say('run.paused', {...(reason ? {reason} : {})}, world.operator.name)
        const back = yield* ask({kind: 'paused', step, since, reason}, world, say)
        if (back.do === 'quit') return back
        // meanwhile the world may have become another
        return question.kind === 'step' || question.kind === 'refused-block' ? 'anew' : undefined
      }
      case 'contacts':
        return undefined
      case 'edit':
        return (yield* editBlock(answer.text, step, plan, state, world, say)) ? 'anew' : undefined
    }
  }
}
