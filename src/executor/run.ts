/**
 * In: a plan and a world (drivers, an operator, a clock, signals). Out: the events of the run, one at a time; whoever
 * consumes them keeps each on disk before taking the next, so nothing begins before its start is recorded. It must not
 * know how anything is shown or stored, nor whether a person or a policy answers.
 */

import type {EventOf, EventType, RunEvent} from '../model/event.ts'
import type {Plan, PlannedStep} from '../model/plan.ts'
import {asides} from './asides.ts'
import {endBackground} from './background.ts'
import {blockAsItIs} from './block-as-it-is.ts'
import {blockStep} from './block-step.ts'
import {choiceStep} from './choice-step.ts'
import {listSteps} from './list-steps.ts'
import {msSince} from './ms-since.ts'
import type {Next} from './next.ts'
import {checklistStep, manualStep} from './person-step.ts'
import {preview} from './preview.ts'
import {resume} from './resume.ts'
import type {Resumption} from './resumption.ts'
import type {Say} from './say.ts'
import {RunState} from './state.ts'
import {waitStep} from './wait-step.ts'
import type {World} from './world.ts'

/**
 * Makes the plan that of the file as it is now, and gives what the run remembers in its terms; undefined where it stays as
 * it was.
 */
export type Reload = () => Promise<Resumption | undefined>

/**
 * Runs a plan, or goes on with a run of it. The last event is `run.finished`, or `run.interrupted` where a signal ended
 * it.
 */
export async function* run(
  plan: Plan,
  outside: World,
  resumption?: Resumption,
  reload?: Reload,
): AsyncGenerator<RunEvent, void> {
  let state = resumption?.replay.state ?? new RunState(plan)
  let world: World = {...outside, aside: asides(plan, state, outside)}
  const began = resumption ? new Date(resumption.startedAt) : world.now()
  const say = <T extends EventType>(
    subject: string | undefined,
    type: T,
    data: EventOf<T>['data'],
    by?: string,
  ) =>
    ({
      type,
      time: world.now().toISOString(),
      data, // before what is spread: else V8 gives each event a shape of its own
      ...(subject === undefined ? {} : {subject}),
      ...(by === undefined ? {} : {authid: by}),
    }) as RunEvent

  const sayOf =
    (id: string): Say =>
    (type, data, by) =>
      say(id, type, data, by)
  let before: PlannedStep | undefined
  let end: Extract<Next, {go: 'end'}> | undefined
  if (resumption) end = yield* resume(plan, world, resumption)
  else yield say(undefined, 'run.started', startedData(plan, world), world.operator.name)
  for (let index = resumption?.replay.at ?? 0; index < plan.steps.length && !end && !world.signal.aborted; ) {
    const step = plan.steps[index]!
    const next = yield* walkStep(step, before, plan, state, world, sayOf)
    before = step
    yield* state.backgrounds.report(state)
    if (next.go === 'end') end = next
    if (next.go === 'on') index = state.after(index)
    const fresh = next.go === 'reload' ? await reload?.() : undefined
    if (fresh) {
      fresh.replay.state.goOnFrom(state)
      state = fresh.replay.state
      world = {...outside, aside: asides(plan, state, outside)}
      end = yield* resume(plan, world, {...fresh, unseen: []})
      index = fresh.replay.at
    }
    if (next.go === 'through') index = state.takeBack(next.steps, index)
    if (next.go === 'to' || next.go === 'rollback') {
      const target = targetOf(next, plan, state)
      if (target.ok) {
        const to = plan.steps[target.index]!
        const asked = next.go === 'to' && next.asked === true
        state.jumpTo(to, asked)
        for (const passed of asked ? plan.steps.slice(index, target.index) : []) {
          const skipped = goneOver(passed, to, state)
          if (skipped) yield say(passed.id, 'step.skipped', skipped, world.operator.name)
        }
        index = target.index
      } else end = {go: 'end', result: state.failed.size > 0 ? 'failure' : 'stopped', reason: target.problem}
    }
  }
  yield* endBackground(state, world)
  if (world.signal.aborted) {
    yield say(undefined, 'run.interrupted', {signal: String(world.signal.reason)})
    return
  }
  const {result, reason} = end ?? state.verdict()
  yield say(undefined, 'run.finished', {
    result,
    ...(reason ? {reason} : {}),
    durationMs: msSince(began, world),
  })
}

