import type {Answer, ApprovalQuestion} from '../../model/operator.ts'
import {keyLine} from '../../report/step-screen.ts'
import {gone} from './ask-input.ts'
import {onKey} from './on-key.ts'
import type {Terminal} from './person.ts'
import {keysOf, readReply} from './reply.ts'

/** Asks for a second person; the question disappears when one has agreed at another terminal. */
export async function askApproval(
  question: ApprovalQuestion,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  const {prompt, show, style} = terminal
  const {arrived} = question
  if (arrived.aborted) return {do: 'approved'}
  show(`${keyLine(keysOf(question), style)}\n`)
  const typed = await prompt('Second person: your name and the code', {withdraw: arrived})
  if (typed !== undefined) return onKey(readReply(question, typed), typed, question, terminal, signal)
  return arrived.aborted && !signal.aborted ? {do: 'approved'} : gone(signal)
}
