import type {Condition} from '../model/attributes.ts'
import type {EventOf} from '../model/event.ts'
import {inputKey} from '../model/input.ts'
import type {Outcome} from '../model/outcome.ts'
import type {BlockAction, Plan, PlannedStep} from '../model/plan.ts'
import {nameAt, siteOf} from '../model/site.ts'
import {Backgrounds} from './background.ts'
import {Edits} from './edits.ts'
import {Picks} from './picks.ts'
import {Values} from './values.ts'
import {WayBack} from './way-back.ts'

/** How often `on-failure=goto:` of one step is followed. */
const mostJumps = 10

/** What a run remembers between its steps. */
export class RunState {
  values = new Values()
  backgrounds = new Backgrounds()
  readonly picks: Picks
  /** Verdicts of the steps that ran, by id. */
  readonly verdicts = new Map<string, 'met' | 'unmet' | 'failed'>()
  /** Variables that blocks which succeeded have set. */
  readonly assigned = new Set<string>()
  /** Variables that blocks which ended otherwise may have set: only the session knows. */
  readonly touched = new Set<string>()
  /** Steps of which the session has all that they leave behind. */
  readonly standing = new Set<string>()
  /** Steps that ended badly and were not made good. */
  readonly failed = new Set<string>()
  readonly edits = new Edits()
  /** Approvals by a second person that were not used, by step: those of a run that was cut off. */
  readonly approvals = new Map<string, EventOf<'approval.given'>>()
  /** What the system said of itself before the first change, by the name of what was asked. */
  readonly pinned = new Map<string, string>()
  /** When the system was last asked, and said what it must. */
  systemAskedAt: number | undefined
  rollingBack = false
  /** Whether anything was run, done or answered at all. */
  acted = false
  /** How blocks ended of which nobody has said yet what comes next: those of a run that was cut off. */
  readonly unsettled = new Map<string, Outcome>()
  /** Names of inputs whose values were secret and are lost. */
  readonly lostSecrets = new Set<string>()
  /** Steps to be done, or done again, before the run goes on at `until`, an index of the plan. */
  #detour: {ids: Set<string>; until: number} | undefined
  /** Steps that take back what was done, in order, before the run goes on at `until`. */
  #back: {ids: string[]; until: number} | undefined
  /** Steps that were taken back and not done again. */
  readonly #takenBack = new Set<string>()
  readonly #steps: readonly PlannedStep[]
  readonly #jumps = new Map<string, number>()
  readonly #attempts = new Map<string, number>()
  readonly #wayBack: WayBack

  constructor(plan: Plan) {
    this.#steps = plan.steps
    this.picks = new Picks(plan)
    this.#wayBack = new WayBack(plan)
  }

  /** Takes what this process has, and the record has not: values, secrets too, what is left running, and what was asked. */
  goOnFrom({values, backgrounds, assigned, touched, standing, pinned}: RunState): void {
    this.values = values
    this.backgrounds = backgrounds
    this.lostSecrets.clear()
    for (const name of assigned) this.assigned.add(name)
    for (const name of touched) this.touched.add(name)
    for (const id of standing) this.standing.add(id)
    for (const [name, said] of pinned) this.pinned.set(name, said)
  }