/** What is recorded of a step that a jump goes over; undefined where somebody has done it, or tried to. */
function goneOver(
  step: PlannedStep,
  to: PlannedStep,
  state: RunState,
): EventOf<'step.skipped'>['data'] | undefined {
  if (state.verdicts.has(step.id) || state.failed.has(step.id)) return undefined
  const passed = passedOver(step, state)
  return passed
    ? {...passed, by: 'plan', to: to.id}
    : {reason: `gone on at step ${to.number}`, by: 'operator', to: to.id}
}

/** Where a jump leads; or why it leads nowhere: then the run ends rather than going on as if nothing were. */
function targetOf(
  next: Extract<Next, {go: 'to' | 'rollback'}>,
  {steps}: Plan,
  state: RunState,
): {ok: true; index: number} | {ok: false; problem: string} {
  const index = next.go === 'to' ? steps.findIndex(({id}) => id === next.step) : state.rollbackAt()
  if (index !== -1) return {ok: true, index}
  const wanted = next.go === 'to' ? `step ${next.step} to go to` : 'rollback section'
  return {ok: false, problem: `there is no ${wanted} in this plan`}
}

async function* walkStep(
  step: PlannedStep,
  before: PlannedStep | undefined,
  plan: Plan,
  state: RunState,
  world: World,
  sayOf: (id: string) => Say,
): AsyncGenerator<RunEvent, Next> {
  const {action} = step
  const say = sayOf(step.id)
  if (
    action.kind === 'choice' &&
    !state.takesBack(step.id) &&
    !state.offPath(step) &&
    !state.picks.problem(step)
  )
    state.picks.forget(step.id)
  const passed = passedOver(step, state)
  if (passed) {
    yield say('step.skipped', {...passed, by: 'plan'})
    return {go: 'on'}
  }
  switch (action.kind) {
    case 'choice':
      return yield* choiceStep(step, action, plan, state, world, say)
    case 'checklist':
      return yield* checklistStep(step, state, world, say)
    case 'manual':
      return yield* manualStep(step, state, world, say)
    case 'wait':
      return yield* waitStep(step, action, state, world, say)
    default: {
      const first = yield* preview(action, before, plan, state, world, sayOf)
      if (first.go !== 'on' || world.signal.aborted) return first
      return yield* blockStep(
        step,
        await blockAsItIs(step, action, plan, state, world),
        plan,
        state,
        world,
        say,
      )
    }
  }
}

/** Why a step is not done where the run has come to. A fence that cannot be trusted is never passed over by its `skip`. */
function passedOver(step: PlannedStep, state: RunState): {reason: string; choice?: string} | undefined {
  const {action, skip, conditions} = step
  const takesBack = state.takesBack(step.id)
  const off = takesBack ? undefined : state.offPath(step)
  if (off) return {reason: off}
  const unpicked = takesBack ? undefined : state.picks.problem(step)
  if (unpicked) return unpicked
  if (skip && !('broken' in action && action.broken)) return {reason: skip}
  for (const condition of takesBack ? [] : conditions) {
    const reason = state.conditionProblem(condition)
    if (reason) return {reason}
  }
  return undefined
}

function startedData(plan: Plan, world: World): EventOf<'run.started'>['data'] {
  const {environment} = plan.runbook
  return {
    ...world.facts,
    ...(plan.procedure ? {procedure: plan.procedure} : {}),
    operator: world.operator.name,
    ...(environment ? {deployment: {environment: {name: environment}}} : {}),
    steps: listSteps(plan, world),
  }
}
