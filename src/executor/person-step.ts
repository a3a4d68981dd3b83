import type {RunEvent} from '../model/event.ts'
import type {BlockAction, PlannedStep} from '../model/plan.ts'
import {ask} from './ask.ts'
import {msSince} from './ms-since.ts'
import {afterAnswer, type Next, on} from './next.ts'
import type {Say} from './say.ts'
import type {RunState} from './state.ts'
import type {World} from './world.ts'

/** One item of a checklist: done, not applicable or failed, in the operator's words. */
export async function* checklistStep(
  step: PlannedStep,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, Next> {
  const answer = yield* ask({kind: 'checklist', step}, world, say)
  const by = world.operator.name
  state.acted ||= answer.do === 'done' || answer.do === 'not-applicable' || answer.do === 'failed'
  switch (answer.do) {
    case 'done':
      state.verdicts.set(step.id, 'met')
      yield say('checklist.changed', {state: 'done', ...(answer.note ? {note: answer.note} : {})}, by)
      return on
    case 'not-applicable':
      yield say('checklist.changed', {state: 'not-applicable', note: answer.reason}, by)
      return on
    case 'failed':
      state.failed.add(step.id)
      state.verdicts.set(step.id, 'failed')
      yield say('checklist.changed', {state: 'failed', note: answer.note}, by)
      return on
    default:
      return yield* afterAnswer(answer, state, say, world)
  }
}

/** One instruction that a person carries out and reports. */
export async function* manualStep(
  step: PlannedStep,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, Next> {
  return yield* reported(step, {kind: 'manual'}, {kind: 'manual', step}, state, world, say)
}

/** A block that cannot be run as it stands: a person does it elsewhere, or passes it over. */
export async function* byHand(
  step: PlannedStep,
  action: BlockAction,
  reason: string,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, Next> {
  const about = {
    kind: action.kind,
    effect: action.effect,
    language: action.language,
    text: action.script || action.text,
  }
  return yield* reported(step, about, {kind: 'refused-block', step, action, reason}, state, world, say)
}

type About = {kind: 'manual'} | Pick<BlockAction, 'kind' | 'effect' | 'language' | 'text'>

async function* reported(
  step: PlannedStep,
  about: About,
  question: Parameters<typeof ask>[0],
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, Next> {
  const since = world.now()
  const answer = yield* ask(question, world, say)
  if (answer.do !== 'done' && answer.do !== 'failed') return yield* afterAnswer(answer, state, say, world)
  const done = answer.do === 'done'
  const attempt = state.nextAttempt(step.id)
  const by = world.operator.name
  yield say('step.started', {attempt, title: step.title, section: step.section, ...about}, by)
  yield say(
    'step.finished',
    {
      attempt,
      outcome: done
        ? {kind: 'success', by: 'operator', ...(answer.note ? {detail: answer.note} : {})}
        : {kind: 'failure', detail: answer.note ?? 'said the operator'},
      durationMs: msSince(since, world),
    },
    by,
  )
  state.verdicts.set(step.id, done ? 'met' : 'failed')
  if (done) state.succeeded(step.id)
  else state.failed.add(step.id)
  return on
}
