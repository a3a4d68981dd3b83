import {createHash} from 'node:crypto'
import {closeSync, createReadStream, fstatSync, openSync, read, readSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {exitCodes, RunbookError} from '../model/error.ts'
import {eventOf, type JournalRecord, type Output, type RunEvent, recordSchema} from '../model/event.ts'
import {genesis, hashOf} from './chain.ts'
import {runFiles} from './run-directory.ts'

/** What is wrong with a line of a journal. */
export interface Damage {
  /** From 1. */
  line: number
  reason: string
}

/** An event with its place in its journal, and when it was written down. */
export type RecordedEvent = RunEvent & {sequence: number; recordedtime: string}

/** A journal as it was read: all that could be, and all that is wrong. */
export interface ReadJournal {
  dir: string
  runId: string
  /** URI-reference of what was run. */
  source: string
  events: RecordedEvent[]
  /** Number, hash and time of the last good record; 0, zeros and nothing if there is none. */
  head: {sequence: number; hash: string; time: string}
  damage: Damage[]
  /** The last line was cut off while it was written: it was never acknowledged, and is left out. */
  torn: boolean
}

/**
 * Reads the journal of a run directory line by line, checking numbers and hashes, and gives the events that `keep` says
 * true of: who folds them as they come needs none. Throws a `RunbookError` if there is no journal.
 */
export async function readJournal(
  dir: string,
  keep: (event: RecordedEvent) => boolean = () => true,
): Promise<ReadJournal> {
  const path = join(dir, runFiles.journal)
  if (!statSync(path, {throwIfNoEntry: false})?.isFile()) {
    throw new RunbookError(
      'no-journal',
      `${dir}: no run was recorded here (${runFiles.journal} is missing); name a run directory`,
      {exitCode: exitCodes.usage},
    )
  }
  const result: ReadJournal = {
    dir,
    runId: '',
    source: '',
    events: [],
    head: {sequence: 0, hash: genesis, time: ''},
    damage: [],
    torn: false,
  }
  const bad: Damage[] = []
  let number = 0
  for await (const {text, whole} of linesOf(path)) {
    number++
    if (whole) {
      const reason = take(text, result, keep)
      if (reason) bad.push({line: number, reason})
    } else result.torn = true
  }
  return {...result, damage: bad}
}

/** One record of a journal without damage; undefined where it has none of this number. */
export async function recordAt(dir: string, sequence: number): Promise<JournalRecord | undefined> {
  let number = 0
  for await (const {text, whole} of linesOf(join(dir, runFiles.journal))) {
    if (whole && ++number === sequence) return JSON.parse(text) as JournalRecord
  }
  return undefined
}

/** Adds one line; gives what is wrong with it. */
function take(line: string, into: ReadJournal, keep: (event: RecordedEvent) => boolean): string | undefined {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'it is not JSON'
  }
  const parsed = recordSchema().safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    return `\`${issue.path.join('.')}\` is not as it should be: ${issue.message}`
  }
  // what is hashed is what the line says, with fields that this version does not know
  const record = value as JournalRecord
  const before = into.head
  into.head = {sequence: record.sequence, hash: record.hash, time: record.time}
  into.runId ||= record.runid
  into.source ||= record.source
  let event: RunEvent | undefined
  try {
    event = eventOf(record)
  } catch {
    return `the data of ${record.type} is not as it should be`
  }
  if (event) {
    const recorded = {...event, sequence: record.sequence, recordedtime: record.recordedtime}
    if (keep(recorded)) into.events.push(recorded)
  }
  if (hashOf(record) !== record.hash) return 'its hash does not fit what it says: it was changed'
  if (record.sequence !== before.sequence + 1)
    return `its number is ${record.sequence}, expected ${before.sequence + 1}: a record is missing or was moved`
  if (record.prevhash !== before.hash)
    return 'it does not follow the record before it: one was changed, removed or put in'
  return undefined
}

/** Lines end with `\n` and nothing else: U+2028 and the like are text. The last is not whole where its end is missing. */
async function* linesOf(path: string): AsyncGenerator<{text: string; whole: boolean}> {
  let parts: Buffer[] = []
  for await (const chunk of createReadStream(path, {highWaterMark: 1 << 20}) as AsyncIterable<Buffer>) {
    let from = 0
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, from)) {
      yield {text: Buffer.concat([...parts, chunk.subarray(from, end)]).toString(), whole: true}
      parts = []
      from = end + 1
    }
    if (from < chunk.length) parts.push(chunk.subarray(from))
  }
  if (parts.length > 0) yield {text: Buffer.concat(parts).toString(), whole: false}
}

/** What is read of an output file: its ends, and whether the whole is what the journal says. */
export interface ReadOutput {
  /** The first bytes; empty where `tail` is the whole. */
  head: Buffer
  tail: Buffer
  intact: boolean
}

/** What is no longer than this is read at once: waking a thread for it takes ten times as long. */
const piece = 1 << 18
const readMeanwhile = promisify(read)

/** Reads up to `limit` last bytes of an output file, and up to a quarter of that of its beginning; undefined if it is gone. */
export async function readOutput(
  dir: string,
  output: Pick<Output, 'path' | 'sha256'>,
  limit: number,
): Promise<ReadOutput | undefined> {
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  let tail = Buffer.alloc(0)
  let size = 0
  try {
    const file = openSync(join(dir, output.path), 'r')
    try {
      const whole = fstatSync(file).size
      // one piece of memory for all of it: what is read may be as long as the disk
      const memory = Buffer.allocUnsafeSlow(Math.min(whole + 1, piece))
      const next = async () =>
        whole < piece ? readSync(file, memory) : (await readMeanwhile(file, {buffer: memory})).bytesRead
      for (;;) {
        const chunk = memory.subarray(0, await next())
        if (chunk.length === 0) break
        hash.update(chunk)
        size += chunk.length
        if (head.length < limit / 4) head = Buffer.concat([head, chunk.subarray(0, limit / 4 - head.length)])
        if (size > whole - limit) tail = Buffer.concat([tail, chunk.subarray(-limit)])
        if (tail.length > limit) tail = Buffer.from(tail.subarray(tail.length - limit))
      }
    } finally {
      closeSync(file)
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const before = size - tail.length
  return {head: Buffer.from(head.subarray(0, before)), tail, intact: hash.digest('hex') === output.sha256}
}
