import type {Plan, PlannedStep} from '../model/plan.ts'

/**
 * The document's words at the end of the branches that the run leaves when it goes from one step to another (undefined: to
 * the end), innermost first; of a branch without steps these are all it has, and stand with its choice.
 */
export function proseLeft(
  {steps}: Plan,
  from: PlannedStep | undefined,
  to: PlannedStep | undefined,
): string[] {
  const left = (from?.branches ?? []).filter(
    one => !to?.branches.some(({choice, branch}) => choice === one.choice && branch === one.branch),
  )
  return left.toReversed().flatMap(({choice, branch}) => {
    const action = steps.find(({id}) => id === choice)?.action
    const prose = action?.kind === 'choice' ? action.branches[branch]?.prose : undefined
    return prose ? [prose] : []
  })
}
