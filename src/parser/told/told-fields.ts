import {ToldError, type ToldEvent} from '../../model/told.ts'
import type {Zone} from '../../model/zone.ts'
import {kindOf, milestoneOf} from './said.ts'
import {readDay, readTime} from './told-time.ts'

/** What a field of a table or an object may be called, the commonest first. */
const names = {
  time: ['time', 'timestamp', 'datetime', 'at', 'when', 'occurred at', 'happened at', 'created at', 'ts'],
  day: ['date', 'day'],
  text: ['what', 'text', 'message', 'event', 'summary', 'description', 'title', 'action', 'details'],
  who: ['who', 'actor', 'author', 'user', 'by', 'name', 'operator'],
  outcome: ['outcome', 'result'],
  kind: ['kind', 'type'],
  milestone: ['milestone'],
  approximate: ['approximate', 'approx'],
  until: ['until', 'end', 'end time', 'ended at'],
  recorded: ['recorded', 'recorded at', 'recordedtime', 'reported at'],
  url: ['url', 'link'],
  internal: ['internal'],
} as const
type Field = keyof typeof names

/** Which field a name means, and the zone that stands behind it in brackets: `Time (UTC)`. */
export function fieldOf(name: string): {field: Field; zone?: string} | undefined {
  const [, bare = '', zone] = /^\s*(.*?)\s*(?:\(([^)]+)\))?\s*$/.exec(name.replace(/^\ufeff/, ''))!
  const plain = bare.toLowerCase().replaceAll(/[\s_-]+/g, ' ')
  const field = (Object.keys(names) as Field[]).find(key =>
    names[key].some(one => one === plain || one.replaceAll(' ', '') === plain),
  )
  return field && {field, ...(zone ? {zone} : {})}
}

/** The event that named texts tell. Throws a `ToldError` where it has no time or no text. */
export function toldEvent(
  entry: Partial<Record<Field, string>>,
  line: () => number,
  {zone, day}: {zone: Zone; day?: number | undefined},
): ToldEvent {
  const given = (field: Field) => entry[field]?.trim() || undefined
  const clock = given('time') ?? ''
  const dated = given('day') === undefined || readDay(clock) ? clock : `${given('day')} ${clock}`
  const time = readTime(dated, zone, day)
  if (typeof time === 'string') throw new ToldError(line(), time)
  const recorded = given('recorded') === undefined ? undefined : readTime(given('recorded')!, zone, day)
  if (typeof recorded === 'string') throw new ToldError(line(), recorded)
  const until = given('until') === undefined ? undefined : readTime(given('until')!, zone, day)
  if (typeof until === 'string') throw new ToldError(line(), until)
  if (until && until.at < time.at)
    throw new ToldError(line(), `${given('until')}: its end is before its beginning`)
  const milestone = milestoneOf(given('milestone'))
  const text = given('text') ?? (milestone ? '' : undefined)
  if (text === undefined) throw new ToldError(line(), 'it says nothing of what happened')
  if (given('milestone') !== undefined && !milestone)
    throw new ToldError(line(), `${given('milestone')}: no milestone is called so`)
  const [who, kind, url, outcome] = [given('who'), kindOf(given('kind')), given('url'), given('outcome')]
  return {
    time: new Date(time.at).toISOString(),
    ...(time.approximate || isTrue(given('approximate')) ? {approximate: true} : {}),
    ...(until && !milestone ? {until: new Date(until.at).toISOString()} : {}),
    ...(recorded && recorded.at > time.at ? {recorded: new Date(recorded.at).toISOString()} : {}),
    ...(who ? {who} : {}),
    text,
    ...(outcome ? {outcome} : {}),
    ...(kind ? {kind} : {}),
    ...(milestone ? {milestone} : {}),
    ...(url ? {url} : {}),
    ...(isTrue(given('internal')) ? {internal: true} : {}),
  }
}

function isTrue(text: string | undefined): boolean {
  return text !== undefined && /^(?:true|yes|y|1|x|~)$/i.test(text)
}
