import type {Plan} from './plan.ts'

/** The plan of a run that records what people did without the tool: every block is asked about, and none is run. */
export function doneByHand(plan: Plan): Plan {
  return {
    ...plan,
    steps: plan.steps.map(step => {
      const {action} = step
      if (!('effect' in action) || action.refusal !== undefined) return step
      return {...step, action: {...action, refusal: 'this run records what was done by hand'}}
    }),
    inputs: [],
  }
}
