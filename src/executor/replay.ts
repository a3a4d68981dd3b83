import type {EventOf, RunEvent} from '../model/event.ts'
import {inputKey} from '../model/input.ts'
import type {Outcome} from '../model/outcome.ts'
import type {Plan, PlannedStep} from '../model/plan.ts'
import {siteOf} from '../model/site.ts'
import {indexOfStep} from '../model/step-index.ts'
import {isBesideTheWay, type WayEvent} from './beside-the-way.ts'
import {RunState} from './state.ts'
import {recallSurroundings} from './surroundings.ts'

/** Takes the events of a run, one after the other, and has after each the state that the run had. */
export class Replay {
  readonly state: RunState
  /** The index of the step that the run had come to. */
  at = 0
  readonly #plan: Plan
  #answered: EventOf<'prompt.answered'>['data'] | undefined
  #unmet = false

  constructor(plan: Plan) {
    this.#plan = plan
    this.state = new RunState(plan)
  }

  /** Counts the attempts that there were, so that the next one has a number of its own. */
  count(events: readonly RunEvent[]): void {
    for (const event of events) {
      if (event.type === 'step.started' && event.subject !== undefined)
        this.state.countFrom(event.subject, event.data.attempt)
      if (event.type === 'adhoc.started') this.state.countFrom('off-script', event.data.number)
    }
  }

  /** These steps are to be done before the run goes on. */
  detour(ids: Iterable<string>): void {
    this.at = this.state.detour(ids, this.at)
  }

  take(event: RunEvent): void {
    if (isBesideTheWay(event)) return
    const {state} = this
    switch (event.type) {
      case 'run.resumed':
        state.lose(event.data.lost ?? [])
        if (event.data.session) state.standing.clear()
        this.detour(event.data.pending ?? [])
        return
      case 'input.set':
        this.#input(event)
        return
      case 'step.started':
        this.#unmet = false
        state.acted ||= event.data.kind !== 'choice' || this.#leads(event)
        break
      case 'prompt.answered':
        this.#answered = event.data
        break
      case 'checklist.changed':
        state.acted = true
        break
      case 'target.checked':
        recallSurroundings(event.data, state)
        break
      case 'run.started':
      case 'run.interrupted':
      case 'run.finished':
      case 'step.finished':
      case 'step.judged':
      case 'step.skipped':
      case 'step.edited':
      case 'adhoc.started':
      case 'adhoc.finished':
      case 'background.ended':
      case 'check.evaluated':
      case 'approval.given':
        break
    }
    const index = indexOfStep(this.#plan.steps, event.subject, ({id}) => id)
    const step = this.#plan.steps[index]
    if (step) this.#about(event, step, index)
    else if (event.type === 'prompt.answered' && event.data.answer === 'rollback') this.#rollBack()
  }

  #about(event: WayEvent, step: PlannedStep, index: number): void {
    const {state} = this
    switch (event.type) {
      case 'prompt.answered': {
        const {question, answer} = event.data
        // it is about the past: the run stands where it stood
        if (question === 'unknown') return
        this.at = index
        if (question === 'choice') state.picks.forget(step.id)
        if (question === 'failure') state.failed.add(step.id)
        if (anew.has(answer)) state.unsettled.delete(step.id)
        const target = answer === 'jump' && this.#plan.steps.find(({id}) => id === event.data.to)
        if (target) this.#jump(target, true)
        else if (answer === 'undo') this.at = state.takeBack(event.data.through ?? [], index)
        else if (answer === 'rollback') this.#rollBack()
        else if (question === 'failure' && answer === 'continue') this.#settle(step, index)
        return
      }
      case 'step.started':
        this.at = index
        state.approvals.delete(step.id)
        state.unsettled.delete(step.id)
        return
      case 'approval.given':
        state.approvals.set(step.id, event)
        return
      case 'check.evaluated':
        this.#unmet ||= event.data.verdict === 'unmet'
        return
      case 'step.finished':
        this.#finished(event, step, index)
        return
      case 'step.judged':
        this.#judged(event, step, index)
        return
      case 'step.skipped':
        if (event.data.to !== undefined) return
        if (step.action.kind === 'choice' && !state.offPath(step) && !state.picks.problem(step))
          state.picks.forget(step.id)
        this.#settle(step, index)
        return
      case 'step.edited':
        state.edits.remember(step.id, event.data.text)
        return
      case 'adhoc.started':
        state.acted = true
        return
      case 'adhoc.finished':
        state.edits.typed.push(...event.data.commands)
        return
      case 'checklist.changed':
        if (event.data.state === 'done') state.verdicts.set(step.id, 'met')
        if (event.data.state === 'failed') {
          state.failed.add(step.id)
          state.verdicts.set(step.id, 'failed')
        }
        this.#settle(step, index)
        return
      case 'background.ended':
        if (event.data.by === 'run' || event.data.outcome.kind === 'success') return
        state.failed.add(step.id)
        state.verdicts.set(step.id, 'failed')
        return
      case 'run.started':
      case 'run.resumed':
      case 'run.interrupted':
      case 'run.finished':
      case 'target.checked':
      case 'input.set':
        return // nothing that the way of the run depends on
    }
  }

