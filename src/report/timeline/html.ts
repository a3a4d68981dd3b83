import type {Zone} from '../../model/zone.ts'
import {clip, oneLine} from '../clean.ts'
import {between, dateOf, momentOf, offset} from '../clock.ts'
import {marks} from '../outcome-text.ts'
import {escapeHtml} from './escape-html.ts'
import {htmlStyle} from './html-style.ts'
import {clocksOf, localTime, offsetAt} from './local.ts'
import {figureText, totalsText} from './markdown.ts'
import {timelinePicture} from './picture.ts'
import {isLate, type Piece, type Row} from './row.ts'
import type {Summary} from './story.ts'
import {foldersOf, hiddenText, titleOf} from './summary-text.ts'

/** Writes a timeline as one HTML file that needs no network and no script, with a picture and the table that says the same. */
export function* timelineHtml(summary: Summary, rows: Iterable<Row>, zone: Zone): Generator<string> {
  const {first, last, sources} = summary
  const title = titleOf(summary).map(oneLine).join(', ')
  const several = sources.length > 1
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Timeline: ${escapeHtml(clip(title, 200))}</title>
<style>${htmlStyle}</style>
</head>
<body>
<h1>Timeline: ${escapeHtml(clip(title, 400))}</h1>
`
  if (first === undefined || last === undefined) {
    yield '<p>Nothing is on record.</p>\n</body>\n</html>\n'
    return
  }
  yield `<p class="soft">From ${momentOf(localTime(zone, first))} to ${momentOf(localTime(zone, last))} ${escapeHtml(zone.name)}; Δ counts from the first event.</p>
${timelinePicture(summary, zone)}
<h2>Metrics</h2>
${figures(summary, zone)}
<h2>What happened</h2>
<div class="wide"><table>
<thead><tr><th>Time (${escapeHtml(zone.name)})</th><th class="number">Δ</th>${several ? '<th>Source</th>' : ''}<th>Who</th><th>What</th><th>Outcome</th><th>Evidence</th></tr></thead>
<tbody>
`
  const heading = (text: string) =>
    `<tr class="day"><th scope="rowgroup" colspan="${several ? 7 : 6}">${text}</th></tr>\n`
  let day = ''
  let clocks: string | undefined
  for (const row of rows) {
    const local = localTime(zone, row.time)
    const now = offsetAt(zone, row.time)
    if (clocks !== undefined && clocks !== now) yield heading(`clocks: ${clocks} → ${now}`)
    if (dateOf(local) !== day) yield heading(dateOf(local))
    day = dateOf(local)
    clocks = now
    yield rowHtml(row, local, {zone, first, several, folder: foldersOf(summary)})
  }
  yield '</tbody>\n</table></div>\n'
  for (const text of hiddenText(summary)) yield `<p class="soft">${escapeHtml(text)}</p>\n`
  yield '</body>\n</html>\n'
}

/** What a row needs to know of the table that it stands in. */
interface Place {
  zone: Zone
  first: string
  several: boolean
  folder: (source: string) => string
}

function rowHtml(row: Row, local: string, {zone, first, several, folder}: Place): string {
  const {approximate, recorded, source, who, what, outcome, standing, evidence, kind} = row
  const late = isLate(row)
    ? `<br><span class="soft">recorded ${momentOf(localTime(zone, recorded!))}</span>`
    : ''
  const way = folder(source)
  const cells = [
    `<td class="time"><time datetime="${escapeHtml(row.time)}">${approximate ? '~' : ''}${clocksOf(row, local, zone)}</time>${late}</td>`,
    `<td class="number">${offset(between(first, row.time))}</td>`,
    ...(several ? [`<td>${escapeHtml(clip(source, 100))}</td>`] : []),
    `<td>${escapeHtml(clip(who ?? '', 60))}</td>`,
    `<td class="what">${what.map(piece => pieceHtml(piece, way)).join('')}</td>`,
    `<td>${standing ? `<span class="${looks[standing]}">${marks[standing]}</span> ` : ''}${escapeHtml(clip(outcome, 600))}</td>`,
    `<td>${evidence ? link(way + evidence, evidence) : ''}</td>`,
  ]
  return `<tr${kind === 'milestone' ? ' class="milestone"' : ''}>${cells.join('')}</tr>\n`
}

const looks: Record<NonNullable<Row['standing']>, string> = {
  success: 'good',
  failure: 'bad',
  timeout: 'bad',
  error: 'bad',
  cancelled: 'odd',
  unknown: 'odd',
  skip: 'soft',
}

function pieceHtml({text, as, url, file}: Piece, folder: string): string {
  if (url !== undefined) {
    if (!URL.canParse(url) || !/^https?:/i.test(url)) return escapeHtml(text)
    return `<a href="${escapeHtml(new URL(url).href)}" rel="noopener noreferrer">${escapeHtml(text)}</a>`
  }
  if (file !== undefined) return link(folder + file, text)
  if (as === 'code') return `<code>${escapeHtml(text)}</code>`
  return as === 'strong' ? `<strong>${escapeHtml(text)}</strong>` : escapeHtml(text)
}

/** A link to a file beside the page; only its name if the path leads elsewhere. */
function link(path: string, label: string): string {
  const parts = path.split('/')
  if (parts.some(part => part === '' || part === '.' || part === '..'))
    return `<code>${escapeHtml(label)}</code>`
  return `<a href="./${escapeHtml(parts.map(encodeURIComponent).join('/'))}">${escapeHtml(label)}</a>`
}

function figures({measured, sources}: Summary, zone: Zone): string {
  const moment = (time: string | undefined) =>
    time === undefined ? 'unknown' : momentOf(localTime(zone, time))
  const rows = measured.figures.map(figure => {
    const summed = figure.from === undefined && figure.to === undefined && figure.ms !== undefined
    const ends = summed ? ['', ''] : [moment(figure.from), moment(figure.to)]
    return `<tr><td>${escapeHtml(figure.name)}</td><td class="number">${figureText(figure)}</td>${ends.map(end => `<td class="time">${end}</td>`).join('')}</tr>`
  })
  return `<div class="wide"><table>
<thead><tr><th>Metric</th><th class="number">Value</th><th>From</th><th>To</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>
${totalsText({measured, sources})
  .map(text => `<p class="soft">${escapeHtml(text)}</p>`)
  .join('')}`
}
