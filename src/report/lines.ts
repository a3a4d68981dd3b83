import type {Colors} from 'picocolors/types.js'
import {formatDuration} from '../model/duration.ts'
import type {EventOf, RunEvent} from '../model/event.ts'
import type {Usual} from '../model/history.ts'
import {strengthText} from './approval-text.ts'
import {oneLine} from './clean.ts'
import {asciiMarks, checklistText, judgedText, marks, outcomeText, type Standing} from './outcome-text.ts'
import {
  editText,
  incidentText,
  jumpText,
  offScriptText,
  redactionText,
  revisionText,
  roleText,
  sealText,
} from './record-text.ts'

/** How lines are written: plain text with Unicode marks unless told otherwise. */
export interface LineStyle {
  ascii?: boolean
  colors?: Colors
}

/** What a line says of a step. */
export interface LineStep {
  number: number
  /** How many steps the plan has. */
  total: number
  title: string
  /** What kind of step it is, where that is known. */
  kind?: string
  /** How long it usually takes, where past runs tell. */
  usual?: Usual | undefined
}

/** The line before a step begins: `▸ 3/12 Restart the backend (change)`. */
export function stepLine(step: LineStep & {effect?: string}, {ascii, colors}: LineStyle = {}): string {
  const title = `${nameOf(step)}${step.effect ? ` (${step.effect})` : ''}`
  return `${ascii ? '>' : '▸'} ${colors ? colors.bold(title) : title}`
}

/** The line for an event that a reader of the run wants to see; undefined for the others. `step` is what it is about. */
export function outcomeLine(
  event: RunEvent,
  step: LineStep | undefined,
  style: LineStyle = {},
): string | undefined {
  const name = step ? nameOf(step) : 'run'
  switch (event.type) {
    case 'step.finished':
      return finishedLine(event, name, step, style)
    case 'step.skipped':
      if (event.data.choice !== undefined) return undefined // the choice's own line says what was picked
      return `${mark('skip', style)} ${name}: skipped: ${oneLine(event.data.reason)}`
    case 'checklist.changed': {
      const standing = {done: 'success', failed: 'failure', 'not-applicable': 'skip'} as const
      return `${mark(standing[event.data.state], style)} ${name}: ${oneLine(checklistText(event.data))}`
    }
    case 'check.evaluated': {
      const {verdict, expected, observed} = event.data
      const seen = `expected ${oneLine(expected)}, observed ${oneLine(observed)}`
      return `${mark(verdict === 'met' ? 'success' : 'failure', style)} ${name}: check ${verdict}: ${seen}`
    }
    case 'guard.triggered':
      return `${style.ascii ? '[guard]' : mark('cancelled', style)} ${name}: guard ${oneLine(event.data.guard)}: ${oneLine(event.data.message)}`
    case 'target.checked': {
      const {target, observed, verdict} = event.data
      const said = `${oneLine(target)} says: ${targetText(observed)}`
      return `${mark(verdict === 'unmet' ? 'failure' : 'success', style)} ${name}: ${said}${verdict === 'met' ? ', as declared' : ''}`
    }
    case 'incident.milestone': {
      const {milestone, note, approximate} = event.data
      return `${mark('success', style)} ${milestone}${approximate ? ' (about)' : ''}${note ? `: ${oneLine(note)}` : ''}`
    }
    case 'evidence.attached':
      return `${mark('success', style)} attached: ${oneLine(event.data.name)}`
    case 'role.assigned':
      return `${mark('success', style)} ${roleText(event.data)}`
    case 'incident.updated':
      return `${mark('success', style)} incident: ${incidentText(event.data)}`
    case 'event.amended':
    case 'event.pinned':
    case 'event.hidden':
      return `${mark('success', style)} ${revisionText(event)}`
    case 'log.sealed':
      return `${mark('success', style)} ${sealText(event.data)}`
    case 'event.redacted':
      return `${mark('success', style)} ${redactionText(event.data)}`
    case 'run.paused':
      return `${mark('pending', style)} paused${event.data.reason === undefined ? '' : `: ${oneLine(event.data.reason)}`}`
    case 'clock.jumped':
      return `${mark('cancelled', style)} ${jumpText(event.data)}`
    case 'run.resumed':
      return `${mark('success', style)} resumed by ${oneLine(event.data.operator)}${event.data.runbook ? ', with the file as it is now' : ''}`
    case 'step.judged': {
      const {verdict, note} = event.data
      const standing = {worked: 'success', failed: 'failure', unknown: 'unknown'} as const
      return `${mark(standing[verdict], style)} ${name}: ${judgedText(verdict)}${note ? `: ${oneLine(note)}` : ''}`
    }
    case 'part.finished': {
      const {part, text, outcome, durationMs} = event.data
      const ended = outcome.kind === 'success' ? '' : `: ${oneLine(outcomeText(outcome))}`
      return `${mark(outcome.kind, style)} ${name}, command ${part}: ${oneLine(text)}${ended}  ${formatDuration(durationMs)}`
    }
    case 'adhoc.finished': {
      const {outcome, durationMs, commands} = event.data
      const failed = commands.some(({exitCode}) => exitCode !== 0)
      const stands = outcome.kind === 'success' && failed ? 'failure' : outcome.kind
      return `${mark(stands, style)} ${oneLine(offScriptText(event.data))}  ${formatDuration(durationMs)}`
    }
    case 'adhoc.started':
    case 'adhoc.typed':
      return undefined
    case 'approval.given':
      return `${mark('success', style)} ${name}: approved by ${oneLine(event.authid ?? 'nobody named')} ${strengthText(event.data)}`
    case 'override.used': {
      const text = `BREAK GLASS: ${name} runs without its second person: ${oneLine(event.data.reason)}`
      return `${mark('failure', style)} ${style.colors ? style.colors.inverse(style.colors.red(text)) : text}`
    }
    case 'step.edited':
      return `${mark('pending', style)} ${name}: ${editText(event.data)}`
    case 'run.interrupted':
      return `${mark('cancelled', style)} interrupted by ${oneLine(event.data.signal)}`
    case 'background.ended': {
      const {outcome, durationMs} = event.data
      const text = outcomeText(outcome, event.data.process?.exit.code, step?.kind)
      return `${mark(outcome.kind, style)} ${name}: ${oneLine(text)}  ${formatDuration(durationMs)}`
    }
    case 'process.left': {
      const from = step ? `, which ${name} left running` : ''
      return `${mark('cancelled', style)} ended with the run: ${oneLine(event.data.name)} (process ${event.data.pid})${from}`
    }
    case 'run.started':
    case 'run.finished':
    case 'step.started':
    case 'prompt.answered':
    case 'approval.requested':
    case 'input.set':
    case 'note.added':
      return undefined
    default:
      return event satisfies never
  }
}

