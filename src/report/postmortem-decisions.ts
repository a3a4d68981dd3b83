import {formatDuration} from '../model/duration.ts'
import type {EventOf, Output} from '../model/event.ts'
import {capped} from './capped.ts'
import {clip, oneLine} from './clean.ts'
import {between, momentOf} from './clock.ts'
import {cell, code, prose} from './markdown.ts'
import {outcomeText} from './outcome-text.ts'
import {changesSomething, type PostmortemRun} from './postmortem-run.ts'
import {editText} from './record-text.ts'
import {piecesText} from './timeline/markdown.ts'
import {type Known as KnownStep, learn, stepName} from './timeline/names.ts'
import type {TimelineEvent} from './timeline/tell.ts'

/** What the record held at a moment. */
interface Known {
  /** The last verdict of each step, by run and step, in the order of the last ones. */
  verdicts: Map<string, {time: string; what: string; data: EventOf<'check.evaluated'>['data']}>
  /** The last step that ended. */
  ended: {time: string; what: string; how: string; output: Output | undefined; of: PostmortemRun} | undefined
  /** Observations and hypotheses since the decision before. */
  notes: {time: string; kind: string; text: string}[]
}

/** What was decided, in order of time, each with what was known before. */
export function decisions(runs: readonly PostmortemRun[]): string {
  const steps = new Map(runs.map(one => [one, new Map<string | undefined, KnownStep>()]))
  const known: Known = {verdicts: new Map(), ended: undefined, notes: []}
  const told: string[] = []
  const attended = new Set<PostmortemRun>()
  for (const {event, of} of merged(runs)) {
    const names = steps.get(of)!
    const name = piecesText(stepName(names.get(event.subject), event.subject))
    if (event.type === 'run.started' || event.type === 'run.resumed') {
      if (event.data.mode === 'attended') attended.add(of)
      else attended.delete(of)
    }
    const byPolicy = event.type === 'prompt.answered' && !attended.has(of)
    const decided = byPolicy ? undefined : decisionIn(event, name, names.get(event.subject))
    if (decided) {
      const who = event.authid ? ` (${cell(clip(event.authid, 100))})` : ''
      told.push([`- ${momentOf(event.time)}${who}: ${decided}`, ...before(known, event.time)].join('\n'))
      known.notes = []
    }
    learn(names, event)
    take(known, event, name, of)
  }
  const lines = capped(
    told,
    200_000,
    text => text,
    left => `- and ${left} more`,
  )
  return lines.join('\n') || 'No decision is on record (`runbook note "decision: …"` adds one).'
}

function merged(runs: readonly PostmortemRun[]): {event: TimelineEvent; of: PostmortemRun}[] {
  return runs
    .flatMap((of, at) => of.events.map(event => ({event, of, at})))
    .sort((a, b) => between(b.event.time, a.event.time) || a.at - b.at || a.event.sequence - b.event.sequence)
}

/** Answers that turn the run. */
const answers: Record<string, string> = {
  commit: 'kept what was changed',
  'roll-back': 'took back what was changed',
  retry: 'tried again',
  continue: 'went on after the failure',
  rollback: 'went to the rollback',
  quit: 'ended the run',
}

function decisionIn(event: TimelineEvent, name: string, step: KnownStep | undefined): string | undefined {
  switch (event.type) {
    case 'note.added':
      return event.data.kind === 'decision' ? `**${prose(clip(event.data.text, 1000), '  ')}**` : undefined
    case 'step.skipped':
      return event.data.by === 'operator'
        ? `skipped ${name}: ${prose(clip(event.data.reason, 500), '  ')}`
        : undefined
    case 'step.edited':
      return `${name}: ${cell(editText(event.data))}`
    case 'adhoc.started':
      return event.data.text === undefined
        ? `opened a shell off the script at ${name}`
        : `ran off the script at ${name}: ${code(clip(oneLine(event.data.text), 300))}`
    case 'step.judged':
      return `said of ${name}, which nobody saw end: ${event.data.verdict}`
    case 'prompt.answered': {
      const {answer, detail, picked} = event.data
      if (picked)
        return `picked ${cell(clip(detail ?? (picked.join(', ') || 'none of them'), 200))} at ${name}`
      const why = detail ? `: ${prose(clip(detail, 500), '  ')}` : ''
      if (Object.hasOwn(answers, answer)) return `${answers[answer]} at ${name}${why}`
      return answer === 'run' && changesSomething(step?.effect) ? `agreed to run ${name}` : undefined
    }
    default:
      return undefined
  }
}

function take(known: Known, event: TimelineEvent, what: string, of: PostmortemRun) {
  const {time} = event
  if (event.type === 'check.evaluated') {
    const key = `${of.runId} ${event.subject}`
    known.verdicts.delete(key)
    known.verdicts.set(key, {time, what, data: event.data})
  } else if (event.type === 'step.finished') {
    const {outcome, output} = event.data
    known.ended = {time, what, how: outcomeText(outcome, event.data.process?.exit.code), output, of}
  } else if (event.type === 'note.added') {
    const {kind, text} = event.data
    if (kind === 'observation' || kind === 'hypothesis') known.notes.push({time, kind, text})
  }
}

/** What the record held, most telling first, as items below a decision. */
function before({verdicts, ended, notes}: Known, time: string): string[] {
  const ago = (then: string) => `${formatDuration(Math.max(0, between(then, time)))} before`
  const checks = [...verdicts.values()]
  const unmet = checks.filter(({data}) => data.verdict === 'unmet')
  const last = ended?.output && ended.of.output(ended.output)
  const printed = last?.kind === 'text' ? lastLines(last.text) : ''
  const lines = [
    ...(unmet.length > 0 ? unmet : checks)
      .slice(-3)
      .map(
        ({time: then, what, data}) =>
          `check of ${what}, ${ago(then)}: **${data.verdict}**, expected ${code(clip(oneLine(data.expected), 150))}, observed ${code(clip(oneLine(data.observed), 150))}`,
      ),
    ...(ended
      ? [
          `last step that had ended, ${ago(ended.time)}: ${ended.what}, ${cell(clip(ended.how, 200))}${printed ? `; it printed last: ${printed}` : ''}`,
        ]
      : []),
    ...notes
      .slice(-5)
      .map(({time: then, kind, text}) => `${kind}, ${ago(then)}: ${prose(clip(text, 500), '      ')}`),
  ]
  if (lines.length === 0) return ['  - Known then: nothing is on record before it']
  return ['  - Known then:', ...lines.map(line => `    - ${line}`)]
}

function lastLines(text: string): string {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  return lines
    .slice(-2)
    .map(line => code(clip(oneLine(line), 160)))
    .join(' ')
}
