import {formatDuration} from '../model/duration.ts'
import type {Run, RunStep} from '../model/fold.ts'
import {amendedText} from './amended-text.ts'
import {capped} from './capped.ts'
import {clip, oneLine} from './clean.ts'
import {clockSince, momentOf} from './clock.ts'
import {cell, code, codeCell, fileLink, prose, row, tableHead} from './markdown.ts'
import {marks} from './outcome-text.ts'
import {type PassedOver, passedOver, stepNumbers} from './passed-over.ts'
import {standingOf, standingText} from './status.ts'

/** One row a step, in plan order; none before the run has begun. */
export function steps(run: Run, share = 1): string[] {
  if (run.steps.length === 0) return []
  const start = run.started?.time ?? ''
  return [
    tableHead(['#:', 'Step', 'Effect', 'Status', 'Took:', 'When (UTC)']),
    ...capped(
      run.steps,
      280_000 * share,
      step => stepRow(step, start),
      left => row(['…', `and ${left} more: see \`journal.jsonl\``, '', '', '', '']),
    ),
  ]
}

function stepRow(step: RunStep, start: string): string {
  const {listed, attempts, checklist, skipped} = step
  const last = attempts.at(-1)
  const time = last?.startedAt ?? checklist?.time ?? skipped?.time
  const again = attempts.length > 1 ? ` (${last!.number} attempts)` : ''
  return row([
    String(listed.number),
    cell(clip(listed.title, 120)),
    last?.started.effect ?? listed.effect ?? listed.kind,
    `${marks[standingOf(step)]} ${cell(clip(standingText(step), 120))}${again}`,
    last?.durationMs === undefined ? '' : formatDuration(last.durationMs),
    time === undefined ? '' : clockSince(start, time),
  ])
}

/** One item a note. */
export function notes(run: Run, share = 1): string[] {
  return capped(run.notes, 100_000 * share, note => noteLine(run, note, 4000), more)
}

/** One note as a list item; of a long text its first `limit` characters. */
export function noteLine(
  run: Run,
  {time, by, kind, text, step, approximate, ...one}: Run['notes'][number],
  limit: number,
): string {
  const number = numberOf(run, step)
  const who = [by && cell(clip(by, 100)), number && `step ${number}`].filter(Boolean).join(', ')
  return `- ${approximate ? '~' : ''}${momentOf(time)} **${cell(kind)}**${who ? ` (${who})` : ''}: ${prose(clip(text, limit), '  ')}${amendedText(one)}`
}

/** What was passed over, and why. */
export function skipped(run: Run, share = 1): string[] {
  const passed = passedOver(
    run,
    ({skipped, checklist}) => skipped !== undefined || checklist?.state === 'not-applicable',
  )
  const line = ({steps}: PassedOver) => {
    const [{listed, skipped, checklist}] = steps
    const reason = skipped?.reason ?? checklist?.note ?? 'not applicable'
    const what =
      steps.length > 1 ? stepNumbers(steps) : `step ${listed.number} ${cell(clip(listed.title, 120))}`
    return `- ${what}: ${prose(clip(reason, 1000), '  ')} (by the ${skipped?.by ?? 'operator'})`
  }
  return capped(passed, 50_000 * share, line, more)
}

/** What people did beside the document's steps: each command, and where its output is. */
export function offScript(run: Run, share = 1): string[] {
  const entry = ({time, by, step, typed, finished}: Run['offScript'][number]) => {
    const number = numberOf(run, step)
    const who = [by && cell(clip(by, 100)), number && `at step ${number}`].filter(Boolean).join(', ')
    const commands = finished?.commands ?? typed
    const ended = finished ? `took ${formatDuration(finished.durationMs)}` : 'no end is on record'
    const output = finished?.output ? `, output: ${fileLink(finished.output.path)}` : ''
    return [
      `- ${momentOf(time)}${who ? ` (${who})` : ''}: ${ended}${output}`,
      ...capped(
        commands,
        10_000 * share,
        commandLine,
        left => `  - … and ${left} more: see \`journal.jsonl\``,
      ),
    ].join('\n')
  }
  return capped(run.offScript, 40_000 * share, entry, more)
}

function commandLine({
  time,
  text,
  exitCode,
}: {
  time: string
  text: string
  exitCode?: number | undefined
}): string {
  const ended = exitCode === undefined ? 'no end on record' : `exit ${exitCode}`
  return `  - ${momentOf(time)} ${code(clip(oneLine(text), 500))}: ${ended}`
}

/** What held a step back. */
export function guards(run: Run, share = 1): string[] {
  const line = ({time, step, guard, message}: Run['guards'][number]) => {
    const number = numberOf(run, step)
    return `- ${momentOf(time)} ${code(clip(guard, 100))}${number ? `, step ${number}` : ''}: ${prose(clip(message, 1000), '  ')}`
  }
  return capped(run.guards, 50_000 * share, line, more)
}

/** Values that were set; of a secret only its name. */
export function inputs(run: Run, share = 1): string[] {
  if (run.inputs.length === 0) return []
  const line = ({name, value, secret, source}: Run['inputs'][number]) => {
    const known = value === undefined ? 'not recorded' : codeCell(clip(value, 300))
    return row([codeCell(clip(name, 100)), secret ? 'secret' : known, source])
  }
  return [
    tableHead(['Input', 'Value', 'From']),
    ...capped(run.inputs, 40_000 * share, line, left => row(['…', `and ${left} more`, ''])),
  ]
}

function numberOf(run: Run, id: string | undefined): number | undefined {
  return id === undefined ? undefined : run.steps.find(({listed}) => listed.id === id)?.listed.number
}

function more(left: number): string {
  return `- … and ${left} more: see \`journal.jsonl\``
}
