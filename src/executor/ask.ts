import {formatDuration} from '../model/duration.ts'
import type {RunEvent} from '../model/event.ts'
import type {Answer, Aside, Question} from '../model/operator.ts'
import {msSince} from './ms-since.ts'
import type {Say} from './say.ts'
import type {World} from './world.ts'

/**
 * An answer that lets the run go on, or ends it; notes are recorded on the way. `anew` where what was asked about is not what
 * it was.
 */
export type Decision = Exclude<Answer, {do: 'note'} | Aside> | {do: 'anew'}

/** Asks until something is decided. Every answer becomes an event, with how long it took. */
export async function* ask(question: Question, world: World, say: Say): AsyncGenerator<RunEvent, Decision> {
  for (;;) {
    const since = world.now()
    const answer = world.signal.aborted
      ? ({do: 'quit', reason: interrupted(world.signal)} as const)
      : await world.operator.ask(question, world.signal)
    const detail = detailOf(answer)
    yield say(
      'prompt.answered',
      {
        question: question.kind,
        answer: answer.do,
        ...(detail ? {detail} : {}),
        ...(answer.do === 'jump' ? {to: answer.step} : {}),
        ...(answer.do === 'choose' ? {picked: answer.branches.map(index => index + 1)} : {}),
        waitedMs: msSince(since, world),
      },
      world.operator.name,
    )
    if (answer.do === 'note')
      yield say('note.added', {kind: answer.note, text: answer.text}, world.operator.name)
    else if (!isAside(answer)) return answer
    else if (world.aside && (yield* world.aside(answer, question, say)) === 'anew') return {do: 'anew'}
  }
}

function isAside(answer: Answer): answer is Aside {
  return answer.do === 'edit'
}

/** Why nobody answers any more, once a signal has ended the run. */
export function interrupted({reason}: AbortSignal): string {
  return `interrupted by ${String(reason)}`
}

/** What is recorded beside the answer; the value of an input is not: it has an event of its own, which knows secrets. */
function detailOf(answer: Answer): string | undefined {
  if ('reason' in answer) return answer.reason
  if (answer.do === 'wait') return formatDuration(answer.forMs)
  return answer.do === 'done' || answer.do === 'failed' ? answer.note : undefined
}
