import type {Answer, Question} from '../../model/operator.ts'
import {oneLine} from '../../report/clean.ts'
import {gone} from './ask-input.ts'
import type {Terminal} from './person.ts'

/** Has the person change the text of the block that the question is about; undefined where it stays as it is. */
export async function editBlock(
  question: Question,
  {prompt, show, style, editor, plainEditor}: Terminal,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  const action = 'action' in question ? question.action : undefined
  if (!action) return undefined
  const {script} = action
  const tell = (text: string) => show(`  ${style.colors.yellow(text)}\n`)
  const sql = action.kind === 'sql' && action.client === undefined
  const name = `${question.step.id}.${sql ? 'sql' : 'sh'}`
  const chosen = editor ?? (script.trimEnd().includes('\n') ? plainEditor : undefined)
  const edited = chosen ? await chosen(script, name) : await prompt('Edit', {edit: script.trimEnd()})
  if (edited === undefined) return gone(signal)
  if (typeof edited === 'object' && 'problem' in edited) {
    const hint = editor ? '' : '; $VISUAL or $EDITOR names another editor'
    tell(`Nothing was changed: ${oneLine(edited.problem)}${hint}`)
    return undefined
  }
  const text = typeof edited === 'string' ? edited : edited.text
  if (text.trim() === '' || text === script.trimEnd() || text === script) {
    tell('Nothing was changed.')
    return undefined
  }
  return {do: 'edit', text}
}
