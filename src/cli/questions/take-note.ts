import type {Answer} from '../../model/operator.ts'
import {momentOf} from '../../report/clock.ts'
import {gone} from './ask-input.ts'
import type {Terminal} from './person.ts'
import {noteFrom} from './reply.ts'
import {withMoment} from './told-moment.ts'

/** Has the person write a note, with the time that it is about before it; undefined where none comes of it. */
export async function takeNote(
  typed: string,
  {prompt, show, style, now}: Terminal,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  const text =
    typed ||
    (await prompt(
      'Note (-5m or 03:05 before it for its time; decision: …, hypothesis: …, todo: …, comms: …)',
    ))
  if (text === undefined) return gone(signal)
  const {text: said, told, toCome} = withMoment(text, now())
  const problem = toCome
    ? 'That is still to come.'
    : told.time && said === ''
      ? 'A time alone is no note.'
      : said !== '' && noteFrom(said).text === ''
        ? 'A kind alone is no note.'
        : ''
  if (problem) show(`  ${style.colors.yellow(`${problem} Nothing was noted.`)}\n`)
  if (problem || said === '') return undefined
  const note = noteFrom(said)
  show(`  ${style.colors.dim(`noted: ${note.note}${told.time ? ` of ${momentOf(told.time)} UTC` : ''}`)}\n`)
  return {...note, ...told}
}
