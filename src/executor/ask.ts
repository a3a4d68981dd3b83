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
export type Decision = Exclude<Answer, Aside> | {do: 'anew'}

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
        waitedMs: msSince(since, world),
        ...(detail ? {detail} : {}),
        ...(answer.do === 'jump' ? {to: answer.step} : {}),
        ...(answer.do === 'undo' ? {through: answer.steps} : {}),
        ...(answer.do === 'choose' ? {picked: answer.branches.map(index => index + 1)} : {}),
      },
      world.operator.name,
    )
    if (!isAside(answer)) return answer
    if (answer.do === 'note' || answer.do === 'milestone') yield toldBy(answer, world, say)
    else if (world.aside) {
      const after = yield* world.aside(answer, question, say)
      if (after) return after === 'anew' ? {do: 'anew'} : after
    }
  }
}

const asides: ReadonlySet<string> = new Set([
  'note',
  'milestone',
  'set',
  'contacts',
  'shell',
  'edit',
  'pause',
] satisfies Aside['do'][])

function isAside(answer: Answer): answer is Aside {
  return asides.has(answer.do)
}

/** What somebody tells, dated when it happened. A milestone is about the run. */
function toldBy(
  answer: Extract<Answer, {do: 'note' | 'milestone'}>,
  {now, operator}: World,
  say: Say,
): RunEvent {
  const approximate = answer.approximate ? {approximate: true} : {}
  const time = answer.time ?? now().toISOString()
  if (answer.do === 'note') {
    const {note: kind, text} = answer
    return {...say('note.added', {kind, text, ...approximate}, operator.name), time}
  }
  const {milestone, note} = answer
  const data = {milestone, ...(note ? {note} : {}), ...approximate}
  return {type: 'incident.milestone', time, authid: operator.name, data}
}

/** Why nobody answers any more, once a signal has ended the run. */
export function interrupted({reason}: AbortSignal): string {
  return `interrupted by ${String(reason)}`
}

/** What is recorded beside the answer; the value of an input is not: it has an event of its own, which knows secrets. */
function detailOf(answer: Answer): string | undefined {
  if ('reason' in answer) return answer.reason || undefined
  if (answer.do === 'milestone') return answer.milestone
  if (answer.do === 'approve') return answer.name
  if (answer.do === 'set') return answer.name
  if (answer.do === 'wait') return formatDuration(answer.forMs)
  return answer.do === 'done' || answer.do === 'failed' ? answer.note : undefined
}
