import {formatDuration} from '../model/duration.ts'
import type {EventOf} from '../model/event.ts'
import {oneLine} from './clean.ts'
import {momentOf} from './clock.ts'
import {outcomeText} from './outcome-text.ts'

/** What was taken out of a record, on one line. */
export function redactionText({files, records, before}: EventOf<'event.redacted'>['data']): string {
  const names = files.map(({path}) => oneLine(path))
  const some = names.length > 5 ? [...names.slice(0, 4), `${names.length - 4} more files`] : names
  const anew =
    records && before
      ? `${files.length > 0 ? '; ' : ''}in ${records.length === 1 ? 'record' : 'records'} ${listed(records)}, so the chain was made anew: its head was ${before.sequence} ${before.hash}`
      : ''
  return `a leak was taken out${some.length > 0 ? ` of ${some.join(', ')}` : ''}${anew}`
}

/** How the clock moved, on one line. */
export function jumpText({cause, jumpMs, since}: EventOf<'clock.jumped'>['data']): string {
  const far = formatDuration(Math.abs(jumpMs))
  const when = `, some time after ${momentOf(since)} UTC`
  if (cause === 'sleep') return `the machine slept for ${far}${when}`
  const way = jumpMs < 0 ? 'back' : 'forward'
  return cause === 'set'
    ? `the clock was set ${way} by ${far}${when}`
    : `the clock went ${way} by ${far}${when}: it was set, or the machine slept`
}

function listed(numbers: readonly number[]): string {
  return numbers.length > 20 ? `${numbers.slice(0, 20).join(', ')} …` : numbers.join(', ')
}

/** What was done off the script, and how it ended: `off the script: 2 commands`. */
export function offScriptText({commands, outcome}: EventOf<'adhoc.finished'>['data']): string {
  const [first, ...more] = commands
  const failed = commands.filter(({exitCode}) => exitCode !== 0).length
  const exits = failed === 0 ? '' : `, ${failed} failed`
  const what =
    first === undefined
      ? 'nothing was typed'
      : more.length > 0
        ? `${commands.length} commands${exits}`
        : first.text
  const exit = more.length === 0 && first?.exitCode ? `: exit ${first.exitCode}` : ''
  return `off the script: ${what}${outcome.kind === 'success' ? exit : `: ${outcomeText(outcome)}`}`
}

/** What an edit makes of a step: `edited for this run, change (the document's text: read)`. */
export function editText({diff, effect, wasEffect}: EventOf<'step.edited'>['data']): string {
  if (diff === '') return "the document's text again"
  return `edited for this run${effect === wasEffect ? '' : `, ${effect} (the document's text: ${wasEffect})`}`
}

/** Who has a role from now on: `commander: alice`. */
export function roleText({role, person}: EventOf<'role.assigned'>['data']): string {
  return `${oneLine(role)}: ${person === undefined ? 'nobody any more' : oneLine(person)}`
}

/** What is said of the incident anew, on one line. */
export function incidentText(data: EventOf<'incident.updated'>['data']): string {
  const names = ['incident', 'severity', 'title', 'impact', 'summary'] as const
  return names
    .flatMap(name => (data[name] === undefined ? [] : [`${name}: ${oneLine(data[name])}`]))
    .join('; ')
}

/** What one record says of an earlier one, on one line. */
export function revisionText({
  type,
  data,
}: EventOf<'event.amended' | 'event.pinned' | 'event.hidden'>): string {
  const of = `record ${data.sequence}`
  const why = (reason: string | undefined) => (reason === undefined ? '' : `: ${oneLine(reason)}`)
  if (type === 'event.pinned')
    return `${of} ${data.pinned ? 'pinned' : 'not pinned any more'}${why(data.note)}`
  if (type === 'event.hidden') return `${of} ${data.hidden ? 'hidden' : 'shown again'}${why(data.reason)}`
  const said = [
    ...(data.time === undefined ? [] : [`${data.approximate ? '~' : ''}${momentOf(data.time)} UTC`]),
    ...(data.kind === undefined ? [] : [data.kind]),
    ...(data.text === undefined ? [] : [oneLine(data.text)]),
  ]
  return `${of} amended${said.length > 0 ? ` to ${said.join(', ')}` : ''}${data.reason ? `, since ${oneLine(data.reason)}` : ''}`
}

/** That nothing more is taken, on one line. */
export function sealText({note, files}: EventOf<'log.sealed'>['data']): string {
  const kept = files.length > 0 ? `, with ${files.map(({path}) => oneLine(path)).join(', ')}` : ''
  return `the record was sealed${kept}${note === undefined ? '' : `: ${oneLine(note)}`}`
}
