import {clip} from '../clean.ts'
import type {Row} from './row.ts'

/**
 * What outsiders may read of a row: milestones, notes and told events that are not internal, and of steps and runs only
 * that they were and how they ended. Nobody is named. Undefined for anything else. Texts still need a mask.
 */
export function external(row: Row): Row | undefined {
  const {who: _who, evidence: _evidence, plainOutcome, step, ...rest} = row
  const outcome = plainOutcome ?? row.outcome
  const bare = {
    ...rest,
    internal: false,
    outcome: '',
    what: rest.what.map(({url: _url, file: _file, ...piece}) => piece),
  }
  if (row.hidden) return undefined
  switch (row.kind) {
    case 'milestone':
      return row.internal ? {...bare, what: [{text: row.milestone ?? '', as: 'strong'}]} : {...bare, outcome}
    case 'note':
    case 'told':
      if (row.internal) return undefined
      return {...bare, what: bare.what.filter((_, index) => !row.what[index]!.url), outcome}
    case 'run':
      if (row.standing === 'unknown' || row.what[0]?.text.startsWith('Run resumed')) return undefined
      return {
        ...bare,
        what: [{text: row.standing === undefined ? 'A runbook was started' : 'The runbook ended'}],
        outcome: row.standing ?? '',
      }
    case 'step': {
      const changes = step?.effect !== undefined && step.effect !== 'read' && step.effect !== 'local'
      if (row.standing === undefined || (!changes && row.standing === 'success')) return undefined
      const name = step?.number === undefined ? 'A step' : `Step ${step.number}`
      return {
        ...bare,
        what: [{text: clip(`${name}${changes ? ` (${step.effect})` : ''}`, 60)}],
        outcome: row.standing,
      }
    }
    case 'off-script':
    case 'check':
    case 'guard':
    case 'answer':
    case 'evidence':
    case 'value':
    case 'record':
      return undefined
    default:
      return row.kind satisfies never
  }
}

/** Whether outsiders may not read a row as it is, so that who imports it again must keep it from them. */
export function isInside({kind, internal}: Pick<Row, 'kind' | 'internal'>): boolean {
  return internal ?? (kind !== 'milestone' && kind !== 'note' && kind !== 'told')
}
