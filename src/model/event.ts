import {z} from 'zod/mini'
import {approvalEvents} from './approval-events.ts'
import {incidentEvents} from './incident-events.ts'
import {operatorEvents} from './operator-events.ts'
import {recordEvents} from './record-events.ts'
import {runEvents} from './run-events.ts'
import {stepEvents} from './step-events.ts'

const text = z.string()
const optional = z.optional

export type {Output} from './output.ts'
export type {KeptResult} from './step-events.ts'

const dataOfAll = () => ({
  ...runEvents(),
  ...stepEvents(),
  ...operatorEvents(),
  ...approvalEvents(),
  ...incidentEvents(),
  ...recordEvents(),
})
type EventData = ReturnType<typeof dataOfAll>
let data: EventData | undefined
/** The data of every event type, by type without its `runbook.` prefix; made when it is first asked for, as a run that only writes needs none. */
export const eventData = (): EventData => (data ??= dataOfAll())
export type EventType = keyof EventData

/** One fact of a run, before the journal numbers and chains it. */
export type RunEvent = {
  [T in EventType]: {
    type: T
    /** When it happened, UTC, ISO 8601 with milliseconds. */
    time: string
    /** The step it is about. */
    subject?: string
    /** Who did it, where a person did. */
    authid?: string
    data: z.infer<EventData[T]>
  }
}[EventType]
export type EventOf<T extends EventType> = Extract<RunEvent, {type: T}>

/** An event with the number of its record, where it has one by now: others may be about it. */
export type NumberedEvent = RunEvent & {sequence?: number}

/** Fields whose values are words of this schema, names, numbers' texts or digests: a secret that happens to equal one is not masked there. */
export const structural: ReadonlySet<string> = new Set([
  'type',
  'time',
  'subject',
  'kind',
  'effect',
  'wasEffect',
  'sha256',
  'path',
  'id',
  'phase',
  'mode',
  'result',
  'verdict',
  'milestone',
  'state',
  'by',
  'question',
  'answer',
  'guard',
  'choice',
  'to',
  'through',
  'name',
  'source',
  'language',
  'code',
  'signal',
  'version',
  'slug',
  'cause',
  'since',
  'was',
  'hash',
  'request',
  'strength',
])

/** Prefix of every event type in the journal. */
export const typePrefix = 'runbook.'

const recordOf = () =>
  z.object({
    specversion: z.literal('1.0'),
    id: text,
    source: text,
    type: z.string().check(z.startsWith(typePrefix)),
    time: z.iso.datetime(),
    recordedtime: z.iso.datetime(),
    sequence: z.int().check(z.positive()),
    runid: text,
    subject: optional(text),
    authid: optional(text),
    data: z.record(z.string(), z.unknown()),
    /** Hash of the record before; 64 zeros for the first. */
    prevhash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  })
let record: ReturnType<typeof recordOf> | undefined
/** One line of a journal: a CloudEvents 1.0 object, numbered from 1 and hash-chained. Made when it is first asked for. */
export const recordSchema = () => (record ??= recordOf())
export type JournalRecord = z.infer<ReturnType<typeof recordOf>>

/** The event in a journal line; undefined for a type that this version does not know. Throws a ZodError on data of the wrong shape. */
export function eventOf(record: JournalRecord): RunEvent | undefined {
  const type = record.type.slice(typePrefix.length)
  if (!(type in eventData())) return undefined
  const {time, subject, authid} = record
  return {
    type,
    time,
    ...(subject === undefined ? {} : {subject}),
    ...(authid === undefined ? {} : {authid}),
    data: eventData()[type as EventType].parse(record.data),
  } as RunEvent
}
