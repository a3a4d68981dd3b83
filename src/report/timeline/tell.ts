import {formatDuration} from '../../model/duration.ts'
import type {RunEvent} from '../../model/event.ts'
import {clip} from '../clean.ts'
import {between} from '../clock.ts'
import {targetText} from '../lines.ts'
import {checklistText, judgedText, outcomeText} from '../outcome-text.ts'
import {editText} from '../record-text.ts'
import {resultText} from '../status.ts'
import {type Known, runName, stepName} from './names.ts'
import type {Level, Piece, Row} from './row.ts'
import {type MakeRow, tellSaid} from './tell-said.ts'

/** An event with its place in its journal and, if known, when it was written down. */
export type TimelineEvent = RunEvent & {sequence: number; recordedtime?: string}

/** What is known where an event is told. */
export interface Telling {
  source: string
  /** The step that the event is about. */
  step: Known | undefined
  /** What the check of that step last said. */
  verdict: 'met' | 'unmet' | undefined
  /** When the attempt that the event is about began. */
  began: string | undefined
}

/** The row that an event of a journal is; one that began and has no end on record is told by `lost`. */
export function tell(event: TimelineEvent, {source, step, verdict, began}: Telling): Row {
  const {time, subject, sequence} = event
  const row: MakeRow = (kind, level, what, outcome = '', more = {}) => ({
    time,
    ...(event.recordedtime === undefined ? {} : {recorded: event.recordedtime}),
    ...('approximate' in event.data && event.data.approximate && event.type !== 'event.amended'
      ? {approximate: true}
      : {}),
    source,
    sequence,
    level,
    kind,
    ...(subject === undefined
      ? {}
      : {
          step: {
            id: subject,
            ...(step?.number === undefined ? {} : {number: step.number}),
            ...('attempt' in event.data ? {attempt: event.data.attempt} : {}),
            ...(step?.effect === undefined ? {} : {effect: step.effect}),
          },
        }),
    ...(event.authid === undefined ? {} : {who: event.authid}),
    what,
    outcome,
    ...more,
  })
  const name = stepName(step, subject)
  const story = (when: boolean): Level => (when ? 'story' : 'all')
  switch (event.type) {
    case 'run.started':
      return row('run', 'story', runName(event), '', {who: event.data.operator})
    case 'run.resumed': {
      const {operator, since, pending = [], runbook, missing} = event.data
      const changed = runbook ? `; the runbook was changed, ${pending.length} steps are new or changed` : ''
      const gap = formatDuration(Math.max(0, between(since, time)))
      return row(
        'run',
        'story',
        [{text: 'Run resumed'}],
        `after ${gap} without a record${changed}${missing ? '; records before it are missing' : ''}`,
        {
          who: operator,
        },
      )
    }
    case 'run.paused':
      return row('run', 'story', [{text: 'Run paused'}], event.data.reason ?? '')
    case 'run.interrupted':
      return row('run', 'story', [{text: 'Run interrupted'}], event.data.signal, {standing: 'unknown'})
    case 'run.finished': {
      const {standing, text} = resultText({started: event, finished: event, interrupted: undefined})
      return row(
        'run',
        'story',
        [{text: 'Run ended'}],
        `${text}, after ${formatDuration(event.data.durationMs)}`,
        {
          standing: standing === 'pending' ? 'unknown' : standing,
        },
      )
    }
    case 'step.started':
      return row('step', 'all', [...name, {text: ' began'}])
    case 'step.finished': {
      const {outcome, durationMs, output, db} = event.data
      const affected = db?.response.affected_rows
      const text = outcomeText(outcome, event.data.process?.exit.code, step?.kind)
      const quiet = outcome.kind === 'success' && (step?.effect === 'read' || step?.effect === 'local')
      return row(
        'step',
        story(!quiet),
        name,
        `${text}${affected === undefined ? '' : `, ${affected} rows affected`}, took ${formatDuration(durationMs)}`,
        {
          ...(event.authid === undefined && step?.by !== undefined ? {who: step.by} : {}),
          ...(began === undefined ? {} : {from: began}),
          standing: outcome.kind,
          ...(output ? {evidence: output.path} : {}),
        },
      )
    }
    case 'step.judged': {
      const {verdict: judged, note, output} = event.data
      const standing = ({worked: 'success', failed: 'failure', unknown: 'unknown'} as const)[judged]
      return row('step', 'story', name, `${judgedText(judged)}${note ? `: ${note}` : ''}`, {
        ...(began === undefined ? {} : {from: began}),
        standing,
        ...(output ? {evidence: output.path} : {}),
      })
    }
    case 'part.finished': {
      const {part, text, outcome, durationMs, output} = event.data
      const what: Piece[] = [...name, {text: `, command ${part}: `}, {text: clip(text, 100), as: 'code'}]
      const ended = `${outcomeText(outcome)}, took ${formatDuration(durationMs)}`
      return row('step', 'all', what, ended, {
        standing: outcome.kind,
        ...(output ? {evidence: output.path} : {}),
      })
    }
    case 'adhoc.started': {
      const {text, effect = 'unknown'} = event.data
      const typed: Piece[] =
        text === undefined ? [{text: ' began'}] : [{text: ': '}, {text: clip(text, 300), as: 'code'}]
      return row('off-script', 'all', [{text: 'Off the script at '}, ...name, ...typed], '', {effect})
    }
    case 'adhoc.typed':
      return row('off-script', 'all', [
        {text: 'Typed off the script at '},
        ...name,
        {text: ': '},
        {text: clip(event.data.text, 300), as: 'code'},
      ])
    case 'adhoc.finished': {
      const {commands, outcome, durationMs, output} = event.data
      const shown = commands
        .slice(0, 5)
        .flatMap(({text}, index): Piece[] => [
          {text: index === 0 ? ': ' : '; '},
          {text: clip(text, 100), as: 'code'},
        ])
      const more = commands.length > 5 ? [{text: `; and ${commands.length - 5} more`}] : []
      const failed = commands.filter(({exitCode}) => exitCode !== 0).length
      const what = [{text: 'Off the script at '}, ...name, ...shown, ...more]
      const ended = `${outcomeText(outcome)}${failed > 0 && commands.length > 1 ? `, ${failed} of ${commands.length} failed` : ''}, took ${formatDuration(durationMs)}`
      return row('off-script', 'story', what, ended, {
        ...(began === undefined ? {} : {from: began}),
        standing: outcome.kind,
        ...(output ? {evidence: output.path} : {}),
      })
    }
    case 'step.edited':
      return row('answer', 'story', name, editText(event.data))
    case 'background.ended': {
      const {outcome, by, durationMs, output} = event.data
      return row(
        'step',
        story(by === 'itself'),
        [...name, {text: ' ended'}],
        `${outcomeText(outcome, event.data.process?.exit.code)}, after ${formatDuration(durationMs)}`,
        {standing: outcome.kind, ...(output ? {evidence: output.path} : {})},
      )
    }
    case 'process.left': {
      const what: Piece[] = [
        {text: 'Ended with the run: '},
        {text: clip(event.data.name, 60), as: 'code'},
        {text: ', left running by '},
        ...name,
      ]
      return row('step', 'all', what, `process ${event.data.pid}`)
    }
    case 'step.skipped': {
      const {reason, by} = event.data
      return row('step', story(by === 'operator'), name, `skipped: ${reason}`, {standing: 'skip'})
    }
    case 'prompt.answered': {
      const {question, answer, detail, picked, waitedMs} = event.data
      if (question === 'paused' && answer === 'go-on')
        return row(
          'run',
          'story',
          [{text: 'Run gone on with'}],
          `after a pause of ${formatDuration(waitedMs)}`,
        )
      const more = detail ?? (picked && (picked.join(', ') || 'none of these'))
      const said = more === undefined ? answer : `${answer}: ${more}`
      return row(
        'answer',
        story(turning.has(answer)),
        [{text: 'Asked about '}, ...name, {text: `: ${clip(question, 200)}`}],
        `${said}, after ${formatDuration(waitedMs)}`,
      )
    }
    case 'checklist.changed': {
      const standing = ({done: 'success', failed: 'failure', 'not-applicable': 'skip'} as const)[
        event.data.state
      ]
      return row('step', 'story', name, checklistText(event.data), {standing})
    }
    case 'check.evaluated': {
      const {verdict: now, expected, observed} = event.data
      const what: Piece[] = [
        {text: 'Check of '},
        ...name,
        {text: ': expected '},
        {text: clip(expected, 100), as: 'code'},
      ]
      return row('check', story(now !== (verdict ?? 'met')), what, `${now}, observed ${observed}`, {
        standing: now === 'met' ? 'success' : 'failure',
      })
    }
    case 'guard.triggered': {
      const what: Piece[] = [
        {text: 'Guard '},
        {text: clip(event.data.guard, 60), as: 'code'},
        {text: ' at '},
        ...name,
      ]
      return row('guard', 'story', what, event.data.message)
    }
    case 'target.checked': {
      const {target, observed, verdict: seen} = event.data
      const what = [{text: 'Target of '}, ...name, {text: `: ${clip(target, 100)}`}]
      return row('check', story(seen === 'unmet'), what, targetText(observed), {
        standing: seen === 'unmet' ? 'failure' : 'success',
      })
    }
    default:
      return tellSaid(event, name, row)
  }
}

/** The begin of an attempt of which nobody saw the end. */
export function lost(begin: Row): Row {
  return {...begin, level: 'story', outcome: 'unknown: no end is on record', standing: 'unknown'}
}

/** Answers that turn the run; the others only let it go on. */
export const turning: ReadonlySet<string> = new Set([
  'commit',
  'roll-back',
  'retry',
  'continue',
  'rollback',
  'quit',
  'refuse',
])
