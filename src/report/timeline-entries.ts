import {formatDuration} from '../model/duration.ts'
import type {Output, RunEvent} from '../model/event.ts'
import {clip} from './clean.ts'
import {between} from './clock.ts'
import {targetText} from './lines.ts'
import {cell, codeCell, fileLink, webLink} from './markdown.ts'
import {checklistText, judgedText, marks, outcomeText} from './outcome-text.ts'
import {editText, jumpText, redactionText} from './record-text.ts'
import {resultText} from './status.ts'
import {type Known, learn, runName, stepName} from './timeline-names.ts'

/** An event with its place in its journal and, if known, when it was written down. */
export type TimelineEvent = RunEvent & {sequence: number; recordedtime?: string}

/** One line of a timeline. `what` is markdown, the rest is text. */
export interface Entry {
  event: TimelineEvent
  who: string | undefined
  what: string
  outcome: string
  output: Output | undefined
  /** Whether it belongs to the story, or only to the whole. */
  story: boolean
}

/** The events of one journal as lines, in the journal's order. */
export function entries(events: readonly TimelineEvent[]): Entry[] {
  const steps = new Map<string | undefined, Known>()
  const verdicts = new Map<string | undefined, string>()
  const ended = new Set(
    events.flatMap(event =>
      event.type === 'step.finished' || event.type === 'step.judged'
        ? [`${event.data.attempt} ${event.subject}`]
        : [],
    ),
  )
  return events.map(event => {
    learn(steps, event)
    const step = steps.get(event.subject)
    const entry = (what: string, outcome: string, story: boolean, output?: Output): Entry => ({
      event,
      who: event.authid ?? (event.type === 'step.finished' ? step?.by : undefined),
      what,
      outcome,
      output,
      story,
    })
    const name = stepName(step, event.subject)
    switch (event.type) {
      case 'run.started':
        return {...entry(runName(event), '', true), who: event.data.operator}
      case 'run.resumed': {
        const {operator, since, pending = [], runbook} = event.data
        const changed = runbook ? `; the runbook was changed, ${pending.length} steps are new or changed` : ''
        const gap = formatDuration(Math.max(0, between(since, event.time)))
        return {...entry('Run resumed', `after ${gap} without a record${changed}`, true), who: operator}
      }
      case 'step.judged': {
        const {verdict, note, output} = event.data
        const text = `${marks[judgedMarks[verdict]]} ${judgedText(verdict)}${note ? `: ${note}` : ''}`
        return entry(name, text, true, output)
      }
      case 'step.edited':
        return entry(name, editText(event.data), true)
      case 'run.interrupted':
        return entry('Run interrupted', event.data.signal, true)
      case 'run.finished': {
        const {mark, text} = resultText({started: event, finished: event, interrupted: undefined})
        return entry('Run ended', `${mark} ${text}, after ${formatDuration(event.data.durationMs)}`, true)
      }
      case 'step.started': {
        const lost = !ended.has(`${event.data.attempt} ${event.subject}`)
        return entry(`${name} began`, lost ? `${marks.unknown} unknown: no end is on record` : '', lost)
      }
      case 'step.finished': {
        const {outcome, durationMs, output, db} = event.data
        const rows = db?.response.affected_rows
        const text = `${marks[outcome.kind]} ${outcomeText(outcome, event.data.process?.exit.code, step?.kind)}${rows === undefined ? '' : `, ${rows} rows affected`}`
        const quiet = outcome.kind === 'success' && (step?.effect === 'read' || step?.effect === 'local')
        return entry(name, `${text}, took ${formatDuration(durationMs)}`, !quiet, output)
      }
      case 'background.ended': {
        const {outcome, by, durationMs, output} = event.data
        const text = `${marks[outcome.kind]} ${outcomeText(outcome, event.data.process?.exit.code)}`
        return entry(`${name} ended`, `${text}, after ${formatDuration(durationMs)}`, by === 'itself', output)
      }
      case 'process.left':
        return entry(
          `Ended with the run: ${codeCell(clip(event.data.name, 60))}, left running by ${name}`,
          `process ${event.data.pid}`,
          false,
        )
      case 'step.skipped':
        return entry(name, `${marks.skip} skipped: ${event.data.reason}`, event.data.by === 'operator')
      case 'prompt.answered': {
        const {question, answer, detail, picked, waitedMs} = event.data
        const more = detail ?? (picked && (picked.join(', ') || 'none of these'))
        const said = more === undefined ? answer : `${answer}: ${more}`
        return entry(
          `Asked about ${name}: ${cell(clip(question, 200))}`,
          `${said}, after ${formatDuration(waitedMs)}`,
          decisions.has(answer),
        )
      }
      case 'checklist.changed':
        return entry(name, `${checklistMarks[event.data.state]} ${checklistText(event.data)}`, true)
      case 'check.evaluated': {
        const {verdict, expected, observed} = event.data
        const before = verdicts.get(event.subject) ?? 'met'
        verdicts.set(event.subject, verdict)
        const what = `Check of ${name}: expected ${codeCell(clip(expected, 100))}`
        return entry(
          what,
          `${verdict === 'met' ? marks.success : marks.failure} ${verdict}, observed ${observed}`,
          verdict !== before,
        )
      }
      case 'guard.triggered':
        return entry(`Guard ${codeCell(clip(event.data.guard, 60))} at ${name}`, event.data.message, true)
      case 'incident.milestone': {
        const {milestone, note} = event.data
        return entry(`**${milestone}**`, note ?? '', true)
      }
      case 'evidence.attached': {
        const {name, note, url, file} = event.data
        const link = file ? fileLink(file.path, name) : url ? webLink(url) : cell(name)
        return entry(`Evidence: ${link}`, note ?? '', true)
      }
      case 'event.redacted':
        return entry('Redaction', redactionText(event.data), true)
      case 'clock.jumped':
        return entry('Clock', jumpText(event.data), true)
      case 'target.checked': {
        const {target, observed, verdict} = event.data
        const mark = verdict === 'unmet' ? marks.failure : marks.success
        return entry(
          `Target of ${name}: ${cell(clip(target, 100))}`,
          `${mark} ${targetText(observed)}`,
          verdict === 'unmet',
        )
      }
      case 'input.set': {
        const {name: input, value, secret, source} = event.data
        return entry(
          `Input ${codeCell(clip(input, 60))} set`,
          `${secret ? 'secret' : (value ?? 'not recorded')} (${source})`,
          false,
        )
      }
      case 'note.added':
        return entry(`**${event.data.kind}:** ${cell(clip(event.data.text, 600))}`, '', true)
      default:
        return event satisfies never
    }
  })
}

const judgedMarks = {worked: 'success', failed: 'failure', unknown: 'unknown'} as const
const checklistMarks = {done: marks.success, failed: marks.failure, 'not-applicable': marks.skip}
/** Answers that turn the run; the others only let it go on. */
const decisions = new Set(['commit', 'roll-back', 'retry', 'continue', 'rollback', 'quit', 'refuse'])
