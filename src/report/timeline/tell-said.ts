import type {EventOf} from '../../model/event.ts'
import {strengthText} from '../approval-text.ts'
import {clip} from '../clean.ts'
import {incidentText, jumpText, redactionText, revisionText, roleText, sealText} from '../record-text.ts'
import type {Level, Piece, Row} from './row.ts'

/** Makes the row of an event from what is its own. */
export type MakeRow = (
  kind: Row['kind'],
  level: Level,
  what: Piece[],
  outcome?: string,
  more?: Partial<Row>,
) => Row

/** What people say, and what the record says of itself. */
type Said = EventOf<
  | 'approval.requested'
  | 'approval.given'
  | 'override.used'
  | 'incident.milestone'
  | 'incident.updated'
  | 'role.assigned'
  | 'evidence.attached'
  | 'event.amended'
  | 'event.pinned'
  | 'event.hidden'
  | 'event.redacted'
  | 'clock.jumped'
  | 'log.sealed'
  | 'input.set'
  | 'note.added'
>

/** The row of such an event; `name` is the step that it is about. */
export function tellSaid(event: Said, name: Piece[], row: MakeRow): Row {
  switch (event.type) {
    case 'approval.requested':
      return row('answer', 'all', [{text: 'Second person asked for: '}, ...name], `until ${event.data.until}`)
    case 'approval.given':
      return row('answer', 'story', [{text: 'Second person agreed to '}, ...name], strengthText(event.data))
    case 'override.used':
      return row(
        'guard',
        'story',
        [{text: 'Break glass', as: 'strong'}, {text: ' at '}, ...name],
        event.data.reason,
      )
    case 'incident.milestone': {
      const {milestone, note} = event.data
      return row('milestone', 'milestones', [{text: milestone, as: 'strong'}], note ?? '', {milestone})
    }
    case 'evidence.attached': {
      const {name: called, note, url, file} = event.data
      const link: Piece = file ? {text: called, file: file.path} : url ? {text: url, url} : {text: called}
      return row('evidence', 'story', [{text: 'Evidence: '}, link], note ?? '')
    }
    case 'role.assigned':
      return row('record', 'story', [{text: 'Role'}], roleText(event.data))
    case 'incident.updated':
      return row('record', 'story', [{text: 'Incident'}], incidentText(event.data))
    case 'event.amended':
    case 'event.pinned':
    case 'event.hidden':
      return row('record', 'all', [{text: 'Record'}], revisionText(event))
    case 'log.sealed':
      return row('record', 'story', [{text: 'Record'}], sealText(event.data))
    case 'event.redacted':
      return row('record', 'story', [{text: 'Redaction'}], redactionText(event.data))
    case 'clock.jumped':
      return row('record', 'story', [{text: 'Clock'}], jumpText(event.data))
    case 'input.set': {
      const {name: input, value, secret, source: from} = event.data
      const what: Piece[] = [{text: 'Input '}, {text: clip(input, 60), as: 'code'}, {text: ' set'}]
      return row('value', 'all', what, `${secret ? 'secret' : (value ?? 'not recorded')} (${from})`)
    }
    case 'note.added': {
      const {kind, text, internal} = event.data
      return row('note', 'story', [{text: `${kind}:`, as: 'strong'}, {text: ` ${clip(text, 600)}`}], '', {
        note: kind,
        ...(internal ? {internal} : {}),
      })
    }
    default:
      return event satisfies never
  }
}
