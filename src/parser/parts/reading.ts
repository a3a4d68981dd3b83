import type {Evidence} from '../part.ts'
import {isMetaName} from '../psql/meta-command.ts'
import {clientOf} from './client.ts'
import {type Extent, extents} from './extent.ts'
import {type Lead, readHeading, readLead} from './lead.ts'
import {leftOpen} from './left-open.ts'
import type {Mark} from './mark.ts'
import {isMeta} from './sql-statement.ts'
import {type ScriptStatement, statementsIn} from './statements.ts'

/** A fence while it is read: its lines, and what each was found to be. */
export interface Reading {
  evidence: Evidence
  /** What the fence's language says of it; `open` where it says nothing. */
  tag: 'shell' | 'console' | 'sql' | 'open'
  lines: readonly string[]
  marks: (Mark | undefined)[]
  lead: Lead
  extent: Extent
  /** The statements, where bash's grammar takes the fence whole. */
  statements: ReadonlyMap<number, ScriptStatement> | undefined
  /** Some line opens a client for SQL, to which what looks like its commands may belong. */
  client: boolean
  /** Commands so far that were not yet looked at for what they open; and whether those before are away: see `isAway`. */
  typed: string[]
  away: boolean
  /** The first line that is not run, while lines after it are, although it may well be a command. */
  doubt: number | undefined
  /** How many more texts may be given to PostgreSQL's grammar in vain. */
  patience: number
}

/** Begins to read a fence. */
export function readingOf(evidence: Evidence, tag: Reading['tag']): Reading {
  const lines = evidence.text.split('\n')
  return {
    evidence,
    tag,
    lines,
    marks: lines.map(() => undefined),
    lead:
      tag === 'open' && !evidence.lead?.trim()
        ? readHeading(evidence.headings.at(-1))
        : readLead(evidence.lead),
    extent: extents(lines),
    statements: tag === 'sql' ? undefined : statementsIn(evidence.text),
    client:
      tag === 'sql' ||
      lines.some(line => clientOf(line) !== undefined) ||
      (tag === 'open' && describes(lines)),
    typed: [],
    away: false,
    doubt: undefined,
    patience: 50,
  }
}

/** Whether what a fence without a language begins with is typed into psql: `\\du`, `\\c shop`. */
function describes(lines: readonly string[]): boolean {
  const first = lines.find(line => line.trim() !== '')
  return first !== undefined && isMeta(first) && isMetaName(/^\s*\\([^\s;]*)/.exec(first)![1]!)
}

/** Whether a line is blank or only a shell's comment. */
export function isNeutral(line: string): boolean {
  return /^\s*(?:#|$)/.test(line)
}

/** A line that leaves a session. */
export const quits = /^\s*(?:exit|quit|\\q);?\s*(?:\n|$)/

/** Whether a command so far opened a shell elsewhere, to which what follows belongs. */
export function isAway(reading: Reading): boolean {
  for (const text of reading.typed.splice(0))
    reading.away = (reading.away || leftOpen(text)?.program === false) && !quits.test(text)
  return reading.away
}

/** Marks lines alike. */
export function markLines({marks}: Reading, from: number, to: number, mark: Mark) {
  for (let line = from; line < to; line++) marks[line] = mark
}
