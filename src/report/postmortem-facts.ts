import {formatDuration} from '../model/duration.ts'
import type {Run} from '../model/fold.ts'
import {incidentOf, severityOf} from '../model/incident-facts.ts'
import {opening} from '../model/milestone.ts'
import {capped} from './capped.ts'
import {clip} from './clean.ts'
import {between, momentOf} from './clock.ts'
import {cell, code, codeCell, fileLink, prose, row, tableHead} from './markdown.ts'
import type {PostmortemRun} from './postmortem-run.ts'
import {resultText} from './status.ts'

type Runs = readonly PostmortemRun[]
type Milestone = Run['milestones'][number]

/** How it stands, and what is on record of it. */
export function facts(runs: Runs): string {
  const starts = runs.flatMap(({run}) => run.started ?? [])
  const distinct = (of: (data: (typeof starts)[number]['data']) => string | undefined) =>
    [...new Set(starts.flatMap(({data}) => of(data) ?? []))].map(text => cell(clip(text, 200))).join(', ')
  const rows = [
    ['Status', status(runs)],
    [
      'Incident',
      [...new Set(runs.flatMap(({run}) => incidentOf(run) ?? []))]
        .map(text => cell(clip(text, 200)))
        .join(', '),
    ],
    [
      'Severity',
      [...new Set(runs.flatMap(({run}) => severityOf(run) ?? []))]
        .map(text => cell(clip(text, 200)))
        .join(', '),
    ],
    ['Environment', distinct(data => data.deployment?.environment.name)],
    ...runs.map(one => ['Run', runText(one)]),
  ]
  return [tableHead(['', '']), ...rows.map(([name = '', text = '']) => row([name, text || 'unknown']))].join(
    '\n',
  )
}

function status(runs: Runs): string {
  const all = milestonesOf(runs)
  for (const milestone of ['resolved', 'mitigated', 'detected'] as const) {
    const last = all.findLast(one => one.milestone === milestone)
    const again = last && all.findLast(one => opening.has(one.milestone) && one.time > last.time)
    if (again && milestone !== 'detected')
      return `open again: ${again.milestone}, ${moment(again)} UTC, after it had been ${milestone}, ${moment(last)} UTC`
    if (last) return `${milestone}, ${moment(last)} UTC`
  }
  return 'unknown: neither `detected`, `mitigated` nor `resolved` is on record'
}

function runText({run, runId, folder}: PostmortemRun): string {
  const {started} = run
  if (!started) return `${codeCell(clip(runId, 100))}: its start is not on record`
  const {runbook, operator, mode, drill} = started.data
  const who = [...new Set([operator, ...run.resumed.map(({operator}) => operator)])]
  const {mark, text} = resultText(run)
  return [
    `${fileLink(`${folder}incident.md`, runId)}: ${momentOf(started.time)} UTC, by ${cell(clip(who.join(', '), 200))}, ${mode}${drill ? ', **a drill**' : ''}`,
    `${codeCell(clip(runbook.path, 200))} (SHA-256 ${code(runbook.sha256.slice(0, 12))})`,
    `${mark} ${cell(clip(text, 200))}`,
  ].join('; ')
}

/** Each stretch of impact on users, with what was said of it. */
export function impact(runs: Runs): string {
  const marks = milestonesOf(runs).filter(({milestone}) => /^impact-/.test(milestone))
  if (marks.length === 0)
    return 'When users were affected is **unknown**: nobody marked `impact-began` (`runbook mark impact-began --at TIME` adds it to a run).'
  const lines: string[] = []
  let open: Milestone | undefined
  const say = (from: Milestone | undefined, to: Milestone | undefined) => {
    const lasted = from && to ? `, ${formatDuration(Math.max(0, between(from.time, to.time)))}` : ''
    const ends = `${from ? moment(from) : '**unknown**'} to ${to ? moment(to) : '**unknown**'} UTC`
    const notes = [from, to].flatMap(one => (one?.note ? [prose(clip(one.note, 1000), '  ')] : []))
    lines.push(
      `- Users were affected from ${ends}${lasted}${notes.length > 0 ? `: ${notes.join('; ')}` : ''}`,
    )
  }
  for (const mark of marks) {
    if (mark.milestone === 'impact-began') open ??= mark
    else {
      say(open, mark)
      open = undefined
    }
  }
  if (open) say(open, undefined)
  return lines.join('\n')
}

/** Everybody on record, with how many answers and notes. */
export function people(runs: Runs): string {
  const counts = new Map<string, {steps: number; notes: number}>()
  const of = (name: string) => {
    const known = counts.get(name) ?? {steps: 0, notes: 0}
    counts.set(name, known)
    return known
  }
  for (const {begunBy} of runs) for (const [name, begun] of begunBy) of(name).steps += begun
  for (const {person} of runs.flatMap(({run}) => run.roles)) of(person)
  for (const event of runs.flatMap(({events}) => events)) {
    if (event.type === 'run.started' || event.type === 'run.resumed') of(event.data.operator)
    if (event.authid === undefined) continue
    if (event.type === 'note.added' || event.type === 'incident.milestone') of(event.authid).notes++
  }
  return capped(
    [...counts],
    20_000,
    ([name, {steps, notes}]) =>
      `- ${cell(clip(name, 100))}${rolesOf(runs, name)}: ${steps} attempts at steps, ${notes} notes`,
    left => `- and ${left} more`,
  ).join('\n')
}

/** In brackets, the roles that somebody has. */
function rolesOf(runs: Runs, name: string): string {
  const roles = runs.flatMap(({run}) => run.roles.filter(({person}) => person === name))
  const names = [...new Set(roles.map(({role}) => cell(clip(role, 40))))]
  return names.length > 0 ? ` (${names.join(', ')})` : ''
}

/** What was told to others, and when. */
export function sent(runs: Runs): string {
  const notes = runs.flatMap(({run}) => run.notes.filter(({kind}) => kind === 'comms'))
  const marks = milestonesOf(runs).filter(({milestone}) => milestone === 'communicated')
  const all = [
    ...notes.map(({time, by, text, approximate}) => ({time, by, text, approximate})),
    ...marks.map(({time, by, note, approximate}) => ({
      time,
      by,
      text: note ?? 'users were told',
      approximate,
    })),
  ].sort((a, b) => between(b.time, a.time))
  const lines = capped(
    all,
    50_000,
    one =>
      `- ${moment(one)} UTC${one.by ? ` (${cell(clip(one.by, 100))})` : ''}: ${prose(clip(one.text, 1000), '  ')}`,
    left => `- and ${left} more`,
  )
  return lines.join('\n') || 'No message is on record: neither a note of the kind `comms` nor `communicated`.'
}

function milestonesOf(runs: Runs): Milestone[] {
  return runs.flatMap(({run}) => run.milestones).sort((a, b) => between(b.time, a.time))
}

function moment({time, approximate}: {time: string; approximate?: boolean | undefined}): string {
  return `${approximate ? '~' : ''}${momentOf(time)}`
}
