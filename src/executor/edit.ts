import type {RunEvent} from '../model/event.ts'
import type {BlockAction, Plan, PlannedStep} from '../model/plan.ts'
import type {Say} from './say.ts'
import type {RunState} from './state.ts'
import type {World} from './world.ts'

/** Puts the operator's text in the place of a step's block, judged as strictly as the document's; true if there is another text now. */
export async function* editBlock(
  text: string,
  step: PlannedStep,
  plan: Plan,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, boolean> {
  const {action} = step
  if (!('script' in action) || !world.reread) return false
  const now = state.edits.get(step.id) ?? action
  if (text === now.script) return false
  const by = world.operator.name
  const {effect: wasEffect} = action
  if (text === action.script) {
    state.edits.drop(step.id)
    yield say('step.edited', {diff: '', text, effect: wasEffect, wasEffect}, by)
    return true
  }
  const edited = await world.reread({...action, id: step.id}, text, blocksOf(plan, step, state))
  state.edits.set(step.id, edited)
  yield say('step.edited', {diff: edited.edited?.diff ?? '', text, effect: edited.effect, wasEffect}, by)
  return true
}

/** The blocks that may run, or have run, in the sessions of the run, apart from one that did not run yet. */
export function blocksOf({steps}: Plan, apart: PlannedStep, {edits, verdicts}: RunState): BlockAction[] {
  const planned = steps.flatMap(step =>
    'script' in step.action && (step !== apart || verdicts.has(step.id)) ? [step.action] : [],
  )
  return [...planned, ...edits.all]
}
