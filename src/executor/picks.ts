import type {ChoiceAction, Plan, PlannedStep} from '../model/plan.ts'

/** A title made of all branches would say more than is needed. Unit: UTF-16. */
const longestTitle = 60

/** What was picked at each choice of a plan. A choice that nobody answered has nothing picked. */
export class Picks {
  readonly #picked = new Map<string, readonly number[]>()
  readonly #choices: Map<string, {step: PlannedStep; action: ChoiceAction}>

  constructor({steps}: Plan) {
    this.#choices = new Map(
      steps.flatMap(step => (step.action.kind === 'choice' ? [[step.id, {step, action: step.action}]] : [])),
    )
  }

  pick(choice: string, branches: readonly number[]): void {
    this.#picked.set(choice, branches)
  }

  /** As if it had not been answered: what was picked before does not count when it is reached again. */
  forget(choice: string): void {
    this.#picked.delete(choice)
  }

  /** Picks the branches that a step stands in: whoever jumps into one has picked it. */
  enter({branches}: PlannedStep): void {
    for (const {choice, branch} of branches) {
      const picked = this.#picked.get(choice) ?? []
      if (picked.includes(branch)) continue
      this.#picked.set(choice, this.#choices.get(choice)?.action.menu ? [...picked, branch] : [branch])
    }
  }

  has({choice, branch}: PlannedStep['branches'][number]): boolean {
    return this.#picked.get(choice)?.includes(branch) ?? false
  }

  /** The outermost choice at which a step's branch was not picked, and what was; undefined if it is on the way. */
  problem(step: PlannedStep): {choice: string; reason: string} | undefined {
    const missing = step.branches.find(branch => !this.has(branch))
    if (!missing) return undefined
    const {choice} = missing
    const found = this.#choices.get(choice)
    if (!found) return {choice, reason: `only in a branch of ${choice}, which this plan does not have`}
    const {number, title} = found.step
    const at = `step ${number}${title.length <= longestTitle ? ` (${title})` : ''}`
    const picked = this.#picked.get(choice)
    if (!picked) return {choice, reason: `not picked: ${at} was not answered`}
    const titles = picked.map(index => `“${found.action.branches[index]?.title ?? index + 1}”`)
    const instead = titles.length > 1 ? `${titles.join(', ')} were` : `${titles[0] ?? 'none'} was`
    return {choice, reason: `not picked at ${at}, where ${instead}`}
  }
}
