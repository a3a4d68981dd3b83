import type {ChoiceAction, PlannedBranch, PlannedStep} from '../../src/model/plan.ts'

/** A branch as a test writes it down. */
export interface BranchSketch extends Partial<Omit<PlannedBranch, 'steps'>> {
  title: string
  /** Steps of choices inside it too, as `choiceSteps` gives them. */
  steps?: readonly PlannedStep[]
}

/** The step of a choice, and after it the steps of its branches, each standing in its own. */
export function choiceSteps(
  make: (action: ChoiceAction) => PlannedStep,
  branches: readonly BranchSketch[],
  {menu = false}: {menu?: boolean} = {},
): PlannedStep[] {
  const choice = make({
    kind: 'choice',
    menu,
    branches: branches.map(({title, link, prose = '', steps = []}) => ({
      title,
      link,
      prose,
      steps: steps.map(({id}) => id),
    })),
  })
  const inside = branches.flatMap(({steps = []}, branch) =>
    steps.map(step => ({...step, branches: [{choice: choice.id, branch}, ...step.branches]})),
  )
  return [choice, ...inside]
}
