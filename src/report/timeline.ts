/** In: the events of one journal or several, in memory. Out: markdown, the dated story of what happened. It knows no clock and no file. */
import type {ToldEvent} from '../model/told.ts'
import {utc, type Zone} from '../model/zone.ts'
import {external} from './timeline/external.ts'
import type {Digest} from './timeline/otlp.ts'
import {type TimelineFormat, writeTimeline} from './timeline/render.ts'
import {byTime, type Level, type Row} from './timeline/row.ts'
import {beginStory} from './timeline/story.ts'
import type {TimelineEvent} from './timeline/tell.ts'

export type {TimelineEvent} from './timeline/tell.ts'

export interface TimelineJournal {
  runId: string
  events: readonly TimelineEvent[]
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
 * Renders events by time, then journals before what files tell, then by run, then by sequence. With several journals,
 * evidence is linked as `RUN/outputs/…`. All rows are in memory: see `beginStory` for a journal that is too long for that.
 */
export function renderTimeline(
  journals: readonly TimelineJournal[],
  {
    level = 'story',
    format = 'markdown',
    zone = utc,
    told = [],
    digest = text => text,
    ...options
  }: TimelineOptions = {},
): string {
  const rows: Row[] = []
  const {since, until} = options
  const wanted = {level, since, until, ...(options.external ? {shown: external} : {})}
  const story = beginStory(wanted, row => rows.push(row))
  for (const {runId, events} of journals) {
    const journal = story.journal(runId)
    for (const event of events) journal.event(event)
    journal.end()
  }
  for (const {name, events} of told) story.told(name, events)
  const mask = options.external ? 'commands' : options.anonymize ? 'names' : 'none'
  return [...writeTimeline(story.end(), rows.sort(byTime), {format, zone, mask, digest})].join('')
}
