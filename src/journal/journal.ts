/**
 * In: events, one at a time. Out: the same, numbered, chained and written before `append` returns, on disk once `sync`
 * does. It must not know what an event means.
 */
import {closeSync, fdatasyncSync, fsyncSync, openSync, writeSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {exitCodes, RunbookError} from '../model/error.ts'
import {type JournalRecord, type RunEvent, typePrefix} from '../model/event.ts'
import {genesis, hashOf} from './chain.ts'
import {runFiles} from './run-directory.ts'

/** The append-only file of a run's facts. */
export interface Journal {
  /**
   * Writes one event, so that no end of this process loses it; throws a `RunbookError` where that fails, and then takes
   * no more.
   */
  append(event: RunEvent): JournalRecord
  /** Sees to it that all events are on disk, so that no end of the machine loses them; fails as `append` does. */
  sync(): void
  /** Number and hash of the last record. */
  head(): {sequence: number; hash: string}
  close(): void
}

export interface JournalOptions {
  runId: string
  /** URI-reference of what is run (CloudEvents `source`). */
  source: string
  now(): Date
  newId(): string
}

/** Begins the journal of a new run in its directory; fails if there is one already. */
export function createJournal(dir: string, {runId, source, now, newId}: JournalOptions): Journal {
  const path = join(dir, runFiles.journal)
  let fd: number | undefined
  let sequence = 0
  let hash = genesis
  /** Something was written that may not be on disk yet. */
  let dirty = false
  const broken = (error: unknown): never => {
    const {code, message} = error as NodeJS.ErrnoException
    throw new RunbookError(
      'journal-write',
      `${path}: the journal cannot be written (${code ?? message}), so nothing more is run; make room or mend the disk, then start again`,
      {
        exitCode: exitCodes.broken,
        cause: error,
      },
    )
  }
  const guarded = (file: number, act: (file: number) => void) => {
    try {
      act(file)
    } catch (error) {
      closeSync(file)
      fd = undefined
      broken(error)
    }
  }
  try {
    fd = openSync(path, 'ax', 0o600)
    syncDirectory(dirname(path))
  } catch (error) {
    broken(error)
  }
  return {
    append({type, time, subject, authid, data}) {
      if (fd === undefined) return broken(new Error('it is closed'))
      const unsealed = {
        specversion: '1.0' as const,
        id: newId(),
        source,
        type: typePrefix + type,
        time,
        recordedtime: now().toISOString(),
        sequence: sequence + 1,
        runid: runId,
        ...(subject === undefined ? {} : {subject}),
        ...(authid === undefined ? {} : {authid}),
        data: JSON.parse(JSON.stringify(data), wellFormed) as JournalRecord['data'], // as it will be read back: no undefined
        prevhash: hash,
      }
      const record: JournalRecord = {...unsealed, hash: hashOf(unsealed)}
      guarded(fd, file => writeAll(file, Buffer.from(`${JSON.stringify(record)}\n`)))
      dirty = true
      ;({sequence, hash} = record)
      return record
    },
    sync() {
      if (!dirty || fd === undefined) return
      guarded(fd, fdatasyncSync)
      dirty = false
    },
    head: () => ({sequence, hash}),
    close() {
      if (fd === undefined) return
      this.sync()
      closeSync(fd)
      fd = undefined
    },
  }
}

/** Half of a character, left by whoever cut a text, has no place in canonical JSON. */
const wellFormed = (_: string, value: unknown) =>
  typeof value === 'string' ? Buffer.from(value).toString() : value

function writeAll(fd: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(fd, bytes, written)
}

function syncDirectory(dir: string): void {
  const fd = openSync(dir, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
