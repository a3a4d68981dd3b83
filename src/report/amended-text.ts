import type {Run} from '../model/fold.ts'
import type {Told} from '../model/folded.ts'
import {clip, oneLine} from './clean.ts'
import {momentOf} from './clock.ts'
import {cell} from './markdown.ts'

/** Behind what somebody wrote and somebody amended: who did, when, why, and what it said first; as markdown. */
export function amendedText({amended}: Pick<Told, 'amended'>): string {
  if (!amended) return ''
  const {time, by, reason, was} = amended
  const who = by === undefined ? '' : ` by ${cell(clip(by, 100))}`
  const why = reason === undefined ? '' : `, since ${cell(clip(oneLine(reason), 300))}`
  const first = was.text === '' ? '' : ` ${cell(clip(oneLine(was.text), 300))}`
  return ` *(amended ${momentOf(time)} UTC${who}${why}; first ${momentOf(was.time)}${first})*`
}

/** What was taken out of what is told, by kind, one line each; none where nothing was. */
export function hiddenText({hidden}: Pick<Run, 'hidden'>): string[] {
  return hidden
    .slice(0, 20)
    .map(({as, entry, time, by, reason}) => {
      const of = entry.sequence === undefined ? '' : ` (record ${entry.sequence})`
      const why = reason === undefined ? '' : `: ${cell(clip(oneLine(reason), 300))}`
      return `- Hidden${by === undefined ? '' : ` by ${cell(clip(by, 100))}`} ${momentOf(time)} UTC: a ${as}${of}${why}`
    })
    .concat(hidden.length > 20 ? [`- and ${hidden.length - 20} more are hidden: see \`journal.jsonl\``] : [])
}