  /** How a run ended that came to the end of its plan: what was taken back, or never done, is no success. */
  verdict(): {result: 'success' | 'failure' | 'stopped'; reason?: string} {
    if (this.failed.size > 0 && this.#takenBack.size === 0) return {result: 'failure'}
    if (this.rollingBack) return {result: 'failure', reason: 'it was rolled back'}
    if (this.#takenBack.size > 0) return {result: 'failure', reason: 'it was taken back'}
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

  /**
   * Takes note of a jump to a step: whoever jumps into a branch picks it, into the rollback section rolls back. Only an
   * operator who asks for it leaves that section again.
   */
  jumpTo(step: PlannedStep, asked?: boolean): void {
    this.#detour = undefined
    this.#back = undefined
    this.picks.enter(step)
    if (asked) this.rollingBack = false
    this.rollingBack ||= step.phase === 'rollback' && this.#wayBack.exists
  }

  /** The index of the step that comes after another one. */
  after(index: number): number {
    const back = this.#back
    if (back) {
      back.ids.shift()
      return this.#nextBack(back)
    }
    const detour = this.#detour
    if (!detour) return index + 1
    detour.ids.delete(this.#steps[index]!.id)
    return this.#nextOf(detour)
  }

  /** Has steps done before the run goes on at `index`, and gives the index of the first of them; `index` if there is none. */
  detour(ids: Iterable<string>, index: number): number {
    const known = new Map(this.#steps.map(({id}, at) => [id, at]))
    const until = this.#detour?.until ?? index
    const before = [...ids].filter(id => (known.get(id) ?? until) < until)
    if (before.length === 0) return this.#detour ? this.#nextOf(this.#detour) : index
    this.#detour = {ids: new Set([...(this.#detour?.ids ?? []), ...before]), until}
    return this.#nextOf(this.#detour)
  }

  #nextOf({ids, until}: {ids: Set<string>; until: number}): number {
    const next = this.#steps.findIndex(({id}) => ids.has(id))
    if (next !== -1) return next
    this.#detour = undefined
    return until
  }

  /** Has steps gone through in this order before the run goes on at `index`, and gives the index of the first; `index` if there is none. */
  takeBack(ids: readonly string[], index: number): number {
    this.#back = {ids: [...ids], until: this.#back?.until ?? index}
    return this.#nextBack(this.#back)
  }

  /** Whether a step is done now to take something back: wherever it stands, it is on the way. */
  takesBack(id: string): boolean {
    return this.#back?.ids[0] === id
  }

  /** Takes note that a step has succeeded. */
  succeeded(id: string): void {
    this.failed.delete(id)
    this.#takenBack.delete(id)
    if (!this.takesBack(id)) return
    for (const step of this.#steps) {
      if (!('attributes' in step.action) || step.action.attributes.undo !== id) continue
      if (this.verdicts.delete(step.id)) this.#takenBack.add(step.id)
      this.standing.delete(step.id)
    }
  }

  #nextBack(back: {ids: string[]; until: number}): number {
    for (; back.ids.length > 0; back.ids.shift()) {
      const next = this.#steps.findIndex(({id}) => id === back.ids[0])
      if (next !== -1) return next
    }
    this.#back = undefined
    return back.until
  }

  /** Of these variables nobody knows the value any more. */
  lose(names: readonly string[]): void {
    for (const name of names) {
      this.assigned.delete(name)
      this.touched.delete(name)
    }
  }

  /** Takes note of the variables that a block which ended has set, or may have set. */
  leaves({assigns, attributes}: BlockAction, succeeded: boolean): void {
    const names = succeeded ? this.assigned : this.touched
    for (const name of assigns) names.add(nameAt(siteOf(attributes), name))
  }

  /** Takes note of how a step ended that ran in the session. One of which a person left commands out has not left all behind. */
  stands(id: string, outcome: Outcome): void {
    if (outcome.kind === 'success' && outcome.by !== 'operator') this.standing.add(id)
    else this.standing.delete(id)
  }

  /** Whether an input had a secret value that is to be asked for again. */
  isLostSecret(name: string): boolean {
    return this.lostSecrets.has(inputKey(name))
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

  /** Goes on counting the attempts of a step after these. */
  countFrom(id: string, attempts: number): void {
    this.#attempts.set(id, Math.max(attempts, this.#attempts.get(id) ?? 0))
  }

  /** Counts an attempt. One that does not act leaves a run in which nothing was done. */
  nextAttempt(id: string, {acts = true}: {acts?: boolean} = {}): number {
    this.acted ||= acts
    const number = (this.#attempts.get(id) ?? 0) + 1
    this.#attempts.set(id, number)
    return number
  }
}
