import {formatDuration} from '../model/duration.ts'
import type {JournalRecord} from '../model/event.ts'
import type {Run, RunStep} from '../model/fold.ts'
import {incidentOf, severityOf, titleOf} from '../model/incident-facts.ts'
import type {Alert} from '../model/run-events.ts'
import {capped} from './capped.ts'
import {clip} from './clean.ts'
import {between, momentOf} from './clock.ts'
import {drillText} from './drill-text.ts'
import {leftText} from './left-text.ts'
import {cell, code, prose, webLink} from './markdown.ts'
import {overridesText} from './overrides-text.ts'
import {jumpText} from './record-text.ts'
import {isBroken, isWaiting, resultText, standingOf, standingText} from './status.ts'
import {alertText} from './step-screen.ts'

/** What a journal ended with when it was read. */
export type Head = Pick<JournalRecord, 'sequence' | 'hash' | 'time'>

/** The title and severity of what was run, as markdown for a heading. */
export function title(run: Run): string {
  if (!run.started) return 'nothing is on record'
  const name = cell(clip(titleOf(run), 200))
  const severity = severityOf(run)
  return severity && !name.includes(severity) ? `${name} (${cell(clip(severity, 20))})` : name
}

/** A few lines that answer what is going on. */
export function summary(run: Run, head: Head | undefined): string[] {
  const {started, finished, interrupted} = run
  if (!started) return ['- **Status:** ? nothing is on record: the journal has no start of a run']
  const {data} = started
  const result = resultText(run)
  const end = finished?.time ?? head?.time
  const lasted =
    end === undefined
      ? undefined
      : formatDuration(Math.max(0, finished?.data.durationMs ?? between(started.time, end)))
  const broken = run.steps.filter(step => isBroken(standingOf(step)))
  const waiting = run.steps.filter(isWaiting)
  const open = [
    ...capped(
      broken,
      1500,
      step => `${reference(step)} (${cell(clip(standingText(step), 120))})`,
      left => `${left} more`,
    ),
    ...(waiting.length > 0 ? [`${waiting.length} not run`] : []),
  ]
  const place = [data.host.name, data.deployment?.environment.name].map(name => name && code(clip(name, 100)))
  const others = new Set([
    ...run.steps.flatMap(step => step.attempts.map(({by}) => by)),
    ...run.notes.map(({by}) => by),
  ])
  others.delete(data.operator)
  const also = [...others]
    .filter(by => by !== undefined)
    .slice(0, 10)
    .map(by => cell(clip(by, 100)))
  const signal = interrupted
    ? `, interrupted by ${cell(interrupted.signal)} at ${momentOf(interrupted.time)} UTC`
    : ''
  return [
    `- **Status:** ${result.mark} ${prose(clip(result.text, 500), '  ')}${pausedText(run)}${finished ? `, ended ${momentOf(finished.time)} UTC${signal}` : openEnd(run, head)}`,
    `- **Who:** ${cell(clip(data.operator, 100))}, ${data.mode}${data.drill ? `, ${drillText(data, code).replace('a drill', '**a drill**')}` : ''}${data.readonly ? ', only reading' : ''}${data.byhand ? ', done by hand' : ''}, on ${place[0]}${place[1] ? `, environment ${place[1]}` : ''}${also.length > 0 ? `; also ${also.join(', ')}` : ''}`,
    ...incidentLines(run),
    ...(data.alert ? [`- **Alert:** ${alertLine(data.alert)}`] : []),
    ...capped(
      run.resumed,
      2000,
      ({time, since, operator, runbook, left, missing}) =>
        `- **Resumed:** ${momentOf(time)} UTC by ${cell(clip(operator, 100))}, ${formatDuration(Math.max(0, between(since, time)))} after the record had ended${runbook ? ', with a changed runbook' : ''}${missing ? '; **records before it are missing**' : ''}${left ? `; still running then: ${cell(clip(stillRan(left), 300))}` : ''}`,
      left => `- **Resumed:** ${left} times more`,
    ),
    `- **Started:** ${momentOf(started.time)} UTC${lasted === undefined ? '' : finished ? `, took ${lasted}` : `, on record for ${lasted}`}`,
    ...capped(
      run.jumps.map(jump => `- **Clock:** ${jumpText(jump)}`),
      2000,
      line => line,
      left => `- **Clock:** ${left} more jumps`,
    ),
    ...(run.overrides.length > 0 ? [`- **Break glass:** ${overridesText(run)}`] : []),
    `- **Failed or open:** ${open.length === 0 ? 'nothing' : open.join('; ')}`,
    ...(run.left.length > 0
      ? [
          `- **Left running by steps, ended with the run:** ${capped(
            run.left,
            1500,
            left => cell(leftText(run, left)),
            count => `${count} more`,
          ).join('; ')}`,
        ]
      : []),
    `- **Next:** ${nextStep(broken, waiting)}`,
  ]
}

/** What people said of the incident last, and who has which role. */
function incidentLines(run: Run): string[] {
  const {summary: now, impact, since} = run.incident
  const id = incidentOf(run)
  const said = since
    ? ` (${momentOf(since.time)} UTC${since.by === undefined ? '' : `, ${cell(clip(since.by, 100))}`})`
    : ''
  const roles = capped(
    run.roles,
    2000,
    ({role, person}) => `${cell(clip(role, 40))} ${cell(clip(person, 100))}`,
    left => `${left} more`,
  )
  return [
    ...(now === undefined ? [] : [`- **Now:** ${prose(clip(now, 1000), '  ')}${said}`]),
    ...(impact === undefined ? [] : [`- **Impact:** ${prose(clip(impact, 1000), '  ')}`]),
    ...(id === undefined ? [] : [`- **Incident:** ${code(clip(id, 100))}`]),
    ...(roles.length > 0 ? [`- **Roles:** ${roles.join('; ')}`] : []),
  ]
}

function pausedText({paused, finished}: Run): string {
  if (!paused || finished) return ''
  const why = paused.reason === undefined ? '' : `: ${cell(clip(paused.reason, 300))}`
  return `, paused since ${momentOf(paused.time)} UTC${why}`
}

function alertLine(alert: Alert): string {
  return [cell(clip(alertText(alert), 300)), ...alert.links.slice(0, 5).map(webLink)].join(' · ')
}

function openEnd({interrupted}: Run, head: Head | undefined): string {
  if (interrupted) return `: ended at ${momentOf(interrupted.time)} UTC; it can be resumed`
  return head
    ? `; the record ends at ${momentOf(head.time)} UTC: the run still goes on, or it was cut off`
    : ''
}

function nextStep(broken: RunStep[], waiting: RunStep[]): string {
  const unseen = broken.find(step => standingOf(step) === 'unknown')
  if (unseen) return `find out whether ${reference(unseen)} happened; do not run it again before`
  const [first] = broken
  const then = waiting[0] ? reference(waiting[0]) : undefined
  if (first) return `deal with ${reference(first)}${then ? `, then ${then}` : ''}`
  return then ?? 'nothing is left to do in this runbook'
}

function reference({listed}: RunStep): string {
  return `step ${listed.number} ${cell(clip(listed.title, 80))}`
}

function stillRan(left: readonly {pid: number; name: string; ended: boolean}[]): string {
  return left.map(({pid, name, ended}) => `${name} (${pid}${ended ? ', ended' : ''})`).join(', ')
}
