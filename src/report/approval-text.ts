import type {EventOf} from '../model/event.ts'
import type {Run} from '../model/fold.ts'
import {capped} from './capped.ts'
import {clip, oneLine} from './clean.ts'
import {momentOf} from './clock.ts'
import {cell, prose} from './markdown.ts'

/** How a second person agreed, as sure as that is. */
export function strengthText({strength, user, host}: EventOf<'approval.given'>['data']): string {
  if (strength === 'same-keyboard') return 'at the same keyboard, by the name that was typed'
  const where = user && host ? `, as ${oneLine(user.name)} on ${oneLine(host.name)}` : ''
  return strength === 'other-terminal'
    ? `from another terminal${where}`
    : `from another terminal${where}, the login that the run has too: it may be the same person`
}

/** What second persons agreed to, and what ran without one. */
export function approvals(run: Run, share = 1): string[] {
  const number = (id: string | undefined) => run.steps.find(({listed}) => listed.id === id)?.listed.number
  const lines = [
    ...run.approvals.map(one => ({
      ...one,
      text: `approved by ${cell(clip(one.by ?? 'nobody named', 100))} ${cell(clip(strengthText(one), 300))}`,
    })),
    ...run.overrides.map(one => ({
      ...one,
      text: `**break glass**: run without a second person${one.by ? ` by ${cell(clip(one.by, 100))}` : ''}: ${prose(clip(one.reason, 1000), '  ')}`,
    })),
  ].sort((a, b) => Date.parse(a.time) - Date.parse(b.time))
  return capped(
    lines,
    20_000 * share,
    ({time, step, sha256, text}) =>
      `- ${momentOf(time)} step ${number(step) ?? '?'}: ${text} (SHA-256 \`${sha256.replace(/[^0-9a-f]/g, '').slice(0, 12)}\`)`,
    left => `- and ${left} more: see \`journal.jsonl\``,
  )
}
