import type {RunEvent} from '../model/event.ts'
import type {Outcome} from '../model/outcome.ts'
import type {BlockAction, Plan, PlannedStep} from '../model/plan.ts'
import {type Again, type AttemptEnd, attempt} from './attempt.ts'
import {emptyIn} from './fill-input.ts'
import {type Next, on} from './next.ts'
import type {Say} from './say.ts'
import type {RunState} from './state.ts'
import {wentElsewhere} from './surroundings.ts'
import type {World} from './world.ts'

/** What the author planned for a failure. What the operator stopped, or what nobody knows the end of, is always asked about. */
export function authorsWay(
  {attributes}: BlockAction,
  {outcome}: AttemptEnd,
  step: PlannedStep,
  state: RunState,
): Next | undefined {
  if (outcome.kind !== 'failure' && outcome.kind !== 'timeout') return undefined
  const {onFailure} = attributes
  if (onFailure?.do === 'continue') return on
  state.failed.add(step.id) // until it succeeds
  return onFailure?.do === 'goto' && state.mayJump(step.id) ? {go: 'to', step: onFailure.step} : undefined
}

/** Tries once, and again as often or as long as the author says; notes the verdict. */
export async function* attempts(
  step: PlannedStep,
  action: BlockAction,
  spec: Parameters<typeof attempt>[2],
  plan: Plan,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, AttemptEnd> {
  const {retry = 0, untilMs, everyMs = 5000} = action.attributes
  const {waitsAtMostMs: most = Number.POSITIVE_INFINITY} = world
  const deadline = untilMs === undefined ? undefined : world.now().getTime() + Math.min(untilMs, most)
  let left = retry
  const planned = ({kind}: Outcome): Again | undefined => {
    if ((kind !== 'failure' && kind !== 'timeout') || world.signal.aborted) return undefined
    const leftMs = deadline === undefined ? 0 : deadline - world.now().getTime()
    if (leftMs > 0) return {inMs: Math.min(everyMs, most), leftMs}
    return left > 0 ? {inMs: 0, triesLeft: left} : undefined
  }
  for (; ; left--) {
    const end = yield* attempt(step, action, spec, state.nextAttempt(step.id), world, say, planned)
    const {kind} = end.outcome
    if (end.left) state.backgrounds.add(step, end.left, world.now)
    state.verdicts.set(step.id, kind === 'success' ? 'met' : end.unmet ? 'unmet' : 'failed')
    if (kind === 'success') state.succeeded(step.id)
    if (!end.again) return end
    if (end.again.inMs > 0) {
      const signal = world.attemptSignal()
      await world.wait(end.again.inMs, signal)
      if (signal.aborted)
        return {...end, outcome: {kind: 'cancelled', detail: 'the wait for the next try was stopped'}}
    }
    if ((await emptyIn(spec, world)).length > 0) return end // this try has emptied a variable
    const elsewhere = yield* wentElsewhere(step, action, plan, state, world, say)
    if (elsewhere) return {...end, outcome: {kind: 'failure', detail: elsewhere}}
  }
}