  #finished({data}: EventOf<'step.finished'>, step: PlannedStep, index: number): void {
    const {state} = this
    const {action, id} = step
    const {kind} = data.outcome
    if (action.kind === 'choice') {
      const picked = this.#answered?.picked ?? []
      state.picks.pick(
        id,
        picked.map(number => number - 1),
      )
      state.verdicts.set(id, picked.length > 0 ? 'met' : 'unmet')
      this.#settle(step, index)
      return
    }
    if (action.kind === 'wait') {
      if (kind !== 'success') return
      state.verdicts.set(id, 'met')
      this.#settle(step, index)
      return
    }
    state.verdicts.set(id, kind === 'success' ? 'met' : this.#unmet ? 'unmet' : 'failed')
    // a session elsewhere is not there any more
    const ranHere = 'assigns' in action && !this.#isByHand() && siteOf(action.attributes) === undefined
    if (ranHere) state.stands(id, data.outcome)
    if (kind === 'success') {
      state.succeeded(id)
      if (ranHere) state.leaves(action, true)
      this.#settle(step, index)
      return
    }
    if (ranHere) state.leaves(action, false)
    if (data.again) return
    if (!('attributes' in action) || this.#isByHand()) {
      state.failed.add(id)
      this.#settle(step, index)
      return
    }
    this.#failed(data.outcome, step, index)
  }

  /** A block has failed: what its author planned for that, else what the operator will be asked. */
  #failed(outcome: Outcome, step: PlannedStep, index: number): void {
    const {state} = this
    const {action, id} = step
    const onFailure = 'attributes' in action ? action.attributes.onFailure : undefined
    if (outcome.kind === 'failure' || outcome.kind === 'timeout') {
      if (onFailure?.do === 'continue') {
        this.#settle(step, index)
        return
      }
      state.failed.add(id)
      const target =
        onFailure?.do === 'goto' && state.mayJump(id)
          ? this.#plan.steps.find(one => one.id === onFailure.step)
          : undefined
      if (target) {
        this.#jump(target)
        return
      }
    }
    this.at = index
    state.failed.add(id)
    state.unsettled.set(id, outcome)
  }

  #judged({data}: EventOf<'step.judged'>, step: PlannedStep, index: number): void {
    const {state} = this
    const {verdict, note} = data
    if (verdict === 'failed') state.verdicts.set(step.id, 'failed')
    if (index < this.at) {
      // it was left running: what it is run for again comes first
      if (verdict === 'unknown') this.detour([step.id])
      if (verdict === 'failed') state.failed.add(step.id)
      return
    }
    if (verdict === 'worked') {
      state.failed.delete(step.id)
      state.verdicts.set(step.id, 'met')
      this.#settle(step, index)
      return
    }
    if (verdict === 'failed')
      this.#failed({kind: 'failure', detail: note ?? 'said the operator'}, step, index)
  }

  #input({data}: EventOf<'input.set'>): void {
    const {name, value, secret, source, variable} = data
    const {state} = this
    if (value === undefined) state.lostSecrets.add(inputKey(name))
    else if (source === 'capture') state.values.capture(name, value, secret)
    else if (variable !== undefined) state.values.capture(variable, value, secret)
    else state.values.set(name, value, secret)
  }

  /** Whether a person did the block that ends now. */
  #isByHand(): boolean {
    return this.#answered?.question === 'refused-block' || this.#answered?.question === 'manual'
  }

  #leads({subject}: RunEvent): boolean {
    const action = this.#plan.steps.find(({id}) => id === subject)?.action
    const picked = this.#answered?.picked ?? []
    return action?.kind === 'choice' && picked.some(number => action.branches[number - 1]?.link)
  }

  #settle(step: PlannedStep, index: number): void {
    this.state.unsettled.delete(step.id)
    this.at = this.state.after(index)
  }

  #rollBack(): void {
    const index = this.state.rollbackAt()
    if (index !== -1) this.#jump(this.#plan.steps[index]!)
  }

  #jump(step: PlannedStep, asked?: boolean): void {
    this.at = this.#plan.steps.indexOf(step)
    this.state.jumpTo(step, asked)
  }
}

/** Answers after a failure that lead back to the question of whether the step is run. */
const anew: ReadonlySet<string> = new Set(['retry', 'edit', 'jump', 'undo'])
