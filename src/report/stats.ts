import type {Colors} from 'picocolors/types.js'
import {formatDuration} from '../model/duration.ts'
import type {History, PastRun, StepHistory, Usual} from '../model/history.ts'
import type {Staleness} from '../model/staleness.ts'
import {clip, oneLine} from './clean.ts'
import {dateOf} from './clock.ts'
import {pad, width} from './width.ts'

/** A runbook and what is known of its past. */
export interface RunbookStats {
  path: string
  title: string
  severity: string | undefined
  owner: string | undefined
  lastReviewedOn: string | undefined
  history: History
  staleness: Staleness
}

/** What is known of the past of runbooks, for a terminal: a paragraph each. */
export function renderStats(all: readonly RunbookStats[], colors: Colors): string {
  return all.map(one => `${lines(one, colors).join('\n')}\n`).join('\n')
}

function lines(
  {path, title, severity, history, lastReviewedOn, staleness}: RunbookStats,
  colors: Colors,
): string[] {
  const {live, drills, ended, succeeded, usual, lastLive, lastDrill, procedures} = history
  const slugs = Object.entries(procedures)
  const remarks = history.steps.map(step => [...stepCells(step), remarksOn(step).join('; ')])
  const touched = history.steps.some(({reached, skipped, other}) => reached + skipped + other > 0)
  return [
    `${colors.bold(oneLine(path))}  ${oneLine(title)}${severity ? ` (${oneLine(severity)})` : ''}`,
    `  ${counted(live, 'live run')}, last ${lastText(lastLive)}; ${counted(drills, 'drill')}, last ${lastText(lastDrill)}`,
    ...(live + drills > 0
      ? [
          `  ${succeeded} of ${ended} that ended succeeded${ended < live + drills ? `, ${live + drills - ended} did not end` : ''}; usually ${usualText(usual)}`,
        ]
      : []),
    ...(slugs.length > 0
      ? [`  runs by procedure: ${slugs.map(([slug, runs]) => `#${slug} ${runs}`).join(', ')}`]
      : []),
    `  ${reviewText(lastReviewedOn, staleness)}`,
    ...staleness.reasons.map(reason => colors.yellow(`  ! ${oneLine(reason)}`)),
    ...(touched
      ? table([['#', 'step', 'succeeded', 'usually', ''], ...remarks]).map(line => `    ${line}`)
      : []),
  ]
}

function stepCells({number, title, reached, succeeded, usual}: StepHistory): string[] {
  return [
    String(number),
    clip(oneLine(title), 50),
    reached === 0 ? 'not reached' : `${succeeded} of ${reached}`,
    usual ? usualText(usual) : '',
  ]
}

/** What should make its author think: the same thing done otherwise again and again. */
function remarksOn({reached, skipped, edited, offScript, other}: StepHistory): string[] {
  const said: string[] = []
  const share = (count: number, all: number) =>
    `${count === all && all > 1 ? 'always' : count} (${count} of ${all})`
  if (skipped > 0) said.push(`skipped: ${share(skipped, skipped + reached)}`)
  if (edited > 0) said.push(`changed before it ran: ${share(edited, reached)}`)
  if (offScript > 0)
    said.push(`something done off the script after it: ${share(offScript, Math.max(offScript, reached))}`)
  if (other > 0) said.push(`it said something else in ${counted(other, 'run')}`)
  return said
}

function usualText(usual: Usual | undefined): string {
  return usual ? `${formatDuration(usual.ms)} (median of ${usual.of})` : 'unknown: none succeeded'
}

function lastText(run: PastRun | undefined): string {
  return run ? `${dateOf(run.time)} (${run.result ?? 'no end on record'})` : 'never'
}

function reviewText(last: string | undefined, {reviewDue}: Staleness): string {
  if (last === undefined) return 'no review date'
  return `reviewed ${oneLine(last)}${reviewDue ? `, again by ${reviewDue}` : ''}`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function table(rows: readonly string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => width(row[column] ?? ''))))
  return rows.map(row =>
    row
      .map((text, column) => pad(text, widths[column]!, column === 0 ? 'right' : 'left'))
      .join('  ')
      .trimEnd(),
  )
}
