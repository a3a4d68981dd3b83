import type {Condition} from '../model/attributes.ts'
import type {Plan, PlannedStep} from '../model/plan.ts'
import {Backgrounds} from './background.ts'
import {Picks} from './picks.ts'
import {Values} from './values.ts'
import {WayBack} from './way-back.ts'

/** How often `on-failure=goto:` of one step is followed. */
const mostJumps = 10

/** What a run remembers between its steps. */
export class RunState {
  readonly values = new Values()
  readonly backgrounds = new Backgrounds()
  readonly picks: Picks
  /** Verdicts of the steps that ran, by id. */
  readonly verdicts = new Map<string, 'met' | 'unmet' | 'failed'>()
  /** Variables that blocks which succeeded have set. */
  readonly assigned = new Set<string>()
  /** Steps that ended badly and were not made good. */
  readonly failed = new Set<string>()
  /** Digest of what the operator agreed to and that may be tried again without asking. */
  agreed: string | undefined
  rollingBack = false
  /** Whether anything was run, done or answered at all. */
  acted = false
  readonly #jumps = new Map<string, number>()
  readonly #attempts = new Map<string, number>()
  readonly #wayBack: WayBack

  constructor(plan: Plan) {
    this.picks = new Picks(plan)
    this.#wayBack = new WayBack(plan)
  }

  /** How a run ended that came to the end of its plan: what was taken back, or never done, is no success. */
  verdict(): {result: 'success' | 'failure' | 'stopped'; reason?: string} {
    if (this.failed.size > 0) return {result: 'failure'}
    if (this.rollingBack) return {result: 'failure', reason: 'it was rolled back'}
    return this.acted
      ? {result: 'success'}
      : {result: 'stopped', reason: 'nothing was done: every step was skipped'}
  }

  /** Whether there is a rollback section apart from the happy path, and the run is not in it yet. */
  canRollBack(): boolean {
    return !this.rollingBack && this.#wayBack.begin(this.picks) !== -1
  }

  /** The index of the step at which the way back begins; -1 if there is none. */
  rollbackAt(): number {
    return this.#wayBack.begin(this.picks)
  }

  /** Takes note of a jump to a step: whoever jumps into a branch picks it, into the rollback section rolls back. */
  jumpTo(step: PlannedStep): void {
    this.picks.enter(step)
    this.rollingBack ||= step.phase === 'rollback' && this.#wayBack.exists
  }

  /** Why a step is passed over on the way the run is on. */
  offPath(step: PlannedStep): string | undefined {
    if (!this.#wayBack.exists) return undefined
    if (this.rollingBack)
      return step.phase === 'rollback' ? undefined : 'the run went to the rollback section'
    return this.#wayBack.only(step) ? 'rollback: offered when a step fails or on request' : undefined
  }

  /** Why `if=` does not hold; undefined if it does. */
  conditionProblem({step, state}: Condition): string | undefined {
    const verdict = this.verdicts.get(step)
    if (verdict === undefined) return `only if ${step} is ${state}, and it did not run`
    const holds = state === 'failed' ? verdict !== 'met' : verdict === state
    return holds ? undefined : `only if ${step} is ${state}, and it is ${verdict}`
  }

  /** Counts a jump away from a failing step; false once it jumped so often that it would go round for ever. */
  mayJump(id: string): boolean {
    const count = (this.#jumps.get(id) ?? 0) + 1
    this.#jumps.set(id, count)
    return count <= mostJumps
  }

  /** Counts an attempt. One that does not act leaves a run in which nothing was done. */
  nextAttempt(id: string, {acts = true}: {acts?: boolean} = {}): number {
    this.acted ||= acts
    const number = (this.#attempts.get(id) ?? 0) + 1
    this.#attempts.set(id, number)
    return number
  }
}
