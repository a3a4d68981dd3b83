import {formatDuration} from '../model/duration.ts'
import type {Run, RunStep} from '../model/fold.ts'
import {capped} from './capped.ts'
import {clip, oneLine} from './clean.ts'
import {between, momentOf} from './clock.ts'
import {cell, code, prose} from './markdown.ts'
import {offScriptMarkdown} from './off-script.ts'
import {attemptText} from './outcome-text.ts'
import {longMs, type PostmortemRun} from './postmortem-run.ts'
import {editText} from './record-text.ts'

/** What in the record is out of the ordinary. It says where to look, not what was the cause. */
export function signals(runs: readonly PostmortemRun[]): string {
  const lines = runs.flatMap(one => {
    const {run} = one
    return [
      ...run.steps.flatMap(failures),
      ...run.steps.flatMap(edits),
      ...run.steps.flatMap(skips),
      ...besides(run),
      ...run.guards.map(
        ({time, guard, message}) =>
          `Guard ${code(clip(guard, 60))} at ${momentOf(time)}: ${prose(clip(message, 300), '  ')}`,
      ),
      ...breaks(run),
      ...waits(one),
    ]
  })
  return (
    capped(
      lines,
      100_000,
      line => `- ${line}`,
      left => `- and ${left} more`,
    ).join('\n') ||
    'Nothing out of the ordinary is on record: no failure, no second try, no skipped step, nothing off the script, no guard, no long wait.'
  )
}

function name({listed}: RunStep): string {
  return `step ${listed.number} ${cell(clip(listed.title, 120))}`
}

function failures(step: RunStep): string[] {
  const {attempts, checklist, listed} = step
  const unmet = attempts.flatMap(({checks}) => checks.filter(({verdict}) => verdict === 'unmet'))
  const failed = attempts.filter(({outcome}) => outcome?.kind !== 'success' && outcome?.kind !== 'skip')
  const said: string[] = []
  const last = unmet.at(-1)
  if (last)
    said.push(
      `Check not met, ${name(step)}: expected ${code(clip(oneLine(last.expected), 150))}, observed ${code(clip(oneLine(last.observed), 150))}${unmet.length > 1 ? `, ${unmet.length} times` : ''}`,
    )
  const broken = failed.at(-1)
  if (broken && !last && listed.kind !== 'wait')
    said.push(`Not succeeded, ${name(step)}: ${cell(clip(attemptText(broken), 300))}`)
  if (attempts.length > 1 && listed.kind !== 'wait')
    said.push(
      `${attempts.length} attempts at ${name(step)}, over ${formatDuration(Math.max(0, between(attempts[0]!.startedAt, attempts.at(-1)!.startedAt)))}`,
    )
  if (checklist?.state === 'failed')
    said.push(
      `Answered as failed, ${name(step)}${checklist.note ? `: ${prose(clip(checklist.note, 300), '  ')}` : ''}`,
    )
  return said
}

function edits(step: RunStep): string[] {
  const {attempts, edited} = step
  if (edited && edited.diff !== '')
    return [
      `Not as the runbook has it, ${name(step)}: ${cell(editText(edited))}${edited.by ? ` by ${cell(clip(edited.by, 100))}` : ''}`,
    ]
  const texts = new Set(attempts.flatMap(({started}) => started.text ?? []))
  return texts.size > 1 ? [`Changed between its attempts, ${name(step)}: ${texts.size} texts were run`] : []
}

function skips(step: RunStep): string[] {
  const {skipped, checklist} = step
  if (skipped?.by === 'operator')
    return [`Skipped by the operator, ${name(step)}: ${prose(clip(skipped.reason, 300), '  ')}`]
  if (checklist?.state === 'not-applicable')
    return [`Not applicable, ${name(step)}: ${prose(clip(checklist.note ?? 'without a reason', 300), '  ')}`]
  return []
}

/** What people did that the runbook does not say: it may lack a step. */
function besides({offScript, steps}: Run): string[] {
  return offScript.map(one => {
    const at = steps.find(({listed}) => listed.id === one.step)
    const who = one.by ? ` by ${cell(clip(one.by, 100))}` : ''
    return `Off the script at ${momentOf(one.time)}${at ? `, ${name(at)}` : ''}${who}: ${offScriptMarkdown(one)}`
  })
}

/** Where the run itself was cut off, or its runbook changed under it. */
function breaks(run: Run): string[] {
  return [
    ...run.resumed.map(
      ({time, since, runbook}) =>
        `Resumed at ${momentOf(time)}, ${formatDuration(Math.max(0, between(since, time)))} after the record had ended${runbook ? ', with a changed runbook' : ''}`,
    ),
    ...(run.interrupted
      ? [`Interrupted at ${momentOf(run.interrupted.time)} by ${cell(run.interrupted.signal)}`]
      : []),
  ]
}

function waits({run, events}: PostmortemRun): string[] {
  return events.flatMap(event => {
    if (event.type !== 'prompt.answered' || event.data.waitedMs < longMs) return []
    const step = run.steps.find(({listed}) => listed.id === event.subject)
    if (event.data.question === 'paused')
      return [
        `Paused for ${formatDuration(event.data.waitedMs)}, until ${momentOf(event.time)}${step ? `, ${name(step)}` : ''}`,
      ]
    return [
      `${formatDuration(event.data.waitedMs)} until an answer at ${momentOf(event.time)}${step ? `, ${name(step)}` : ''}`,
    ]
  })
}
