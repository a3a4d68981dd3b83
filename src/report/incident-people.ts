import type {Run, RunStep} from '../model/fold.ts'
import {amendedText} from './amended-text.ts'
import {capped} from './capped.ts'
import {clip} from './clean.ts'
import {momentOf} from './clock.ts'
import {cell, fileLink, prose, webLink} from './markdown.ts'
import {offScriptMarkdown} from './off-script.ts'
import {editText} from './record-text.ts'
import {isBroken, standingOf, standingText} from './status.ts'

const more = (left: number) => `- and ${left} more: see \`journal.jsonl\``

/** When the incident was detected, mitigated and so on, one item each, by time. */
export function milestones(run: Run, share = 1): string[] {
  return capped(
    run.milestones,
    20_000 * share,
    ({time, by, milestone, note, approximate, ...one}) =>
      `- ${approximate ? '~' : ''}${momentOf(time)} **${milestone}**${by ? ` (${cell(clip(by, 100))})` : ''}${note ? `: ${prose(clip(note, 1000), '  ')}` : ''}${amendedText(one)}`,
    more,
  )
}

/** What was attached, one item each; `folder` is the way to the run directory. */
export function evidence(run: Run, folder = '', share = 1): string[] {
  return capped(
    run.evidence,
    50_000 * share,
    ({time, name, note, url, file, approximate, ...one}) =>
      `- ${approximate ? '~' : ''}${momentOf(time)} ${file ? fileLink(folder + file.path, name) : url ? webLink(url) : cell(name)}${note ? `: ${prose(clip(note, 1000), '  ')}` : ''}${amendedText(one)}`,
    more,
  )
}

/** What is left to do, as a task list. */
export function followUps(run: Run, share = 1): string[] {
  const todos = run.notes.filter(({kind}) => kind === 'todo')
  return capped(todos, 50_000 * share, ({text}) => `- [ ] ${prose(clip(text, 1000), '  ')}`, more)
}

/** What the run says of the runbook itself: steps that failed, were tried again, edited or passed over by a person, and what was done off the script there. */
export function feedback(run: Run, share = 1): string[] {
  const lines = run.steps.flatMap(step =>
    remarks(step, run).map(
      text => `- Step ${step.listed.number}, ${cell(clip(step.listed.title, 120))}: ${text}`,
    ),
  )
  return capped(lines, 50_000 * share, line => line, more)
}

function remarks(step: RunStep, {offScript}: Run): string[] {
  const {attempts, skipped, listed, edited} = step
  const said: string[] = []
  if (attempts.length > 1 && listed.kind !== 'wait') said.push(`${attempts.at(-1)!.number} attempts`)
  if (isBroken(standingOf(step))) said.push(cell(clip(standingText(step), 200)))
  if (skipped?.by === 'operator') said.push(`passed over: ${cell(clip(skipped.reason, 200))}`)
  if (edited && edited.diff !== '') said.push(cell(editText(edited)))
  for (const one of offScript.filter(one => one.step === listed.id).slice(0, 5))
    said.push(`off the script: ${offScriptMarkdown(one)}`)
  return said
}
