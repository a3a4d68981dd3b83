import {renderBound} from '../model/bind.ts'
import {type Consent, consentFor} from '../model/effect.ts'
import type {RunEvent} from '../model/event.ts'
import {inputKey} from '../model/input.ts'
import type {BlockAction, Plan, PlannedStep} from '../model/plan.ts'
import {isSecretName, secretsOf} from '../model/secret.ts'
import {ask, type Decision} from './ask.ts'
import {type AttemptEnd, attempt, digestOf} from './attempt.ts'
import {inputProblem} from './input.ts'
import {afterAnswer, type Next, on} from './next.ts'
import {byHand} from './person-step.ts'
import {questions} from './questions.ts'
import type {Say} from './say.ts'
import {specify} from './specify.ts'
import type {RunState} from './state.ts'
import {knowTarget} from './target.ts'
import type {Given, World} from './world.ts'

/** Takes a block through its inputs, its consent and its attempts to what comes next. */
export async function* blockStep(
  step: PlannedStep,
  action: BlockAction,
  plan: Plan,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, Next> {
  const {attributes} = action
  if (action.kind === 'show' && action.refusal && !action.broken) {
    yield say('step.skipped', {reason: action.refusal, by: 'plan'})
    return on
  }
  if (action.refusal) return yield* byHand(step, action, action.refusal, state, world, say)
  const needs = neededNow(action, state)
  for (const name of needs) {
    const next = yield* fillInput(name, step, plan, state, world, say)
    if (next) return next
  }
  state.agreed = undefined // what was agreed to for another step, even of the same text, does not count here
  for (;;) {
    const specified = specify(step, action, needs, plan, state.values, world.env)
    if (!specified.ok) return yield* byHand(step, action, specified.problem, state, world, say)
    const {bound: spec} = specified
    const rendered = renderBound(action.script, action.placeholders, name => state.values.shown(name))
    let target = world.target(spec)
    if (spec.kind === 'sql' && (spec.write || spec.autocommit)) {
      const known = yield* knowTarget(step, spec, plan, state, world, say)
      if ('next' in known) return known.next
      target = `database ${spec.database}: ${known.words}${spec.psql ? ', through psql' : ''}`
    }
    const consent = consentTo(action)
    const question = {
      kind: 'step',
      step,
      action,
      rendered,
      target,
      consent,
      word:
        attributes.type ??
        everyRowOf(action) ??
        (spec.kind === 'sql' ? spec.database : (plan.runbook.environment ?? step.id)),
      rollback: state.canRollBack(),
    } as const
    if (state.agreed !== digestOf(spec, world)) {
      let answer = yield* ask(question, world, say)
      while (answer.do === 'explain' && spec.kind === 'sql') {
        const {run} = questions(step, spec, world, say)
        const explained = yield* run(asks => world.drivers.sql.explain(spec, asks))
        answer = yield* ask({...question, explained}, world, say)
      }
      if (answer.do !== 'run') return yield* afterAnswer(answer, state, say, world)
      state.agreed = consent === 'enter' ? digestOf(spec, world) : undefined
    }
    const end = yield* attempts(step, action, spec, state, world, say)
    if (end.outcome.kind === 'success') {
      for (const name of action.assigns) state.assigned.add(name)
      yield* capture(action, end, state, world, say)
      return on
    }
    if (world.signal.aborted) return on
    const planned = authorsWay(action, end, step, state)
    if (planned) return planned
    state.failed.add(step.id)
    const answer: Decision = yield* ask(
      {kind: 'failure', step, outcome: end.outcome, rollback: state.canRollBack()},
      world,
      say,
    )
    if (answer.do === 'retry') continue
    if (answer.do === 'continue') return on
    return yield* afterAnswer(answer, state, say, world)
  }
}

/** What must have a value now: gaps, and variables that no block which succeeded has set. */
function neededNow({placeholders, variables}: BlockAction, {assigned}: RunState): string[] {
  const unset = variables.filter(name => !assigned.has(name))
  return [...new Set([...placeholders.map(({name}) => name), ...unset])]
}

/** The table of which every row is changed: whoever means that can type its name. */
function everyRowOf({commands}: BlockAction): string | undefined {
  return commands.find(({everyRowOf}) => everyRowOf !== undefined)?.everyRowOf
}

/** The least consent that the effect needs, or more where the author asks for it. */
function consentTo({effect, attributes, commands}: BlockAction): Consent {
  const least = consentFor(effect)
  if (attributes.type || commands.some(({everyRowOf}) => everyRowOf !== undefined)) return 'type'
  return attributes.confirm && least === 'enter' ? 'yes' : least
}

/** What the author planned for a failure. What the operator stopped, or what nobody knows the end of, is always asked about. */
function authorsWay(
  {attributes}: BlockAction,
  {outcome}: AttemptEnd,
  step: PlannedStep,
  state: RunState,
): Next | undefined {
  if (outcome.kind !== 'failure' && outcome.kind !== 'timeout') return undefined
  const {onFailure} = attributes
  if (onFailure?.do === 'continue') return on
  state.failed.add(step.id) // until it succeeds
  return onFailure?.do === 'goto' && state.mayJump(step.id) ? {go: 'to', step: onFailure.step} : undefined
}

/** Tries once, and again as often or as long as the author says; notes the verdict. */
async function* attempts(
  step: PlannedStep,
  action: BlockAction,
  spec: Parameters<typeof attempt>[2],
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, AttemptEnd> {
  const {retry = 0, untilMs, everyMs = 5000} = action.attributes
  const deadline = untilMs === undefined ? undefined : world.now().getTime() + untilMs
  for (let left = retry; ; left--) {
    const end = yield* attempt(step, action, spec, state.nextAttempt(step.id), world, say)
    const {kind} = end.outcome
    state.verdicts.set(step.id, kind === 'success' ? 'met' : end.unmet ? 'unmet' : 'failed')
    if (kind === 'success') state.failed.delete(step.id)
    if ((kind !== 'failure' && kind !== 'timeout') || world.signal.aborted) return end
    const polling = deadline !== undefined && world.now().getTime() < deadline
    if (!polling && left <= 0) return end
    if (!polling) continue
    const signal = world.attemptSignal()
    await world.wait(everyMs, signal)
    if (signal.aborted) {
      return {...end, outcome: {kind: 'cancelled', detail: 'the wait for the next try was stopped'}}
    }
  }
}

async function* capture(
  action: BlockAction,
  end: AttemptEnd,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, void> {
  const {capture: name, captureSecret} = action.attributes
  const value = (end.value ?? end.stdout).replace(/\s+$/, '')
  if (captureSecret) {
    world.addSecret({name: captureSecret, value})
    state.values.capture(captureSecret, value, true)
    yield say('input.set', {name: captureSecret, secret: true, source: 'capture'})
  }
  if (name) {
    state.values.capture(name, value, false)
    yield say('input.set', {name, value, secret: false, source: 'capture'})
  }
}

/** Sees to it that a needed value is there; gives what comes next only where it is not. */
async function* fillInput(
  name: string,
  step: PlannedStep,
  plan: Plan,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, Next | undefined> {
  if (state.values.has(name)) return undefined
  const planned = plan.inputs.find(input => inputKey(input.name) === inputKey(name))
  const needed = planned ?? {name, kind: 'placeholder' as const}
  const secret = needed.secret ?? isSecretName(name)
  const keep = (value: string, source: Given['source'] | 'operator') => {
    const parts = secretsOf({[name]: value}) // an address may carry a password, whatever its name says
    const hidden = secret || parts.length > 0
    state.values.set(name, value, hidden)
    for (const part of parts.length > 0 || !hidden ? parts : [{name, value}]) world.addSecret(part)
    return say(
      'input.set',
      {name: needed.name, ...(hidden ? {} : {value}), secret: hidden, source},
      source === 'operator' ? world.operator.name : undefined,
    )
  }
  const given = world.inputs[needed.name]
  if (given !== undefined && !inputProblem(needed, given.value)) {
    yield keep(given.value, given.source)
    return undefined
  }
  for (;;) {
    const answer = yield* ask({kind: 'input', step, input: needed}, world, say)
    if (answer.do !== 'value') return yield* afterAnswer(answer, state, say, world)
    if (inputProblem(needed, answer.value)) continue
    yield keep(answer.value, 'operator')
    return undefined
  }
}
