import type {StepSpec} from '../model/driver.ts'
import type {RunEvent} from '../model/event.ts'
import type {BlockAction, Plan, PlannedStep} from '../model/plan.ts'
import {nameAt, siteOf} from '../model/site.ts'
import {secondPerson} from './approval.ts'
import {ask, type Decision} from './ask.ts'
import {type AttemptEnd, digestOf} from './attempt.ts'
import {attempts, authorsWay} from './attempts.ts'
import {emptyIn, fillEmpty, fillInput} from './fill-input.ts'
import {keep} from './keep.ts'
import {afterAnswer, type Next, on} from './next.ts'
import {byHand} from './person-step.ts'
import type {Say} from './say.ts'
import {specify} from './specify.ts'
import type {RunState} from './state.ts'
import {askOfStep, stepQuestion} from './step-question.ts'
import {stepThrough} from './step-through.ts'
import {stillThere} from './surroundings.ts'
import type {World} from './world.ts'

/** Takes a block through its inputs, its consent and its attempts to what comes next. */
export async function* blockStep(
  step: PlannedStep,
  block: BlockAction,
  plan: Plan,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, Next> {
  if (block.kind === 'show' && block.refusal && !block.broken) {
    yield say('step.skipped', {reason: block.refusal, by: 'plan'})
    return on
  }
  const refusal = block.refusal ?? (world.terminal ? undefined : block.interactive)
  const ended = state.unsettled.get(step.id)
  if (ended && !refusal) {
    state.unsettled.delete(step.id)
    const answer = yield* ask(
      {kind: 'failure', step, outcome: ended, rollback: state.canRollBack(), action: block},
      world,
      say,
    )
    if (answer.do === 'continue') return on
    if (answer.do !== 'retry') return yield* afterAnswer(answer, state, say, world)
  }
  if (refusal) return yield* byHand(step, block, refusal, state, world, say)
  const {needs, unsure} = neededNow(block, state)
  for (const name of needs) {
    const next = yield* fillInput(name, step, plan, state, world, say)
    if (next) return next
  }
  /** What the operator agreed to and that may be tried again without asking: of this step alone, even if another has the same text. */
  let agreed: StepSpec | undefined
  for (;;) {
    const mustHave =
      unsure.length === 0 ? block : {...block, nonEmpty: [...new Set([...block.nonEmpty, ...unsure])]}
    const specified = specify(step, mustHave, needs, plan, state.values, world.env)
    if (!specified.ok) return yield* byHand(step, block, specified.problem, state, world, say)
    const empty = await emptyIn(specified.bound, world)
    if (empty.length > 0) {
      const next = yield* fillEmpty(empty, step, plan, state, world, say)
      if (next) return next
      needs.push(...empty)
      continue
    }
    const asked = yield* stepQuestion(step, block, specified.bound, plan, state, world, say)
    if ('next' in asked) return asked.next
    const {question, spec} = asked
    const {action, consent} = question
    let parts: AttemptEnd | undefined
    if (agreed === undefined || digestOf(agreed) !== digestOf(spec)) {
      const answer = yield* askOfStep(question, spec, world, say)
      if (answer.do === 'step-through') {
        parts = yield* stepThrough(step, action, needs, plan, state, world, say)
        if (!parts) return {go: 'again'}
      } else if (answer.do !== 'run') return yield* afterAnswer(answer, state, say, world)
      agreed = consent === 'enter' && !parts ? spec : undefined
    }
    const unapproved = parts ? undefined : yield* secondPerson(question, spec, state, world, say)
    if (unapproved) return yield* afterAnswer(unapproved, state, say, world)
    const elsewhere = parts ? undefined : yield* stillThere(step, action, plan, state, world, say)
    if (elsewhere) return elsewhere
    const end = parts ?? (yield* attempts(step, action, spec, plan, state, world, say))
    state.leaves(action, end.outcome.kind === 'success')
    state.stands(step.id, end.outcome)
    if (end.outcome.kind === 'success') {
      yield* keep(action, end, plan, state, world, say)
      return on
    }
    if (world.signal.aborted) return on
    const planned = authorsWay(action, end, step, state)
    if (planned) return planned
    state.failed.add(step.id)
    const answer: Decision = yield* ask(
      {kind: 'failure', step, outcome: end.outcome, rollback: state.canRollBack(), action},
      world,
      say,
    )
    if (answer.do === 'retry') continue
    if (answer.do === 'continue') return on
    return yield* afterAnswer(answer, state, say, world)
  }
}

/** What must have a value now: gaps, and variables that no block has set. `unsure` are those of which only the session knows. */
function neededNow(
  {placeholders, variables, attributes}: BlockAction,
  {assigned, touched, values}: RunState,
): {needs: string[]; unsure: string[]} {
  const site = siteOf(attributes)
  const unset = variables.filter(name => !assigned.has(nameAt(site, name)))
  const unsure = unset.filter(name => touched.has(nameAt(site, name)) && !values.has(name))
  const needs = [...placeholders.map(({name}) => name), ...unset.filter(name => !unsure.includes(name))]
  return {needs: [...new Set(needs)], unsure}
}
