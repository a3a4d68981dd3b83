import type {Milestone} from '../../model/milestone.ts'

/** How much of a timeline is wanted, from the least. */
export const levels = ['milestones', 'story', 'all'] as const
export type Level = (typeof levels)[number]

/** The forms in which a timeline is written. */
export const timelineFormats = ['markdown', 'html', 'json', 'csv', 'mermaid', 'slack', 'otlp'] as const
export type TimelineFormat = (typeof timelineFormats)[number]

/** A stretch of what a row says. */
export interface Piece {
  text: string
  as?: 'code' | 'strong'
  /** An http address that it leads to. */
  url?: string
  /** A file that it leads to, relative to the run directory. */
  file?: string
}

/** One line of a timeline, for any form in which it is written. All texts are as they were told. */
export interface Row {
  /** When it happened: UTC, ISO 8601 with milliseconds, so that texts sort as times. */
  time: string
  /** For what lasted: when it began. */
  from?: string
  /** For a span of time that was told: when it was over; it stands where it began. */
  until?: string
  /** When it was written down, where that is known. */
  recorded?: string
  approximate?: boolean
  /** The run, or the file that told it. */
  source: string
  imported?: boolean
  /** Its place in its journal; of imported rows, over all files. */
  sequence: number
  level: Level
  kind:
    | 'milestone'
    | 'note'
    | 'run'
    | 'step'
    | 'off-script'
    | 'check'
    | 'guard'
    | 'answer'
    | 'evidence'
    | 'value'
    | 'record'
    | 'told'
  milestone?: Milestone
  note?: string
  /** Somebody took it out of the story. */
  hidden?: boolean
  /** Not for outsiders; false for what was made fit for them. */
  internal?: boolean
  step?: {id: string; number?: number; attempt?: number; effect?: string}
  /** Of what was done off the script: what it may do. */
  effect?: string
  who?: string
  what: Piece[]
  outcome: string
  /** The same without what others said of it later: that is not for outsiders. */
  plainOutcome?: string
  /** How a step, a check or a run ended. */
  standing?: 'success' | 'failure' | 'timeout' | 'error' | 'cancelled' | 'skip' | 'unknown'
  /** A file with what was printed, relative to the run directory. */
  evidence?: string
}

/** By time, then journals before imported files, then by run, then by sequence. */
export function byTime(a: Row, b: Row): number {
  return (
    order(a.time, b.time) ||
    Number(a.imported ?? false) - Number(b.imported ?? false) ||
    (a.imported ? 0 : order(a.source, b.source)) ||
    a.sequence - b.sequence
  )
}

/** Whether a row is part of a level. */
export function isAt(level: Level, row: Pick<Row, 'level'>): boolean {
  return levels.indexOf(row.level) <= levels.indexOf(level)
}

/** What a row says, without markup. */
export function plainWhat({what}: Pick<Row, 'what'>): string {
  return what.map(({text}) => text).join('')
}

/** Written down later than it happened, by so much that it was not at once. */
export function isLate({time, recorded}: Pick<Row, 'time' | 'recorded'>): boolean {
  if (recorded === undefined || recorded.slice(0, 16) === time.slice(0, 16)) return false
  return Date.parse(recorded) - Date.parse(time) > 60_000
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
