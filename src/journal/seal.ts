import {type JournalRecord, type RunEvent, typePrefix} from '../model/event.ts'
import {hashOf} from './chain.ts'

/** What a record needs beside its event. */
export interface Sealing {
  runId: string
  /** URI-reference of what is run (CloudEvents `source`). */
  source: string
  now(): Date
  newId(): string
}

/** The record of an event behind the one with this number and hash. */
export function seal(
  {type, time, subject, authid, data}: RunEvent,
  {runId, source, now, newId}: Sealing,
  before: {sequence: number; hash: string},
): JournalRecord {
  const unsealed = {
    specversion: '1.0' as const,
    id: newId(),
    source,
    type: typePrefix + type,
    time,
    recordedtime: now().toISOString(),
    sequence: before.sequence + 1,
    runid: runId,
    ...(subject === undefined ? {} : {subject}),
    ...(authid === undefined ? {} : {authid}),
    data: readBack(data) as JournalRecord['data'],
    prevhash: before.hash,
  }
  // not `{...unsealed, hash}`: V8 gives each object that is made so a shape of its own
  return Object.assign(unsealed, {hash: hashOf(unsealed)})
}

/** Data as it will be read: nothing in it is undefined. Half of a character, left by whoever cut a text, has no place in canonical JSON. */
function readBack(data: unknown): unknown {
  const text = JSON.stringify(data)
  return half.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text)
}

/** As JSON has it; also a text that only looks like it. */
const half = /\\ud[89a-f]/
const wellFormed = (_: string, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value)
