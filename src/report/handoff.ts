import type {Run, RunStep} from '../model/fold.ts'
import {incidentOf, titleOf} from '../model/incident-facts.ts'
import {oneLine} from './clean.ts'
import {momentOf} from './clock.ts'
import {drillMark} from './drill-text.ts'
import {cell, code} from './markdown.ts'
import {offScriptMarkdown} from './off-script.ts'
import {editText} from './record-text.ts'
import {isBroken, isWaiting, resultText, standingOf, standingText} from './status.ts'

/** What somebody who takes over a run must know, as markdown; `command` takes it over. */
export function renderHandoff(
  run: Run,
  {since, goesOn, command}: {since: string; goesOn: boolean; command: string},
): string {
  if (!run.started) return 'Nothing is on record.\n'
  const {data, time} = run.started
  const incident = incidentOf(run)
  const {operator, host} = run.resumed.at(-1) ?? data
  const of = (wanted: (step: RunStep) => boolean) => run.steps.filter(wanted).map(line)
  const open = of(step => isBroken(standingOf(step)))
  const pending = run.steps.filter(isWaiting)
  const questions = run.notes.filter(({kind}) => kind === 'hypothesis' || kind === 'todo')
  const notes = run.notes.filter(({kind}) => kind !== 'hypothesis' && kind !== 'todo')
  const told = (all: Run['notes']) =>
    all.map(
      ({time, by, kind, text, approximate}) =>
        `- ${guess(approximate)}${momentOf(time)} ${cell(by ?? '')}, ${kind}: ${cell(text)}`,
    )
  const next = run.steps.find(step => standingOf(step) === 'unknown')
  const parts = [
    `# Handoff: ${cell(titleOf(run))}${incident ? ` (${cell(incident)})` : ''}${drillMark(data)}`,
    [
      `- **Status:** ${goesOn ? 'it still goes on: it must be left or end before it can be taken over' : cell(resultText(run).text)}`,
      ...(run.incident.summary === undefined ? [] : [`- **Now:** ${cell(oneLine(run.incident.summary))}`]),
      ...(run.paused
        ? [
            `- **Paused:** since ${momentOf(run.paused.time)} UTC${run.paused.reason ? `: ${cell(oneLine(run.paused.reason))}` : ''}`,
          ]
        : []),
      `- **Who:** ${cell(operator)} on ${code(host.name)}`,
      `- **Since:** ${momentOf(time)} UTC; the record ends at ${momentOf(since)} UTC`,
      `- **Next:** ${next ? `find out how ${named(next)} ended` : pending[0] ? named(pending[0]) : 'nothing is left'}`,
    ].join('\n'),
    ...part(
      'Roles',
      run.roles.map(one => `- ${cell(oneLine(one.role))}: ${cell(oneLine(one.person))}`),
    ),
    ...part(
      'Milestones',
      run.milestones.map(
        one =>
          `- ${guess(one.approximate)}${momentOf(one.time)} ${one.milestone}${one.note ? `: ${cell(one.note)}` : ''}`,
      ),
    ),
    ...part(
      'Done',
      of(step => standingOf(step) === 'success'),
    ),
    ...part('Failed or unknown', open),
    ...part(
      'Skipped',
      of(step => standingOf(step) === 'skip' && step.skipped?.choice === undefined),
    ),
    ...part(
      'Pending',
      pending.map(step => `- ${named(step)}`),
    ),
    ...part(
      'Off the script',
      run.offScript.map(
        one => `- ${momentOf(one.time)} ${cell(oneLine(one.by ?? ''))}: ${offScriptMarkdown(one)}`,
      ),
    ),
    ...part('Open questions', told(questions)),
    ...part(
      'Variables',
      run.inputs.map(
        ({name, value}) =>
          `- ${code(name)}: ${value === undefined ? 'secret, to be given again' : code(value)}`,
      ),
    ),
    ...part('Notes', told(notes)),
    `## Take over\n\n\`\`\`sh\n${command}\n\`\`\``,
  ]
  return `${parts.join('\n\n')}\n`
}

/** A time that somebody guessed is told as such. */
function guess(approximate: boolean | undefined): string {
  return approximate ? '~' : ''
}

function line(step: RunStep): string {
  const {edited} = step
  const other = edited && edited.diff !== '' ? `; ${cell(editText(edited))}` : ''
  return `- ${named(step)}: ${cell(standingText(step))}${other}`
}

function named({listed}: RunStep): string {
  return `${listed.number} ${cell(oneLine(listed.title))}`
}

function part(heading: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [`## ${heading}\n\n${lines.join('\n')}`]
}
