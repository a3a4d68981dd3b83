/**
 * In: the events of one journal or several. Out: markdown, the dated story of what happened. It knows no clock and no
 * file; milliseconds are cut off, order is by them.
 */
import type {EventOf} from '../model/event.ts'
import {clip} from './clean.ts'
import {between, clockOf, dateOf, momentOf, offset} from './clock.ts'
import {cell, codeCell, fileLink, row, tableHead} from './markdown.ts'
import {type Entry, entries, type TimelineEvent} from './timeline-entries.ts'
import {metrics} from './timeline-metrics.ts'

export type {TimelineEvent} from './timeline-entries.ts'

export interface TimelineJournal {
  runId: string
  events: readonly TimelineEvent[]
  /** The way to its run directory from where the text will be, with a `/` at its end. */
  folder?: string
}

/**
 * Renders the events by time, then run, then sequence. At the level `story` (the default) what only read and succeeded is
 * counted, not listed. With several journals, evidence is linked as `RUN/outputs/…`.
 */
export function renderTimeline(
  journals: readonly TimelineJournal[],
  {level = 'story'}: {level?: 'story' | 'all'} = {},
): string {
  const all = merged(journals)
  if (all.length === 0) return '# Timeline\n\nNothing is on record.\n'
  return `${[
    `# Timeline: ${title(journals)}`,
    ...story(all, journals.length > 1, level),
    '## Metrics',
    metrics(all.map(({event}) => event)),
  ].join('\n\n')}\n`
}

/** The story alone, as markdown without headings; empty for no events. */
export function timelineTable(journals: readonly TimelineJournal[]): string {
  const all = merged(journals)
  return all.length === 0 ? '' : story(all, journals.length > 1, 'story').join('\n\n')
}

type Merged = Entry & {runId: string; folder: string}

function merged(journals: readonly TimelineJournal[]): Merged[] {
  return journals
    .flatMap(({runId, events, folder = journals.length > 1 ? `${runId}/` : ''}) =>
      entries(events).map(entry => ({...entry, runId, folder})),
    )
    .sort(
      (a, b) =>
        between(b.event.time, a.event.time) || order(a.runId, b.runId) || a.event.sequence - b.event.sequence,
    )
}

function story(all: readonly Merged[], several: boolean, level: 'story' | 'all'): string[] {
  const first = all[0]!
  const listed = level === 'all' ? all : all.filter(({story}) => story)
  const lines = listed.flatMap((entry, index) => {
    const day = dateOf(entry.event.time)
    const before = listed[index - 1]
    const line = entryRow(entry, first.event.time, several)
    return before && dateOf(before.event.time) === day ? [line] : [dateRow(day, several), line]
  })
  return [
    `From ${momentOf(first.event.time)} to ${momentOf(all.at(-1)!.event.time)} UTC; Δ counts from the first event.`,
    [
      tableHead(['Time (UTC)', 'Δ:', ...(several ? ['Run'] : []), 'Who', 'What', 'Outcome', 'Evidence']),
      ...lines,
    ].join('\n'),
    ...leftOut(
      all.length - listed.length,
      all.filter(({story, event}) => !story && event.type === 'step.finished').length,
      level,
    ),
  ]
}

function entryRow(
  {event, who, what, outcome, output, runId, folder}: Merged,
  start: string,
  several: boolean,
): string {
  const late = event.recordedtime !== undefined && between(event.time, event.recordedtime) > 60_000
  return row([
    (isGuess(event) ? '~' : '') +
      clockOf(event.time) +
      (late ? ` (recorded ${momentOf(event.recordedtime!)})` : ''),
    offset(between(start, event.time)),
    ...(several ? [codeCell(clip(runId, 100))] : []),
    cell(clip(who ?? '', 60)),
    what,
    cell(clip(outcome, 300)),
    output ? fileLink(folder + output.path, output.path) : '',
  ])
}

/** Whether the time was told as a guess. */
function isGuess({data}: TimelineEvent): boolean {
  return 'approximate' in data && data.approximate === true
}

function dateRow(day: string, several: boolean): string {
  return row([`**${day}**`, '', ...(several ? [''] : []), '', '', '', ''])
}

function title(journals: readonly TimelineJournal[]): string {
  const names = journals.flatMap(({events}) =>
    events
      .filter((event): event is TimelineEvent & EventOf<'run.started'> => event.type === 'run.started')
      .map(({data}) => data.procedure?.title ?? data.runbook.title),
  )
  const different = [...new Set(names)].slice(0, 5)
  return different.length === 0
    ? 'no start is on record'
    : different.map(name => cell(clip(name, 200))).join(', ')
}

function leftOut(hidden: number, steps: number, level: 'story' | 'all'): string[] {
  if (level === 'all' || hidden === 0) return []
  const reads =
    steps === 0
      ? ''
      : `, among them ${steps} ${steps === 1 ? 'step' : 'steps'} that changed nothing and succeeded`
  return [
    `${hidden} ${hidden === 1 ? 'record is' : 'records are'} not listed${reads}; \`--all\` lists everything.`,
  ]
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
