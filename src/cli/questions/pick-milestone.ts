import {type Milestone, milestones} from '../../model/milestone.ts'
import type {Answer} from '../../model/operator.ts'
import {clip, oneLine} from '../../report/clean.ts'
import {momentOf} from '../../report/clock.ts'
import {gone} from './ask-input.ts'
import type {Terminal} from './person.ts'
import {withMoment} from './told-moment.ts'

/** Has the person say that the incident has come to a milestone: `mitigated -5m failover done`; undefined where none is named. */
export async function pickMilestone(
  typed: string,
  {prompt, show, style, run, now}: Terminal,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  const {colors} = style
  let said: string | undefined = typed
  if (said === '') {
    const marked = new Map(run().milestones.map(({milestone, time}) => [milestone, time]))
    const lines = milestones.map((name, index) => {
      const time = marked.get(name)
      return `  ${colors.bold(String(index + 1))} ${name}${time ? colors.dim(`  ${momentOf(time)} UTC`) : ''}`
    })
    show(`\n${lines.join('\n')}\n\n`)
    said = await prompt('Which? (a number, then -5m or 03:05 for its time, then a note; empty: none)')
    if (said === undefined) return gone(signal)
  }
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(said.trim())!
  if (word === '') return undefined
  const milestone = milestoneOf(word)
  const {text: note, told, toCome} = withMoment(rest, now())
  if (milestone && !toCome) return {do: 'milestone', milestone, ...(note ? {note} : {}), ...told}
  const problem = milestone ? 'That is still to come.' : `“${clip(oneLine(word), 40)}” is no milestone.`
  show(`  ${colors.yellow(`${problem} Nothing was marked.`)}\n`)
  return undefined
}

function milestoneOf(word: string): Milestone | undefined {
  if (/^\d+$/.test(word)) return milestones[Number(word) - 1]
  const found = milestones.filter(name => name.startsWith(word.toLowerCase()))
  return found.length === 1 ? found[0] : undefined
}
