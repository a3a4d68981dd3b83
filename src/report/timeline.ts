/** In: the events of one journal or several, in memory. Out: markdown, the dated story of what happened. It knows no clock and no file. */
import {revisionsIn} from '../model/revisions.ts'
import type {ToldEvent} from '../model/told.ts'
import {utc, type Zone} from '../model/zone.ts'
import {external} from './timeline/external.ts'
import {figureTable, storyMarkdown} from './timeline/markdown.ts'
import type {Digest} from './timeline/otlp.ts'
import {writeTimeline} from './timeline/render.ts'
import {byTime, type Level, type Row, type TimelineFormat} from './timeline/row.ts'
import {beginStory, type Summary} from './timeline/story.ts'
import type {TimelineEvent} from './timeline/tell.ts'

export type {TimelineEvent} from './timeline/tell.ts'

export interface TimelineJournal {
  runId: string
  events: readonly TimelineEvent[]
  /** The way to its run directory from where the text will be, with a `/` at its end. */
  folder?: string
}

/** What a timeline is to hold, and how it is to be written. */
export interface TimelineOptions {
  /** Without it `story`: what only read and succeeded is counted, not listed. */
  level?: Level
  /** Without it `markdown`. */
  format?: TimelineFormat
  zone?: Zone
  since?: string | undefined
  until?: string | undefined
  anonymize?: boolean
  external?: boolean
  /** What files tell, by their names. */
  told?: readonly {name: string; events: readonly ToldEvent[]}[]
  /** Needed for `otlp`: the hex SHA-256 of a text. */
  digest?: Digest
}

/**
 * Renders events by time, then journals before what files tell, then by run, then by sequence. Evidence of several journals
 * is linked as `RUN/outputs/…`, where they have no folder. All rows are in memory: see `beginStory` for a long journal.
 */
export function renderTimeline(
  journals: readonly TimelineJournal[],
  {format = 'markdown', zone = utc, digest = text => text, ...options}: TimelineOptions = {},
): string {
  const {summary, rows} = told(journals, options)
  const mask = options.external ? 'commands' : options.anonymize ? 'names' : 'none'
  return [...writeTimeline(summary, rows, {format, zone, mask, digest})].join('')
}

/** A story that was told: its rows in order, and how many more there are of it. */
export interface ToldStory {
  summary: Summary
  rows: readonly Row[]
  more: number
}

/** Tells the story of journals in memory. */
export function toldStory(journals: readonly TimelineJournal[]): ToldStory {
  return {...told(journals, {}), more: 0}
}

/** Most of a timeline within another document. Unit: bytes. */
const mostTable = 250_000

/** A story alone, as markdown without headings, as far as it stays readable in a document; empty for no events. */
export function timelineTable({summary, rows, more}: ToldStory): string {
  const texts: string[] = []
  let [used, taken] = [0, 0]
  const counted = function* () {
    for (const row of rows) {
      if (used > mostTable) return
      taken++
      yield row
    }
  }
  for (const text of storyMarkdown(summary, counted(), utc)) {
    used += Buffer.byteLength(text)
    texts.push(text)
  }
  const left = rows.length - taken + more
  if (left > 0)
    texts.push(`\nAnd ${left} later ${left === 1 ? 'row' : 'rows'}: \`runbook timeline\` prints all.\n`)
  return texts.join('').trimEnd()
}

/** The figures of a story, as markdown without headings. */
export function timelineFigures({summary}: ToldStory): string {
  return figureTable(summary, utc)
}

/** The picture of a story, as Mermaid. */
export function timelineGantt({summary, rows}: ToldStory): string {
  return [
    ...writeTimeline(summary, rows, {format: 'mermaid', zone: utc, mask: 'none', digest: text => text}),
  ].join('')
}

function told(
  journals: readonly TimelineJournal[],
  {level = 'story', since, until, external: outside, told: files = []}: TimelineOptions,
): {summary: Summary; rows: Row[]} {
  const rows: Row[] = []
  const wanted = {level, since, until, ...(outside ? {shown: external} : {})}
  const story = beginStory(wanted, row => rows.push(row))
  for (const {runId, events, folder} of journals) {
    const journal = story.journal(runId, folder, revisionsIn(events))
    for (const event of events) journal.event(event)
    journal.end()
  }
  for (const {name, events} of files) story.told(name, events)
  return {summary: story.end(), rows: rows.sort(byTime)}
}
