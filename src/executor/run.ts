/**
 * In: a plan and a world (drivers, an operator, a clock, signals). Out: the events of the run, one at a time; whoever
 * consumes them keeps each on disk before taking the next, so nothing begins before its start is recorded. It must not
 * know how anything is shown or stored, nor whether a person or a policy answers.
 */
import type {EventOf, EventType, RunEvent} from '../model/event.ts'
import type {Plan, PlannedStep} from '../model/plan.ts'
import type {Say} from './attempt.ts'
import {blockStep} from './block-step.ts'
import type {Next} from './next.ts'
import {checklistStep, manualStep} from './person-step.ts'
import {RunState} from './state.ts'
import type {World} from './world.ts'

/** Runs a plan. The last event is `run.finished`, or `run.interrupted` where a signal ended it. */
export async function* run(plan: Plan, world: World): AsyncGenerator<RunEvent, void> {
  const began = world.now()
  const say = <T extends EventType>(
    subject: string | undefined,
    type: T,
    data: EventOf<T>['data'],
    by?: string,
  ) =>
    ({
      type,
      time: world.now().toISOString(),
      ...(subject === undefined ? {} : {subject}),
      ...(by === undefined ? {} : {authid: by}),
      data,
    }) as RunEvent

  yield say(undefined, 'run.started', startedData(plan, world), world.operator.name)
  const state = new RunState(plan)
  let end: Extract<Next, {go: 'end'}> | undefined
  for (let index = 0; index < plan.steps.length && !end && !world.signal.aborted; ) {
    const step = plan.steps[index]!
    const next = yield* walkStep(step, plan, state, world, (type, data, by) => say(step.id, type, data, by))
    index++
    if (next.go === 'end') end = next
    if (next.go === 'to' || next.go === 'rollback') {
      const target = targetOf(next, plan)
      if (target.ok) {
        index = target.index
        // who jumps to a step of the rollback section is rolling back
        state.rollingBack ||= plan.steps[index]!.phase === 'rollback' && state.canRollBack()
      } else end = {go: 'end', result: state.failed.size > 0 ? 'failure' : 'stopped', reason: target.problem}
    }
  }
  if (world.signal.aborted) {
    yield say(undefined, 'run.interrupted', {signal: String(world.signal.reason)})
    return
  }
  const {result, reason} = end ?? state.verdict()
  yield say(undefined, 'run.finished', {
    result,
    ...(reason ? {reason} : {}),
    durationMs: world.now().getTime() - began.getTime(),
  })
}

/** Where a jump leads; or why it leads nowhere: then the run ends rather than going on as if nothing were. */
function targetOf(
  next: Extract<Next, {go: 'to' | 'rollback'}>,
  {steps}: Plan,
): {ok: true; index: number} | {ok: false; problem: string} {
  const index = steps.findIndex(({id, phase}) => (next.go === 'to' ? id === next.step : phase === 'rollback'))
  if (index !== -1) return {ok: true, index}
  const wanted = next.go === 'to' ? `step ${next.step} to go to` : 'rollback section'
  return {ok: false, problem: `there is no ${wanted} in this plan`}
}

async function* walkStep(
  step: PlannedStep,
  plan: Plan,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, Next> {
  const off = state.offPath(step.phase)
  if (off) {
    yield say('step.skipped', {reason: off, by: 'plan'})
    return {go: 'on'}
  }
  switch (step.action.kind) {
    case 'checklist':
      return yield* checklistStep(step, state, world, say)
    case 'manual':
      return yield* manualStep(step, state, world, say)
    default:
      return yield* blockStep(step, step.action, plan, state, world, say)
  }
}

function startedData(plan: Plan, world: World): EventOf<'run.started'>['data'] {
  const {environment} = plan.runbook
  return {
    ...world.facts,
    ...(plan.procedure ? {procedure: plan.procedure} : {}),
    operator: world.operator.name,
    ...(environment ? {deployment: {environment: {name: environment}}} : {}),
    steps: plan.steps.map(({id, number, title, section, phase, action}) => ({
      id,
      number,
      title,
      section,
      kind: action.kind,
      ...('effect' in action && action.kind !== 'show' ? {effect: action.effect} : {}),
      ...(phase ? {phase} : {}),
    })),
  }
}
