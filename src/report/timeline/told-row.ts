import type {ToldEvent} from '../../model/told.ts'
import {clip} from '../clean.ts'
import type {Piece, Row} from './row.ts'

/** The row of what a file tells. `sequence` is its place over all files. */
export function toldRow(event: ToldEvent, source: string, sequence: number): Row {
  const {
    time,
    until,
    recorded,
    approximate,
    who,
    text,
    outcome = '',
    kind,
    milestone,
    url,
    internal,
    detail,
  } = event
  const said = clip(text, 1000)
  const link: Piece[] = url ? [{text: ' '}, {text: url, url}] : []
  return {
    time,
    ...(until ? {until} : {}),
    ...(recorded ? {recorded} : {}),
    ...(approximate ? {approximate} : {}),
    source,
    imported: true,
    sequence,
    level: milestone ? 'milestones' : detail ? 'all' : 'story',
    kind: milestone ? 'milestone' : kind ? 'note' : 'told',
    ...(milestone ? {milestone} : {}),
    ...(kind ? {note: kind} : {}),
    ...(internal ? {internal} : {}),
    ...(who ? {who} : {}),
    what: [
      ...(milestone
        ? [{text: milestone, as: 'strong'} as const, ...(said ? [{text: `: ${said}`}] : [])]
        : []),
      ...(!milestone && kind ? [{text: `${kind}:`, as: 'strong'} as const, {text: ` ${said}`}] : []),
      ...(!milestone && !kind ? [{text: said}] : []),
      ...link,
    ],
    outcome: clip(outcome, 600),
  }
}
