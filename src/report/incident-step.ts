import type {Output} from '../model/event.ts'
import type {Attempt, Run, RunStep} from '../model/fold.ts'
import {attemptTables} from './attempt-tables.ts'
import {clip, visible} from './clean.ts'
import {noteLine} from './incident-lists.ts'
import {cell, code, fence, fileLink, html} from './markdown.ts'
import {marks} from './outcome-text.ts'
import {resultTables} from './result-tables.ts'
import {isBroken, standingOf, standingText} from './status.ts'

/** An output file as it is now: its end and, where that is not all, its beginning; or that it is gone or differs from the journal's digest. */
export type OutputText = {kind: 'text'; text: string; head?: string} | {kind: 'missing'} | {kind: 'altered'}

/** How much of a step is shown: lines of output where it broke and where not, characters of its command. */
export interface Detail {
  broken: number
  others: number
  command: number
}

/** One step, folded up: command, attempts, checks, the end of its output, its notes. */
export function stepDetail(
  run: Run,
  step: RunStep,
  notes: Run['notes'],
  look: (output: Output) => OutputText,
  level: Detail,
): string {
  const {listed, attempts} = step
  const last = attempts.at(-1)!
  const standing = standingOf(step)
  const broken = isBroken(standing)
  const section = last.started.section
    .slice(0, 6)
    .map(title => cell(clip(title, 100)))
    .join(' › ')
  const where = last.started.db ? `Database ${code(clip(last.started.db.namespace, 100))}.` : ''
  return [
    `<details${broken ? ' open' : ''}>`,
    `<summary>${listed.number}. ${html(clip(listed.title, 120))}: ${marks[standing]} ${html(clip(standingText(step), 120))}</summary>`,
    '',
    ...paragraph([section && `Section: ${section}.`, effect(last), where].filter(Boolean).join(' ')),
    ...commands(attempts, level.command),
    ...edited(step, level.command),
    ...attemptTables(run, attempts),
    ...(level.others > 0 || broken ? resultTables(attempts) : []),
    ...tail(attempts, look, broken ? level.broken : last.results.length > 0 ? 0 : level.others),
    ...paragraph(
      notes
        .slice(0, 20)
        .map(note => noteLine(run, note, 500))
        .join('\n'),
    ),
    '</details>',
  ].join('\n')
}

function effect({started}: Attempt): string {
  if (started.effect === undefined) return ''
  const reasons = (started.reasons ?? []).slice(0, 5).map(({text}) => cell(clip(text, 200)))
  return `Effect: **${started.effect}**${reasons.length > 0 ? ` (${reasons.join('; ')})` : ''}.`
}

/** The text of every attempt that differs from the one before: an edited command is told, not replaced. */
function commands(attempts: Attempt[], limit: number): string[] {
  const texts = attempts.filter(
    ({started}, index) => index === 0 || started.text !== attempts[index - 1]!.started.text,
  )
  return texts.slice(-5).flatMap(({number, started}) => {
    if (started.text === undefined) return []
    const from = texts.length > 1 ? [`From attempt ${number}:`, ''] : []
    const text = visible(started.text)
    const cut =
      text.length > limit
        ? [`The text goes on: ${text.length} characters, whole in \`journal.jsonl\`.`, '']
        : []
    return [...from, fence(clip(text, limit), started.language), '', ...cut]
  })
}

function edited({edited}: RunStep, limit: number): string[] {
  if (!edited || edited.diff === '') return []
  const who = edited.by === undefined ? '' : ` by ${cell(clip(edited.by, 100))}`
  return [`Edited${who} for this run:`, '', fence(clip(visible(edited.diff), limit), 'diff'), '']
}

function tail(attempts: Attempt[], look: (output: Output) => OutputText, limit: number): string[] {
  const last = attempts.findLast(({output}) => output)
  if (!last?.output) return []
  const {output, number} = last
  const whole = fileLink(output.path)
  const file = look(output)
  const dropped = output.dropped ? ` ${output.dropped} more bytes were not kept.` : ''
  if (file.kind === 'missing') return [`The output of attempt ${number}, ${whole}, is **missing**.`, '']
  if (file.kind === 'altered')
    return [`The output of attempt ${number}, ${whole}, is **not what was recorded**: it is not shown.`, '']
  if (output.bytes === 0) return ['It printed nothing.', '']
  if (limit === 0) return [`Output: ${whole}, ${output.lines} lines.${dropped}`, '']
  const all = file.text.split('\n')
  const lines = all.slice(-limit)
  const first = firstLines(file.head, all.slice(0, -limit)).slice(0, Math.floor(limit / 4))
  const left = output.lines - first.length - lines.length
  if (left <= 0)
    return [
      `Output of attempt ${number}: ${whole}.${dropped}`,
      '',
      fence([...first, ...lines].join('\n'), 'text'),
      '',
    ]
  const shown = first.length > 0 ? `the first ${first.length} and the last` : 'the last'
  return [
    `Output of attempt ${number}: ${shown} ${lines.length} of ${output.lines} lines, whole in ${whole}.${dropped}`,
    '',
    fence([...first, ...(first.length > 0 ? [`[… ${left} lines …]`] : []), ...lines].join('\n'), 'text'),
    '',
  ]
}

/** The lines of a beginning that is whole, then those of the end that are not shown as such. */
function firstLines(head: string | undefined, rest: string[]): string[] {
  return head === undefined || head === '' ? rest : head.split('\n').slice(0, -1)
}

function paragraph(text: string): string[] {
  return text === '' ? [] : [text, '']
}
