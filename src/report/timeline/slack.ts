import type {Zone} from '../../model/zone.ts'
import {clip, oneLine} from '../clean.ts'
import {clockOf, dateOf} from '../clock.ts'
import {marks} from '../outcome-text.ts'
import {localTime, offsetAt} from './local.ts'
import {figureText} from './markdown.ts'
import {isLate, plainWhat, type Row} from './row.ts'
import type {Summary} from './story.ts'
import {titleOf} from './summary-text.ts'

/** Slack's limits: blocks of a message, characters of a text and of a header. */
const [mostBlocks, mostText, mostHeader] = [50, 3000, 150]

/** Plain text: no markup of Slack's works in it, and nobody is notified. */
const plain = (text: string) => ({type: 'plain_text', text, emoji: false})

/** Writes one message of Slack blocks; what does not fit into a message is counted in its last line. */
export function* timelineSlack(summary: Summary, rows: Iterable<Row>, zone: Zone): Generator<string> {
  const blocks: unknown[] = [
    {type: 'header', text: plain(clip(`Timeline: ${titleOf(summary).map(oneLine).join(', ')}`, mostHeader))},
  ]
  const known = summary.measured.figures.filter(({ms}) => ms !== undefined)
  const figures = known.slice(0, 10).map(figure => `${figure.name}: ${figureText(figure)}`)
  if (figures.length > 0) blocks.push({type: 'section', text: plain(figures.join('\n'))})
  let text = ''
  let day = ''
  let left = 0
  const flush = () => {
    if (text !== '') blocks.push({type: 'section', text: plain(text)})
    text = ''
  }
  for (const row of rows) {
    const local = localTime(zone, row.time)
    const heading = dateOf(local) === day ? '' : `${dateOf(local)} (${offsetAt(zone, row.time)})\n`
    const line = heading + clip(rowText(row, local, zone), 600)
    if (text.length + line.length + 1 > mostText) flush()
    if (blocks.length >= mostBlocks - 1) left++
    else {
      text += `${text === '' ? '' : '\n'}${line}`
      day = dateOf(local)
    }
  }
  flush()
  if (left > 0)
    blocks.push({type: 'context', elements: [plain(`${left} more do not fit into one message of Slack.`)]})
  yield `${JSON.stringify({blocks}, undefined, 2)}\n`
}

function rowText(row: Row, local: string, zone: Zone): string {
  const {approximate, who, outcome, standing, kind, until} = row
  const sign = kind === 'milestone' ? '◆ ' : ''
  const end = `${standing ? `${marks[standing]} ` : ''}${outcome}`
  const over = until === undefined ? '' : `–${clockOf(localTime(zone, until)).slice(0, 5)}`
  return oneLine(
    `${approximate ? '~' : ''}${clockOf(local).slice(0, 5)}${over} ${sign}${who ? `${who}: ` : ''}${plainWhat(row)}${end ? ` (${end})` : ''}${isLate(row) ? ' (told late)' : ''}`,
  )
}
