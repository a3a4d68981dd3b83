import type {Question} from '../../model/operator.ts'

/** Keys that ask for something else than an answer to the question. */
export type AsideReply =
  | {do: 'pause'; reason?: string}
  | {do: 'ask-edit'}
  | {do: 'ask-contacts'}
  | {do: 'ask-undo' | 'ask-reload'}
  | {do: 'step-through'}
  | {do: 'hand-over'}
  | {do: 'ask-shell'; command: string}
  | {do: 'ask-jump' | 'ask-milestone' | 'ask-value'; wanted: string}

/** What a typed line asks for beside the question; undefined if nothing. */
export function asideReply(question: Question, typed: string): AsideReply | undefined {
  const [, first = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(typed)!
  const word = first.toLowerCase()
  if (mayEdit(question) && !rest && ['e', 'edit'].includes(word)) return {do: 'ask-edit'}
  if (maySteer(question) && ['j', 'jump', 'back'].includes(word)) return {do: 'ask-jump', wanted: rest}
  if (['m', 'mark', 'milestone'].includes(word)) return {do: 'ask-milestone', wanted: rest}
  if (maySteer(question) && word.startsWith('!'))
    return {do: 'ask-shell', command: `${typed.slice(1)}`.trim()}
  if (maySteer(question) && !rest && ['u', 'undo'].includes(word)) return {do: 'ask-undo'}
  if (maySteer(question) && !rest && (word === 'handover' || (word === 'h' && question.kind === 'failure')))
    return {do: 'hand-over'}
  if (mayStepThrough(question) && !rest && ['t', 'through'].includes(word)) return {do: 'step-through'}
  if (maySteer(question) && !rest && ['l', 'reload'].includes(word)) return {do: 'ask-reload'}
  if (maySteer(question) && ['v', 'variables'].includes(word)) return {do: 'ask-value', wanted: rest}
  if (maySteer(question) && ['p', 'pause'].includes(word))
    return {do: 'pause', ...(rest ? {reason: rest} : {})}
  if (!rest && [contactsKey(question), 'k', 'contacts'].includes(word)) return {do: 'ask-contacts'}
  return undefined
}

/** The key that shows the contacts: where `c` means something else, another. */
export function contactsKey({kind}: Question): 'c' | 'k' {
  return kind === 'failure' || kind === 'commit' ? 'k' : 'c'
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

/** Whether the question is about a block of several commands. */
export function mayStepThrough(question: Question): boolean {
  return question.kind === 'step' && question.action.kind !== 'sql'
}

/** Whether the run may go elsewhere from here: not while a change is held, nor before what was cut off is settled. */
export function maySteer({kind}: Question): boolean {
  return (
    kind !== 'commit' &&
    kind !== 'unknown' &&
    kind !== 'input' &&
    kind !== 'adhoc' &&
    kind !== 'part' &&
    kind !== 'paused' &&
    kind !== 'approval'
  )
}
