import type {EventOf, RunEvent} from '../model/event.ts'
import type {Decision} from './ask.ts'
import type {Say} from './say.ts'
import type {RunState} from './state.ts'
import type {World} from './world.ts'

/** Where the run goes after a step. */
export type Next =
  | {go: 'on'}
  /** `asked` where the operator wants to go there. */
  | {go: 'to'; step: string; asked?: true}
  /** Through these steps, which take back what was done, and then here again. */
  | {go: 'through'; steps: readonly string[]}
  /** On with the file as it is now. */
  | {go: 'reload'}
  /** Begins the same step anew. */
  | {go: 'again'}
  | {go: 'rollback'}
  | {go: 'end'; result: EventOf<'run.finished'>['data']['result']; reason?: string}

export const on: Next = {go: 'on'}

/** What an answer other than running means for the step it was given at. */
export async function* afterAnswer(
  answer: Decision,
  state: RunState,
  say: Say,
  world: World,
): AsyncGenerator<RunEvent, Next> {
  switch (answer.do) {
    case 'skip':
    case 'not-applicable':
      yield say('step.skipped', {reason: answer.reason, by: answerer(world)}, world.operator.name)
      return on
    case 'rollback':
      return {go: 'rollback'}
    case 'jump':
      return {go: 'to', step: answer.step, asked: true}
    case 'undo':
      return {go: 'through', steps: answer.steps}
    case 'hand-over':
      return {go: 'end', result: 'stopped', reason: 'handed over'}
    case 'reload':
      return {go: 'reload'}
    case 'anew':
      return {go: 'again'}
    case 'refuse':
      yield say('guard.triggered', {guard: answer.code, message: answer.reason})
      return {go: 'end', result: answer.code, reason: answer.reason}
    case 'quit':
      return {
        go: 'end',
        result: state.failed.size > 0 ? 'failure' : 'stopped',
        ...(answer.reason ? {reason: answer.reason} : {}),
      }
    default:
      // an answer to another question: nothing was done, and the record says so
      yield say(
        'step.skipped',
        {reason: `answered with \`${answer.do}\``, by: answerer(world)},
        world.operator.name,
      )
      return on
  }
}

function answerer({facts}: World): 'operator' | 'policy' {
  return facts.mode === 'attended' ? 'operator' : 'policy'
}
