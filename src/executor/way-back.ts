import type {Plan, PlannedStep} from '../model/plan.ts'
import type {Picks} from './picks.ts'

/** The steps of a plan that take back what was done, and where they begin. */
export class WayBack {
  /** Whether some steps are a way back and others are not. */
  readonly exists: boolean
  readonly #steps: readonly PlannedStep[]
  /** Steps of branches that are a way back as a whole: one of the alternatives, done where it is picked. */
  readonly #alternatives: ReadonlySet<string>

  constructor({steps}: Plan) {
    const back = steps.filter(({phase}) => phase === 'rollback')
    const ids = new Set(back.map(({id}) => id))
    this.exists = back.length > 0 && back.length < steps.length
    this.#steps = steps
    this.#alternatives = new Set(
      steps.flatMap(({action, phase}) =>
        action.kind === 'choice' && phase !== 'rollback'
          ? action.branches.flatMap(branch => (branch.steps.every(id => ids.has(id)) ? branch.steps : []))
          : [],
      ),
    )
  }

  /** Whether a step is taken only on the way back. */
  only({id, phase}: PlannedStep): boolean {
    return this.exists && phase === 'rollback' && !this.#alternatives.has(id)
  }

  /**
   * The index where the way back begins: of a rollback section outside of all branches or in one that was picked, else
   * of a branch that is one as a whole. -1 if there is none: another branch's is not the way back from this one.
   */
  begin(picks: Picks): number {
    if (!this.exists) return -1
    const index = this.#steps.findIndex(step => this.only(step) && step.branches.every(one => picks.has(one)))
    if (index !== -1) return index
    return this.#steps.findIndex(
      step =>
        this.#alternatives.has(step.id) &&
        step.branches.slice(0, -1).every(one => picks.has(one)) &&
        !step.branches.every(one => picks.has(one)),
    )
  }
}
