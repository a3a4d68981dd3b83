import {formatDuration} from '../model/duration.ts'
import type {Run} from '../model/fold.ts'
import {capped} from './capped.ts'
import {clip} from './clean.ts'
import {clockSince, momentOf} from './clock.ts'
import {cell, code, codeCell, prose, row, tableHead} from './markdown.ts'
import {marks} from './outcome-text.ts'
import {standingOf, standingText} from './status.ts'

/** One row a step, in plan order; none before the run has begun. */
export function steps(run: Run): string[] {
  if (run.steps.length === 0) return []
  const start = run.started?.time ?? ''
  const lines = run.steps.map(step => {
    const {listed, attempts, checklist, skipped} = step
    const last = attempts.at(-1)
    const time = last?.startedAt ?? checklist?.time ?? skipped?.time
    return row([
      String(listed.number),
      cell(clip(listed.title, 120)),
      (last?.started.effect ?? listed.effect) || listed.kind,
      `${marks[standingOf(step)]} ${cell(clip(standingText(step), 120))}${attempts.length > 1 ? ` (${attempts.length} attempts)` : ''}`,
      last?.durationMs === undefined ? '' : formatDuration(last.durationMs),
      time === undefined ? '' : clockSince(start, time),
    ])
  })
  return [
    tableHead(['#:', 'Step', 'Effect', 'Status', 'Took:', 'When (UTC)']),
    ...capped(lines, 280_000, left => row(['…', `and ${left} more: see \`journal.jsonl\``, '', '', '', ''])),
  ]
}

/** One item a note. */
export function notes(run: Run): string[] {
  return capped(
    run.notes.map(note => noteLine(run, note, 4000)),
    100_000,
    left => `- … and ${left} more: see \`journal.jsonl\``,
  )
}

/** One note as a list item; of a long text its first `limit` characters. */
export function noteLine(
  run: Run,
  {time, by, kind, text, step}: Run['notes'][number],
  limit: number,
): string {
  const about = run.steps.find(({listed}) => listed.id === step)?.listed.number
  const who = [by && cell(clip(by, 100)), about && `step ${about}`].filter(Boolean).join(', ')
  return `- ${momentOf(time)} **${cell(kind)}**${who ? ` (${who})` : ''}: ${prose(clip(text, limit), '  ')}`
}

/** What was passed over, and why. */
export function skipped(run: Run): string[] {
  const lines = run.steps.flatMap(({listed, skipped, checklist}) => {
    const reason =
      skipped?.reason ??
      (checklist?.state === 'not-applicable' ? (checklist.note ?? 'not applicable') : undefined)
    const by = skipped?.by ?? 'operator'
    return reason === undefined
      ? []
      : [
          `- ${listed.number}. ${cell(clip(listed.title, 120))}: ${prose(clip(reason, 1000), '  ')} (by the ${cell(by)})`,
        ]
  })
  return capped(lines, 50_000, left => `- … and ${left} more`)
}

/** What held a step back. */
export function guards(run: Run): string[] {
  const lines = run.guards.map(({time, step, guard, message}) => {
    const about = run.steps.find(({listed}) => listed.id === step)?.listed.number
    return `- ${momentOf(time)} ${code(clip(guard, 100))}${about ? `, step ${about}` : ''}: ${prose(clip(message, 1000), '  ')}`
  })
  return capped(lines, 50_000, left => `- … and ${left} more`)
}

/** Values that were set; of a secret only its name. */
export function inputs(run: Run): string[] {
  if (run.inputs.length === 0) return []
  const lines = run.inputs.map(({name, value, secret, source}) =>
    row([
      codeCell(clip(name, 100)),
      secret ? 'secret' : value === undefined ? 'not recorded' : codeCell(clip(value, 300)),
      source,
    ]),
  )
  return [
    tableHead(['Input', 'Value', 'From']),
    ...capped(lines, 40_000, left => row(['…', `and ${left} more`, ''])),
  ]
}
