import {renderBound} from '../model/bind.ts'
import type {SqlSpec, StepSpec} from '../model/driver.ts'
import type {RunEvent} from '../model/event.ts'
import type {Outcome} from '../model/outcome.ts'
import type {BlockAction, Plan, PlannedStep} from '../model/plan.ts'
import {nameAt, siteOf} from '../model/site.ts'
import {secondPerson} from './approval.ts'
import {ask, type Decision} from './ask.ts'
import {type Again, type AttemptEnd, attempt, digestOf} from './attempt.ts'
import {knowCatalog} from './catalog.ts'
import {consentTo} from './consent-to.ts'
import {emptyIn, fillEmpty, fillInput} from './fill-input.ts'
import {keep} from './keep.ts'
import {missingState} from './missing-state.ts'
import {afterAnswer, type Next, on} from './next.ts'
import {byHand} from './person-step.ts'
import {questions} from './questions.ts'
import type {Say} from './say.ts'
import {specify} from './specify.ts'
import type {RunState} from './state.ts'
import {stepThrough} from './step-through.ts'
import {knowSurroundings, stillThere, wentElsewhere} from './surroundings.ts'
import {knowTarget} from './target.ts'
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
  const {attributes} = block
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
    const known = yield* knowCatalog(step, block, specified.bound, world, say)
    const {action, spec} = known
    const rendered = renderBound(action.script, action.placeholders, name => state.values.shown(name))
    let target = world.target(spec)
    const surroundings = yield* knowSurroundings(step, action, plan, state, world, say)
    if ('next' in surroundings) return surroundings.next
    if (spec.kind === 'sql' && (spec.write || spec.autocommit || spec.acts)) {
      const server = yield* knowTarget(step, spec, plan, state, world, say)
      if ('next' in server) return server.next
      target = `database ${spec.database}: ${server.words}${spec.psql ? ', through psql' : ''}`
    }
    target = [target, ...surroundings.words].join('; ')
    const notes = [...(spec.kind === 'sql' ? noWayBack(spec) : []), ...known.notes]
    const missing = missingState(step, plan.steps, state)
    if (missing.length > 0)
      yield say('guard.triggered', {guard: 'missing-state', message: missing.join('; ')})
    const doubts = [...missing, ...placedElsewhere(action)]
    const consent = consentTo(action, doubts)
    const question = {
      kind: 'step',
      step,
      action,
      rendered,
      target,
      consent,
      word: attributes.type ?? everyRowOf(action) ?? wordFor(spec, plan, step),
      rollback: state.canRollBack(),
      ...(notes.length > 0 ? {notes} : {}),
      ...(doubts.length > 0 ? {doubts} : {}),
      ...(known.learnt ? {learnt: known.learnt} : {}),
    } as const
    let parts: AttemptEnd | undefined
    if (agreed === undefined || digestOf(agreed) !== digestOf(spec)) {
      let answer = yield* ask(question, world, say)
      while (answer.do === 'explain' && spec.kind === 'sql') {
        const {run} = questions(step, spec, world, say)
        const explained = yield* run(asks => world.drivers.sql.explain(spec, asks))
        answer = yield* ask({...question, explained}, world, say)
      }
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

/** What is typed before a block destroys: where it would do so. */
function wordFor(spec: StepSpec, {runbook}: Plan, step: PlannedStep): string {
  if (spec.kind === 'sql') return spec.database
  return spec.site?.kind === 'host' ? spec.site.host : (runbook.environment ?? step.id)
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

/** The table of which every row is changed: whoever means that can type its name. */
function everyRowOf({commands}: BlockAction): string | undefined {
  return commands.find(({everyRowOf}) => everyRowOf !== undefined)?.everyRowOf
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
  plan: Plan,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, AttemptEnd> {
  const {retry = 0, untilMs, everyMs = 5000} = action.attributes
  const {waitsAtMostMs: most = Number.POSITIVE_INFINITY} = world
  const deadline = untilMs === undefined ? undefined : world.now().getTime() + Math.min(untilMs, most)
  let left = retry
  const planned = ({kind}: Outcome): Again | undefined => {
    if ((kind !== 'failure' && kind !== 'timeout') || world.signal.aborted) return undefined
    const leftMs = deadline === undefined ? 0 : deadline - world.now().getTime()
    if (leftMs > 0) return {inMs: Math.min(everyMs, most), leftMs}
    return left > 0 ? {inMs: 0, triesLeft: left} : undefined
  }
  for (; ; left--) {
    const end = yield* attempt(step, action, spec, state.nextAttempt(step.id), world, say, planned)
    const {kind} = end.outcome
    if (end.left) state.backgrounds.add(step, end.left, world.now)
    state.verdicts.set(step.id, kind === 'success' ? 'met' : end.unmet ? 'unmet' : 'failed')
    if (kind === 'success') state.succeeded(step.id)
    if (!end.again) return end
    if (end.again.inMs > 0) {
      const signal = world.attemptSignal()
      await world.wait(end.again.inMs, signal)
      if (signal.aborted)
        return {...end, outcome: {kind: 'cancelled', detail: 'the wait for the next try was stopped'}}
    }
    if ((await emptyIn(spec, world)).length > 0) return end // this try has emptied a variable
    const elsewhere = yield* wentElsewhere(step, action, plan, state, world, say)
    if (elsewhere) return {...end, outcome: {kind: 'failure', detail: elsewhere}}
  }
}

/** Words of the document that place it where this machine may not be. */
function placedElsewhere({placed}: BlockAction): string[] {
  return placed === undefined
    ? []
    : [
        `the document says where it is run: “${placed}”. Whether that is what this machine speaks to, it does not say`,
      ]
}

/** What is said before a change that nobody is asked about once more. */
function noWayBack({autocommit}: SqlSpec): string[] {
  return autocommit ? ['there is no way back: each statement stands as soon as it has run'] : []
}
