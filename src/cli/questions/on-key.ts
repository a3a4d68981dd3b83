import type {Answer, Question} from '../../model/operator.ts'
import {clip, oneLine} from '../../report/clean.ts'
import {gone} from './ask-input.ts'
import {changeValue} from './change-value.ts'
import {editBlock} from './edit-block.ts'
import {keyHelp} from './key-help.ts'
import type {Terminal} from './person.ts'
import {pickMilestone} from './pick-milestone.ts'
import {pickStep} from './pick-step.ts'
import {reloadFile} from './reload-file.ts'
import type {Reply} from './reply.ts'
import {takeBack} from './take-back.ts'
import {takeNote} from './take-note.ts'

type Asked = Exclude<Question, {kind: 'input'}>

/** Does what a key asks for, and gives the answer that comes of it; undefined where the question stays. */
export async function onKey(
  reply: Reply,
  typed: string,
  question: Asked,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  const {prompt, show, style} = terminal
  switch (reply.do) {
    case 'help':
      show(keyHelp(question, style.columns))
      return undefined
    case 'unclear':
      show(`  ${style.colors.yellow(unclear(typed, question))} ? explains the keys.\n`)
      return undefined
    case 'ask-note':
      return takeNote(reply.text, terminal, signal)
    case 'ask-reason': {
      const reason = await prompt(reply.as === 'failed' ? 'What happened?' : 'Why?')
      if (reason === undefined) return gone(signal)
      const why = reason.trim() || 'no reason given'
      return reply.as === 'failed' ? {do: 'failed', note: why} : {do: reply.as, reason: why}
    }
    case 'ask-edit':
      return editBlock(question, terminal, signal)
    case 'ask-jump':
      return pickStep(reply.wanted, question, terminal, signal)
    case 'ask-milestone':
      return pickMilestone(reply.wanted, terminal, signal)
    case 'ask-value':
      return changeValue(reply.wanted, terminal, signal)
    case 'ask-shell':
      return {do: 'shell', ...(reply.command ? {command: reply.command} : {})}
    case 'ask-reload':
      return reloadFile(terminal, signal)
    case 'ask-undo':
      return takeBack(terminal, signal)
    case 'ask-contacts':
      show(
        terminal.contacts() ||
          `  ${style.colors.yellow('The document has no section on escalation or contacts.')}\n`,
      )
      return {do: 'contacts'}
    default:
      return reply
  }
}

/** What is said of a line that is no answer. */
function unclear(typed: string, question: Asked): string {
  if (typed.trim() === '') return 'Nothing was done.'
  const what = `“${clip(oneLine(typed), 40)}” means nothing here`
  if ('consent' in question && question.consent === 'type')
    return `${what}: only “${oneLine(question.word)}” runs it.`
  return question.kind === 'approval' ? `${what}: it takes a name and the code.` : `${what}.`
}
