import type {Zone} from '../../model/zone.ts'
import {clip, oneLine} from '../clean.ts'
import {localTime} from './local.ts'
import {plainWhat, type Row} from './row.ts'
import type {Summary} from './story.ts'
import {titleOf} from './summary-text.ts'

/** Mermaid takes no text above 50,000 characters. */
const mostCharacters = 45_000

/**
 * Writes a Mermaid gantt that GitHub draws: no zone in its times (a `Z` silently gives end = start), every name numbered and
 * free of what ends or breaks a task. What does not fit is counted in a comment.
 */
export function* timelineMermaid(summary: Summary, zone: Zone): Generator<string> {
  const title = `${titleOf(summary).join(' / ')} (${zone.name})`
  yield `gantt\n  title ${name(title, 150)}\n  dateFormat YYYY-MM-DDTHH:mm:ss\n  axisFormat %H:%M\n`
  let [number, left, characters] = [0, summary.undrawn, 500]
  for (const [index, section] of sections(summary.drawn).entries()) {
    const lines: string[] = []
    for (const row of section.rows) {
      const line = task(row, number + 1, zone)
      characters += line.length
      if (characters > mostCharacters) left++
      else {
        number++
        lines.push(line)
      }
    }
    if (lines.length > 0) yield `  section ${index + 1} ${name(section.name, 60)}\n${lines.join('')}`
  }
  if (left > 0) yield `  %% ${left} more are not drawn\n`
}

function sections(rows: readonly Row[]): {name: string; rows: Row[]}[] {
  const of = new Map<string, Row[]>()
  for (const row of rows) {
    const key = row.kind === 'milestone' ? 'milestones' : row.kind === 'note' ? 'notes' : row.source
    of.set(key, [...(of.get(key) ?? []), row])
  }
  const first = ['milestones', 'notes'].filter(key => of.has(key))
  const rest = [...of.keys()].filter(key => !first.includes(key))
  return [...first, ...rest].map(key => ({name: key, rows: of.get(key)!}))
}

const tags: Partial<Record<NonNullable<Row['standing']>, string>> = {
  success: 'done, ',
  failure: 'crit, ',
  timeout: 'crit, ',
  error: 'crit, ',
}

function task(row: Row, number: number, zone: Zone): string {
  const said = `${plainWhat(row)}${row.kind === 'milestone' && row.outcome && !row.imported ? ` ${row.outcome}` : ''}`
  const end = localTime(zone, row.until ?? row.time).slice(0, 19)
  const begin = localTime(zone, row.from ?? row.time).slice(0, 19)
  const guess = row.approximate ? 'about ' : ''
  const when =
    begin < end ? `${begin}, ${end}` : row.kind === 'milestone' ? `milestone, ${end}, 0s` : `${end}, 1s`
  const tag = row.kind === 'milestone' ? '' : (tags[row.standing ?? 'unknown'] ?? '')
  return `  ${number} ${guess}${name(said, 80)} :${tag}${when}\n`
}

/** Text without what Mermaid takes for its own: `:` ends a name, `;` a line, `#` begins an entity, `%%` a comment. */
function name(text: string, limit: number): string {
  const plain = oneLine(text)
    .replaceAll(/[:;#,<>{}\\"`]/g, ' ')
    .replaceAll('%%', '% %')
  return clip(oneLine(plain), limit) || '-'
}
