import type {RunEvent} from '../model/event.ts'
import type {BlockAction, Plan, PlannedStep} from '../model/plan.ts'
import {blockStep} from './block-step.ts'
import {type Next, on} from './next.ts'
import type {Say} from './say.ts'
import type {RunState} from './state.ts'
import type {World} from './world.ts'

/**
 * Has the step run whose result is to be looked at before another one is asked about; not again where it ran just before, since its
 * result is there. Gives what comes next: `on` for the question itself, also where the operator passed the preview over.
 */
export async function* preview(
  {attributes, refusal}: BlockAction,
  before: PlannedStep | undefined,
  plan: Plan,
  state: RunState,
  world: World,
  sayOf: (id: string) => Say,
): AsyncGenerator<RunEvent, Next> {
  const id = attributes.preview
  if (id === undefined) return on
  const step = plan.steps.find(step => step.id === id)
  if (refusal !== undefined || !step || !('effect' in step.action)) return on
  if (before?.id === id && state.verdicts.has(step.id)) return on
  return yield* blockStep(step, step.action, plan, state, world, sayOf(step.id))
}