/** What a system says of itself: `database app, user ops`. */
export function targetText(observed: Readonly<Record<string, string>>): string {
  return Object.entries(observed)
    .map(([name, value]) => `${oneLine(name)} ${oneLine(value)}`)
    .join(', ')
}

/** The sign for a standing, coloured if colours are given. */
export function mark(standing: Standing, {ascii, colors}: LineStyle): string {
  const sign = (ascii ? asciiMarks : marks)[standing]
  if (!colors) return sign
  if (standing === 'success') return colors.green(sign)
  if (standing === 'skip' || standing === 'pending') return colors.dim(sign)
  return standing === 'unknown' || standing === 'cancelled' ? colors.yellow(sign) : colors.red(sign)
}

function finishedLine(
  {data}: EventOf<'step.finished'>,
  name: string,
  step: LineStep | undefined,
  style: LineStyle,
): string {
  const {kind, usual} = step ?? {}
  const {attempt, outcome, durationMs, db} = data
  const plain = outcome.kind === 'success' && outcome.by !== 'operator' && !outcome.detail && kind !== 'wait'
  const text = plain ? '' : `: ${oneLine(outcomeText(outcome, data.process?.exit.code, kind))}`
  const affected = db?.response.affected_rows
  const rows = affected === undefined ? '' : `, ${affected} ${affected === 1 ? 'row' : 'rows'} affected`
  const again = attempt > 1 ? ` (attempt ${attempt})` : ''
  return `${mark(outcome.kind, style)} ${name}${again}${text}${rows}  ${formatDuration(durationMs)}${usual ? `, usually ${formatDuration(usual.ms)}` : ''}`
}

/** How a line names its step: `3/12 Restart the backend`. */
export function nameOf({number, total, title}: LineStep): string {
  return `${number}/${total} ${oneLine(title)}`
}
