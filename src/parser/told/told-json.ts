import {z} from 'zod/mini'
import {ToldError, type ToldEvent} from '../../model/told.ts'
import type {Zone} from '../../model/zone.ts'
import {jsonLine, lineAt} from './json-line.ts'
import {alert, alertEvents} from './told-alerts.ts'
import {fieldOf, toldEvent} from './told-fields.ts'
import {pagerDutyEntry, pagerDutyEvent} from './told-pagerduty.ts'
import {slackEvents, slackMessage} from './told-slack.ts'
import {readTime} from './told-time.ts'

interface Told {
  zone: Zone
  day?: number | undefined
}

/** One thing of a list, and the line that it begins on. */
interface Item {
  value: unknown
  line: (path: readonly PropertyKey[]) => number
}

/**
 * Reads JSON, or one JSON object a line: a Slack export, PagerDuty log entries, Alertmanager's webhook, or any list of
 * objects with a time and a text. Throws a `ToldError`.
 */
export function readToldJson(text: string, told: Told): ToldEvent[] {
  const items = itemsOf(text)
  const first = items.find(({value}) => isObject(value))?.value as Record<string, unknown> | undefined
  if (!first) {
    if (items.length === 0) return []
    throw new ToldError(items[0]!.line([]), 'expected objects with a time and a text')
  }
  if (typeof first.type === 'string' && /_log_entry/.test(first.type))
    return items.map(item => {
      const entry = checked(pagerDutyEntry, item)
      return pagerDutyEvent(entry, timeOf(entry.created_at, item, ['created_at'], told))
    })
  if ('labels' in first && 'startsAt' in first)
    return alertEvents(
      items.map(item => checked(alert, item)),
      (at, index, field) => timeOf(at, items[index]!, [field], told),
    )
  if (typeof first.ts === 'string' && ('text' in first || 'user' in first || 'subtype' in first))
    return slackEvents(items.map(item => checked(slackMessage, item)))
  return items.map(item => anyEvent(item, told))
}

function checked<T extends z.core.$ZodType>(schema: T, {value, line}: Item): z.output<T> {
  const parsed = z.safeParse(schema, value)
  if (parsed.success) return parsed.data
  const {path, message} = parsed.error.issues[0]!
  throw new ToldError(line(path), `\`${path.map(String).join('.')}\` is not as it should be: ${message}`)
}

function timeOf(text: string, {line}: Item, path: string[], {zone, day}: Told): string {
  const time = readTime(text, zone, day)
  if (typeof time === 'string') throw new ToldError(line(path), time)
  return new Date(time.at).toISOString()
}

function anyEvent({value, line}: Item, told: Told): ToldEvent {
  if (!isObject(value)) throw new ToldError(line([]), 'expected an object with a time and a text')
  const entry: Record<string, string> = {}
  for (const [key, given] of Object.entries(value)) {
    const field = fieldOf(key)?.field
    const text = plain(given)
    if (field !== undefined && text !== undefined) entry[field] ??= text
  }
  return toldEvent(entry, () => line([]), told)
}

function plain(value: unknown): string | undefined {
  if (isObject(value)) return plain(value.name ?? value.summary)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined
}

/** The list that a text is or holds; of several in one, such as webhooks that were kept together, all in their order. */
function itemsOf(text: string): Item[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const items = linesOf(text)
    if (items) return items.flatMap(({value, line}) => within(value, [], () => line([])))
    const offset = /position (\d+)/.exec(String(error))?.[1]
    const line = lineAt(text, offset === undefined ? text.trimEnd().length : Number(offset))
    throw new ToldError(line, 'this is not JSON as it should be')
  }
  return within(value, [], path => jsonLine(text, path))
}

/** A text with one JSON object on each line. */
function linesOf(text: string): Item[] | undefined {
  const lines = text.split('\n').map((line, index) => ({line: line.trim(), number: index + 1}))
  const full = lines.filter(({line}) => line !== '')
  if (full.length < 2 || !full.every(({line}) => line.startsWith('{'))) return undefined
  return full.map(({line, number}) => {
    try {
      return {value: JSON.parse(line) as unknown, line: () => number}
    } catch {
      throw new ToldError(number, 'this is not JSON as it should be')
    }
  })
}

const lists = ['alerts', 'log_entries', 'messages', 'events', 'entries', 'timeline', 'items']

function within(
  value: unknown,
  path: readonly PropertyKey[],
  lineOf: (path: readonly PropertyKey[]) => number,
): Item[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => within(one, [...path, index], lineOf))
  const list = isObject(value) ? lists.find(name => Array.isArray(value[name])) : undefined
  if (list !== undefined) return within((value as Record<string, unknown>)[list], [...path, list], lineOf)
  return [{value, line: inner => lineOf([...path, ...inner])}]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
