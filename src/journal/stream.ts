import {isAscii} from 'node:buffer'
import {join} from 'node:path'
import {type JournalRecord, recordSchema} from '../model/event.ts'
import {genesis, hashOf} from './chain.ts'
import {piecesOf} from './pieces.ts'
import type {Damage} from './read.ts'
import {runFiles} from './run-directory.ts'

/** What was seen of a journal that went by. */
export interface StreamedJournal {
  records: number
  damage: Damage[]
  /** Of all that is wrong, how much is not in `damage`. */
  more: number
  /** The last line was cut off while it was written: it was never acknowledged, and is left out. */
  torn: boolean
}

const mostDamage = 100

/**
 * Reads the journal of a run directory from its beginning to its end and gives `take` each record that has the shape of
 * one, which says what is wrong with its data. Numbers and the links from record to record are checked; with `hashes`
 * also whether each says what was written, which takes several times as long. Memory does not grow with the journal.
 */
export function streamJournal(
  dir: string,
  {hashes, take}: {hashes: boolean; take(record: JournalRecord): string | undefined},
): StreamedJournal {
  const seen: StreamedJournal = {records: 0, damage: [], more: 0, torn: false}
  let head = {sequence: 0, hash: genesis}
  let line = 0
  const check = (text: string): string | undefined => {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      return 'it is not JSON'
    }
    const reason = shapeFault(value, head.hash)
    if (reason !== undefined) return reason
    const record = value as JournalRecord
    const before = head
    head = {sequence: record.sequence, hash: record.hash}
    seen.records++
    const wrong = take(record)
    if (wrong !== undefined) return wrong
    if (hashes && hashOf(record) !== record.hash) return 'its hash does not fit what it says: it was changed'
    if (record.sequence !== before.sequence + 1)
      return `its number is ${record.sequence}, expected ${before.sequence + 1}: a record is missing or was moved`
    if (record.prevhash !== before.hash)
      return 'it does not follow the record before it: one was changed, removed or put in'
    return undefined
  }
  for (const {text, whole} of blocksOf(join(dir, runFiles.journal))) {
    if (!whole) {
      seen.torn = true
      break
    }
    for (let from = 0; from < text.length; ) {
      const end = text.indexOf('\n', from)
      line++
      const reason = check(text.slice(from, end))
      if (reason !== undefined) {
        if (seen.damage.length < mostDamage) seen.damage.push({line, reason})
        else seen.more++
      }
      from = end + 1
    }
  }
  return seen
}

const moment = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

/** What is wrong with the shape of a record. The schema is asked only where a look does not tell: it takes longer than the parsing. */
function shapeFault(value: unknown, last: string): string | undefined {
  const record = value as Partial<Record<keyof JournalRecord, unknown>> | null
  if (
    typeof record === 'object' &&
    record !== null &&
    record.specversion === '1.0' &&
    typeof record.id === 'string' &&
    typeof record.source === 'string' &&
    typeof record.type === 'string' &&
    record.type.startsWith('runbook.') &&
    isMoment(record.time) &&
    (record.recordedtime === record.time || isMoment(record.recordedtime)) &&
    Number.isSafeInteger(record.sequence) &&
    (record.sequence as number) > 0 &&
    typeof record.runid === 'string' &&
    (record.subject === undefined || typeof record.subject === 'string') &&
    (record.authid === undefined || typeof record.authid === 'string') &&
    typeof record.data === 'object' &&
    record.data !== null &&
    !Array.isArray(record.data) &&
    (record.prevhash === last || isHash(record.prevhash)) &&
    isHash(record.hash)
  )
    return undefined
  const parsed = recordSchema().safeParse(value)
  if (parsed.success) return undefined
  const issue = parsed.error.issues[0]!
  return `\`${issue.path.join('.')}\` is not as it should be: ${issue.message}`
}

function isMoment(value: unknown): boolean {
  return typeof value === 'string' && moment.test(value)
}

function isHash(value: unknown): boolean {
  return typeof value === 'string' && value.length === 64 && /^[0-9a-f]+$/.test(value)
}

/** Whole lines, as many as come at once; last, what stands after the last line end. */
function* blocksOf(path: string): Generator<{text: string; whole: boolean}> {
  let held: Buffer[] = []
  // small pieces stay in the processor's cache: larger ones take a tenth longer
  for (const piece of piecesOf(path, 1 << 16)) {
    const end = piece.lastIndexOf(0x0a) + 1
    if (end === 0) {
      held.push(Buffer.from(piece))
      continue
    }
    let from = 0
    if (held.length > 0) {
      from = piece.indexOf(0x0a) + 1
      yield {text: textOf(Buffer.concat([...held, piece.subarray(0, from)])), whole: true}
    }
    if (from < end) yield {text: textOf(piece.subarray(from, end)), whole: true}
    held = end < piece.length ? [Buffer.from(piece.subarray(end))] : []
  }
  if (held.length > 0) yield {text: textOf(Buffer.concat(held)), whole: false}
}

/** Most journals have nothing but ASCII, which is told and decoded in a fraction of the time that UTF-8 takes. */
function textOf(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8')
}
