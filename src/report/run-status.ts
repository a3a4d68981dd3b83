import {formatDuration} from '../model/duration.ts'
import type {Run, RunStep} from '../model/fold.ts'
import {incidentOf, titleOf} from '../model/incident-facts.ts'
import {oneLine} from './clean.ts'
import {between, momentOf} from './clock.ts'
import {drillMark} from './drill-text.ts'
import {type LineStyle, mark} from './lines.ts'
import {isBroken, isWaiting, resultText, standingOf, standingText} from './status.ts'

/** What is known of the process that has a run: it lives, it went without a word, or it gave the run back. */
export type Runner = 'lives' | 'gone' | 'none'

/** How a run stands, in five lines, then a line a step. `since` is the time of the last record. */
export function renderStatus(
  run: Run,
  {runner, now, since, style = {}}: {runner: Runner; now: Date; since: string; style?: LineStyle},
): string {
  if (!run.started) return 'nothing is on record\n'
  const {data, time} = run.started
  const incident = incidentOf(run)
  const {operator, host} = run.resumed.at(-1) ?? data
  const broken = run.steps.filter(step => isBroken(standing(step, runner)))
  const unseen = run.steps.find(step => standing(step, runner) === 'unknown')
  const next = run.steps.find(isWaiting)
  const name = (step: RunStep) => `${step.listed.number} ${oneLine(step.listed.title)}`
  const lines = [
    `${oneLine(titleOf(run))}${incident ? ` (${oneLine(incident)})` : ''}${drillMark(data)}`,
    `Status:  ${standingLine(run, runner)}`,
    ...(run.incident.summary === undefined ? [] : [`Now:     ${oneLine(run.incident.summary)}`]),
    `Who:     ${oneLine(operator)} on ${oneLine(host.name)}`,
    `Started: ${momentOf(time)} UTC, ${formatDuration(Math.max(0, between(time, runner === 'lives' ? now.toISOString() : since)))} ago; last record ${momentOf(since)} UTC`.replace(
      ' ago;',
      runner === 'lives' ? ' ago;' : ' on record;',
    ),
    `Open:    ${broken.length === 0 ? 'nothing' : broken.map(name).join('; ')}`,
    `Next:    ${unseen ? `find out how ${name(unseen)} ended` : next ? name(next) : 'nothing is left'}`,
    '',
    ...run.steps.map(
      step => `${mark(standing(step, runner), style)} ${name(step)}: ${oneLine(wordsOf(step, runner))}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

function standingLine(run: Run, runner: Runner): string {
  if (run.finished) return `${oneLine(resultText(run).text)}${run.sealed ? ', sealed' : ''}`
  if (runner === 'lives')
    return run.paused
      ? `paused since ${momentOf(run.paused.time)} UTC${run.paused.reason ? `: ${oneLine(run.paused.reason)}` : ''}`
      : 'it goes on'
  if (run.interrupted) return `interrupted by ${oneLine(run.interrupted.signal)}`
  return 'cut off: its process is gone, and nobody saw how it ended'
}

function isRunning(step: RunStep, runner: Runner): boolean {
  const last = step.attempts.at(-1)
  return runner === 'lives' && last !== undefined && last.outcome === undefined
}

function standing(step: RunStep, runner: Runner): ReturnType<typeof standingOf> {
  return isRunning(step, runner) ? 'pending' : standingOf(step)
}

function wordsOf(step: RunStep, runner: Runner): string {
  const gone = step.gone ? ' (the runbook does not have it any more)' : ''
  return (isRunning(step, runner) ? 'it runs' : standingText(step)) + gone
}
