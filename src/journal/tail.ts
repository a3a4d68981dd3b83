import {closeSync, fstatSync, ftruncateSync, openSync, readSync} from 'node:fs'
import {join} from 'node:path'
import {type JournalRecord, typePrefix} from '../model/event.ts'
import {hashOf} from './chain.ts'
import {runFiles} from './run-directory.ts'

/** How far a journal was read: its bytes, and the last record's number and hash. */
export interface Tail {
  size: number
  sequence: number
  hash: string
  /** The last record says that no more are taken. */
  sealed?: boolean
}

const chunk = 1 << 20

/**
 * Reads what was written to a journal of this size since `tail`, and tells each record. A last line without an end was never
 * acknowledged, since nobody else writes meanwhile: it is taken away. Throws where a line is no record.
 */
export function readTail(
  fd: number,
  size: number,
  tail: Tail,
  onRecord: (record: JournalRecord) => void,
): Tail {
  if (size === tail.size) return tail
  if (size < tail.size) throw new Error('it became shorter: somebody cut it off')
  let {sequence, hash, sealed} = tail
  let from = tail.size
  let held = Buffer.alloc(0)
  for (let at = from; at < size; ) {
    const bytes = Buffer.alloc(Math.min(chunk, size - at))
    const read = readSync(fd, bytes, 0, bytes.length, at)
    if (read === 0) break
    at += read
    held = Buffer.concat([held, bytes.subarray(0, read)])
    let start = 0
    for (let end = held.indexOf(0x0a); end !== -1; end = held.indexOf(0x0a, start)) {
      const record = recordIn(held.subarray(start, end).toString())
      ;({sequence, hash} = record)
      sealed = isSeal(record)
      onRecord(record)
      from += end + 1 - start
      start = end + 1
    }
    held = held.subarray(start)
  }
  if (held.length > 0) ftruncateSync(fd, from)
  return {size: from, sequence, hash, sealed: sealed ?? false}
}

/** Where the last whole line of a journal ends, and its record; sequence 0 where there is none. The lines before are not looked at. */
export function endOf(fd: number, genesis: string): Tail {
  const last = lastLine(fd)
  if (!last) return {size: 0, sequence: 0, hash: genesis}
  const record = recordIn(last.text)
  const {sequence, hash} = record
  return {size: last.end, sequence, hash, sealed: isSeal(record)}
}

function isSeal({type}: JournalRecord): boolean {
  return type === `${typePrefix}log.sealed`
}

/** When the last record of a run was written; undefined where that cannot be read. */
export function lastMoment(dir: string): string | undefined {
  let fd: number | undefined
  try {
    fd = openSync(join(dir, runFiles.journal), 'r')
    const last = lastLine(fd)
    return last && recordIn(last.text).recordedtime
  } catch {
    return undefined // the whole journal is read where the run matters, and says what is wrong
  } finally {
    if (fd !== undefined) closeSync(fd)
  }
}

/** The last whole line, and where it ends. */
function lastLine(fd: number): {text: string; end: number} | undefined {
  const {size} = fstatSync(fd)
  let text = Buffer.alloc(0)
  for (let from = size; from > 0; ) {
    const length = Math.min(chunk, from)
    from -= length
    const bytes = Buffer.alloc(length)
    readSync(fd, bytes, 0, length, from)
    text = Buffer.concat([bytes, text])
    const end = text.lastIndexOf(0x0a)
    const start = end === -1 ? -1 : text.lastIndexOf(0x0a, end - 1)
    if (end === -1 || (start === -1 && from > 0)) continue
    return {text: text.subarray(start + 1, end).toString(), end: from + end + 1}
  }
  return undefined
}

function recordIn(line: string): JournalRecord {
  let record: JournalRecord | undefined
  try {
    record = JSON.parse(line) as JournalRecord
  } catch {}
  if (!record || hashOf(record) !== record.hash)
    throw new Error('a line of it is no record or was changed; see what `runbook log --verify` says')
  return record
}
