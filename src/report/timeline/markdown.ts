import {formatDuration} from '../../model/duration.ts'
import type {Zone} from '../../model/zone.ts'
import {clip} from '../clean.ts'
import {between, dateOf, momentOf, offset} from '../clock.ts'
import {cell, codeCell, fileLink, row as line, tableHead, webLink} from '../markdown.ts'
import {marks} from '../outcome-text.ts'
import type {Figure, Total} from './figures.ts'
import {clocksOf, localTime, offsetAt} from './local.ts'
import {isLate, type Piece, type Row} from './row.ts'
import type {Summary} from './story.ts'
import {foldersOf, hiddenText, titleOf} from './summary-text.ts'

/** Writes a timeline as GitHub's markdown, with a row where the day or the clocks change. */
export function* timelineMarkdown(summary: Summary, rows: Iterable<Row>, zone: Zone): Generator<string> {
  if (summary.first === undefined) {
    yield '# Timeline\n\nNothing is on record.\n'
    return
  }
  yield `# Timeline: ${titleOf(summary)
    .map(title => cell(clip(title, 200)))
    .join(', ')}\n\n`
  yield* storyMarkdown(summary, rows, zone)
  yield `\n## Metrics\n\n${figureTable(summary, zone)}\n`
}

/** The story alone, without headings; nothing for no events. */
export function* storyMarkdown(summary: Summary, rows: Iterable<Row>, zone: Zone): Generator<string> {
  const {first, last, sources} = summary
  if (first === undefined || last === undefined) return
  const several = sources.length > 1
  const name = sources.some(({imported}) => imported) ? 'Source' : 'Run'
  yield `From ${momentOf(localTime(zone, first))} to ${momentOf(localTime(zone, last))} ${cell(zone.name)}; Δ counts from the first event.\n\n`
  const columns = [
    `Time (${cell(zone.name)})`,
    'Δ:',
    ...(several ? [name] : []),
    'Who',
    'What',
    'Outcome',
    'Evidence',
  ]
  yield `${tableHead(columns)}\n`
  const heading = (text: string) => `${line([text, ...columns.slice(1).map(() => '')])}\n`
  let day = ''
  let clocks: string | undefined
  for (const row of rows) {
    const local = localTime(zone, row.time)
    const now = offsetAt(zone, row.time)
    if (clocks !== undefined && clocks !== now) yield heading(`**clocks: ${clocks} → ${now}**`)
    if (dateOf(local) !== day) yield heading(`**${dateOf(local)}**`)
    day = dateOf(local)
    clocks = now
    yield `${rowLine(row, local, {zone, first, several, folder: foldersOf(summary)})}\n`
  }
  for (const text of hiddenText(summary))
    yield `\n${text.replaceAll(/--(?:level all|since|until)/g, '`$&`')}\n`
}

/** What a row needs to know of the table that it stands in. */
interface Place {
  zone: Zone
  first: string
  several: boolean
  folder: (source: string) => string
}

function rowLine(row: Row, local: string, {zone, first, several, folder}: Place): string {
  const {approximate, recorded, source, who, what, outcome, standing, evidence} = row
  const told = isLate(row) ? ` (recorded ${momentOf(localTime(zone, recorded!))})` : ''
  const way = folder(source)
  return line([
    `${approximate ? '~' : ''}${clocksOf(row, local, zone)}${told}`,
    offset(between(first, row.time)),
    ...(several ? [codeCell(clip(source, 100))] : []),
    cell(clip(who ?? '', 60)),
    piecesText(what, way),
    cell(clip(`${standing ? `${marks[standing]} ` : ''}${outcome}`, 300)),
    evidence ? fileLink(way + evidence, evidence) : '',
  ])
}

/** What a row or a name says, for a table cell. */
export function piecesText(pieces: readonly Piece[], folder = ''): string {
  return pieces.map(piece => pieceText(piece, folder)).join('')
}

const blankAtEnd = /^\s|\s$/

function pieceText({text, as, url, file}: Piece, folder: string): string {
  if (url !== undefined) return webLink(url)
  if (file !== undefined) return fileLink(folder + file, text)
  if (as === 'code') return codeCell(text)
  if (as === 'strong') return `**${cell(text)}**`
  if (!blankAtEnd.test(text)) return cell(text)
  // blanks at the ends hold the pieces apart
  const [, before, inner, after] = /^(\s*)(.*?)(\s*)$/s.exec(text)!
  return `${before ? ' ' : ''}${cell(inner!)}${after ? ' ' : ''}`
}

/** The figures as a table, with what was summed up below. */
export function figureTable({measured, sources}: Summary, zone: Zone): string {
  const moment = (time: string | undefined) =>
    time === undefined ? 'unknown' : momentOf(localTime(zone, time))
  const zoneName = cell(zone.name)
  return [
    tableHead(['Metric', 'Value:', `From (${zoneName})`, `To (${zoneName})`]),
    ...measured.figures.map(figure =>
      line([
        figure.name,
        figureText(figure),
        ...(figure.from === undefined && figure.to === undefined && figure.ms !== undefined
          ? ['', '']
          : [moment(figure.from), moment(figure.to)]),
      ]),
    ),
    ...totalsText({measured, sources}).flatMap(text => ['', text]),
  ].join('\n')
}

/** How long it was: `~12 min 00 s`, `unknown`. */
export function figureText({ms, approximate}: Figure): string {
  if (ms === undefined) return 'unknown'
  if (ms === 0) return `${approximate ? '~' : ''}0 s`
  return `${approximate ? '~' : ''}${ms < 0 ? '-' : ''}${formatDuration(Math.abs(ms))}`
}

/** What was summed up over runs, in sentences; none where nothing was run. */
export function totalsText({measured, sources}: Pick<Summary, 'measured' | 'sources'>): string[] {
  if (sources.every(({imported}) => imported)) return []
  const {waits, machine, pauses, offScript, paused: stood} = measured
  const paused = pauses.count > 0 ? ` Pauses that the runbook asks for: ${over(pauses, 'wait')}.` : ''
  const still = stood.count > 0 ? ` Paused by an operator: ${over(stood, 'time')}.` : ''
  const beside = offScript.count > 0 ? ` Off the script: ${over(offScript, 'time')}.` : ''
  return [
    `Waiting for people: ${over(waits, 'answer')}. Machine time: ${over(machine, 'attempt')}.${paused}${still}${beside}`,
  ]
}

function over({ms, count}: Total, noun: string): string {
  return `${formatDuration(ms)} over ${count} ${noun}${count === 1 ? '' : 's'}`
}
