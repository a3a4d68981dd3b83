import type {Revision} from '../../model/revisions.ts'
import {momentOf} from '../clock.ts'
import type {Row} from './row.ts'

/** The row of what somebody wrote and somebody amended since, as it was written: for who wants all. */
export function asWritten(row: Row): Row {
  return {...plain(row), hidden: true, outcome: joined(row.outcome, 'as it was written; amended since')}
}

/** The row of a record of which another says how it is to be read. */
export function asRevised(row: Row, {amended, hidden, pinned}: Revision, isHidden: boolean): Row {
  const said = amended
    ? [`amended ${momentOf(amended.time)} UTC${amended.by === undefined ? '' : ` by ${amended.by}`}`]
    : []
  if (isHidden) {
    const why = hidden?.reason === undefined ? 'hidden' : `hidden: ${hidden.reason}`
    return {...plain(row), hidden: true, outcome: [row.outcome, ...said, why].filter(Boolean).join('; ')}
  }
  const note = pinned && (pinned.note === undefined ? 'pinned' : `pinned: ${pinned.note}`)
  return {
    ...row,
    plainOutcome: row.outcome,
    ...(pinned && row.level === 'all' ? {level: 'story' as const} : {}),
    outcome: [row.outcome, ...said, ...(note ? [note] : [])].filter(Boolean).join('; '),
  }
}

/** Part of no story, and no milestone. */
function plain({milestone: _, ...row}: Row): Row {
  return {...row, level: 'all'}
}

function joined(outcome: string, more: string): string {
  return outcome === '' ? more : `${outcome}; ${more}`
}
