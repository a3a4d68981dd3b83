import {worst} from '../model/effect.ts'
import type {BlockAction, Plan, PlannedStep} from '../model/plan.ts'
import {offScript} from './adhoc.ts'
import {blocksOf} from './edit.ts'
import type {RunState} from './state.ts'
import type {World} from './world.ts'

/**
 * A step's block as it stands now: the operator's text, where there is one. What edited texts and what was typed define may be what a
 * block of the document runs, so its effect is judged with them too, and only ever raised.
 */
export async function blockAsItIs(
  step: PlannedStep,
  action: BlockAction,
  plan: Plan,
  state: RunState,
  {reread}: World,
): Promise<BlockAction> {
  const {edits} = state
  if (!reread) return action
  for (const [id, text] of edits.unread()) {
    const of = plan.steps.find(one => one.id === id)
    if (of && 'script' in of.action && text !== of.action.script)
      edits.set(id, await reread({...of.action, id}, text, blocksOf(plan, of, state)))
    else edits.drop(id)
  }
  for (const {text, exitCode} of edits.typed.splice(0)) {
    const one = await reread(offScript, text, blocksOf(plan, step, state))
    edits.all.push(one)
    state.leaves(one, exitCode === 0)
  }
  const edited = edits.get(step.id)
  const others = edits.all.filter(one => one !== edited)
  const given = edited ?? action
  if (others.length === 0 || given.refusal !== undefined || given.kind === 'show') return given
  const around = plan.steps.flatMap(one => ('script' in one.action && one !== step ? [one.action] : []))
  const [alone, together] = [
    await reread({...given, id: step.id}, given.script, around),
    await reread({...given, id: step.id}, given.script, [...around, ...others]),
  ]
  if (worst([alone.effect, together.effect]) === alone.effect) return given
  return {
    ...given,
    effect: worst([given.effect, together.effect]),
    reasons: [...together.reasons, ...given.reasons],
    nonEmpty: together.nonEmpty,
  }
}
