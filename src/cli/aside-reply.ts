import type {Question} from '../model/operator.ts'

/** Keys that ask for something else than an answer to the question. */
export type AsideReply = {do: 'ask-edit'} | {do: 'ask-jump'; wanted: string}

/** What a typed word asks for beside the question; undefined if nothing. */
export function asideReply(question: Question, word: string, rest: string): AsideReply | undefined {
  if (mayEdit(question) && !rest && ['e', 'edit'].includes(word)) return {do: 'ask-edit'}
  if (maySteer(question) && ['j', 'jump', 'back'].includes(word)) return {do: 'ask-jump', wanted: rest}
  return undefined
}

/** Whether the question is about a block whose text may be another. One that cannot be run stays so, unless that is the operator's own text. */
export function mayEdit(question: Question): boolean {
  switch (question.kind) {
    case 'step':
      return true
    case 'failure':
      return question.action !== undefined
    case 'refused-block':
      return question.action.edited !== undefined
    default:
      return false
  }
}

/** Whether the run may go elsewhere from here: not while a change is held, nor before what was cut off is settled. */
export function maySteer({kind}: Question): boolean {
  return kind !== 'commit' && kind !== 'unknown' && kind !== 'input'
}
