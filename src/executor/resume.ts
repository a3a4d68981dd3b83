import type {EventOf, RunEvent} from '../model/event.ts'
import type {Plan} from '../model/plan.ts'
import {ask} from './ask.ts'
import {listSteps} from './list-steps.ts'
import {afterAnswer, type Next} from './next.ts'
import type {Resumption} from './resumption.ts'
import type {Unseen} from './unseen.ts'
import type {World} from './world.ts'

type End = Extract<Next, {go: 'end'}>

/**
 * Says that a run goes on, and has the operator say what happened to each step that nobody saw end. Gives the end of the
 * run where nobody says it.
 */
export async function* resume(
  plan: Plan,
  world: World,
  resumption: Resumption,
): AsyncGenerator<RunEvent, End | undefined> {
  const {replay, unseen} = resumption
  const resumed: RunEvent = {
    type: 'run.resumed',
    time: world.now().toISOString(),
    authid: world.operator.name,
    data: resumedData(plan, world, resumption),
  }
  yield resumed
  replay.take(resumed)
  for (const one of unseen) {
    const judged = yield* judge(one, world, replay.state)
    if ('go' in judged) return judged
    yield judged
    replay.take(judged)
  }
  return undefined
}

function resumedData(
  plan: Plan,
  world: World,
  {since, changes, lost, missing, session, left}: Resumption,
): EventOf<'run.resumed'>['data'] {
  const {runbook, mode, host, tool} = world.facts
  return {
    operator: world.operator.name,
    mode,
    host,
    tool,
    since,
    ...(changes
      ? {
          runbook: {path: runbook.path, sha256: runbook.sha256},
          steps: listSteps(plan, world),
          renamed: changes.renamed,
          pending: changes.pending,
        }
      : {}),
    ...(lost.length > 0 ? {lost} : {}),
    ...(session ? {session} : {}),
    ...(missing && missing.length > 0 ? {missing} : {}),
    ...(left ? {left} : {}),
  }
}

/** What the operator says of a step that nobody saw end. It is never run again without a word, nor taken for done. */
async function* judge(
  {step, attempt, startedAt, text, background, undecided, asks, again}: Unseen,
  world: World,
  state: Resumption['replay']['state'],
): AsyncGenerator<RunEvent, EventOf<'step.judged'> | End> {
  const by = world.operator.name
  const say = ((type, data, authid) => ({
    type,
    time: world.now().toISOString(),
    subject: step.id,
    ...(authid === undefined ? {} : {authid}),
    data,
  })) as Parameters<typeof ask>[2]
  const printed = world.printed?.(step.id, attempt)
  const judged = (verdict: EventOf<'step.judged'>['data']['verdict'], note?: string) =>
    say(
      'step.judged',
      {
        attempt,
        verdict,
        ...(note ? {note} : {}),
        ...(printed && !background ? {output: printed.output} : {}),
      },
      asks ? by : undefined,
    ) as EventOf<'step.judged'>
  if (!asks) return judged('unknown')
  for (;;) {
    const answer = yield* ask(
      {kind: 'unknown', step, attempt, startedAt, text, output: printed?.text, background, undecided, again},
      world,
      say,
    )
    if (answer.do === 'done') return judged('worked', answer.note)
    if (answer.do === 'failed') return judged('failed', answer.note)
    if (answer.do === 'retry' && again) return judged('unknown')
    if (answer.do === 'quit' || answer.do === 'refuse') {
      const next = yield* afterAnswer(answer, state, say, world)
      if (next.go === 'end') return next
    }
  }
}
