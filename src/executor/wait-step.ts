import {formatDuration} from '../model/duration.ts'
import type {RunEvent} from '../model/event.ts'
import type {Outcome} from '../model/outcome.ts'
import type {PlannedStep, WaitAction} from '../model/plan.ts'
import {ask} from './ask.ts'
import {msSince} from './ms-since.ts'
import {afterAnswer, type Next, on} from './next.ts'
import type {Say} from './say.ts'
import type {RunState} from './state.ts'
import type {World} from './world.ts'

/** A pause: lasts as long as the operator says, or is passed over. One that is ended early is asked about again. */
export async function* waitStep(
  step: PlannedStep,
  {leastMs, mostMs}: WaitAction,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, Next> {
  const {title, section} = step
  const by = world.operator.name
  for (;;) {
    const asked = world.now()
    const answer = yield* ask({kind: 'wait', step, leastMs, mostMs}, world, say)
    if (answer.do !== 'wait' && answer.do !== 'done') return yield* afterAnswer(answer, state, say, world)
    const attempt = state.nextAttempt(step.id)
    const forMs =
      answer.do === 'wait'
        ? Math.min(answer.forMs, world.waitsAtMostMs ?? Number.POSITIVE_INFINITY)
        : undefined
    const waitMs = forMs === undefined ? {} : {waitMs: forMs}
    yield say('step.started', {attempt, title, section, kind: 'wait', ...waitMs}, by)
    const since = forMs === undefined ? asked : world.now()
    const early = forMs !== undefined && (await pause(forMs, world))
    const durationMs = msSince(since, world)
    const outcome: Outcome = early
      ? {
          kind: 'cancelled',
          detail: `ended early, after ${formatDuration(durationMs)} of ${formatDuration(forMs)}`,
        }
      : answer.do === 'done'
        ? {kind: 'success', by: 'operator', ...(answer.note ? {detail: answer.note} : {})}
        : {kind: 'success'}
    yield say('step.finished', {attempt, outcome, durationMs}, by)
    if (world.signal.aborted) return on
    if (early) continue
    state.verdicts.set(step.id, 'met')
    return on
  }
}

/** True if it was ended early. */
async function pause(forMs: number, world: World): Promise<boolean> {
  const signal = world.attemptSignal()
  await world.wait(forMs, signal)
  return signal.aborted
}
