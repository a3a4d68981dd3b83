/**
 * In: events, one at a time. Out: the same, numbered, chained and written before `append` returns, on disk once `sync`
 * does; what other processes of this host wrote in between is chained to. It must not know what an event means.
 */
import {
  closeSync,
  constants,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  openSync,
  statSync,
  writeSync,
} from 'node:fs'
import {dirname, join} from 'node:path'
import {exitCodes, RunbookError} from '../model/error.ts'
import type {JournalRecord, RunEvent} from '../model/event.ts'
import {genesis} from './chain.ts'
import {type Holder, keptLock} from './lock.ts'
import {runFiles} from './run-directory.ts'
import {type Sealing, seal} from './seal.ts'
import {endOf, readTail, type Tail} from './tail.ts'

/** The append-only file of a run's facts. */
export interface Journal {
  /**
   * Writes one event, so that no end of this process loses it; throws a `RunbookError` where that fails, and then takes
   * no more.
   */
  append(event: RunEvent): JournalRecord
  /** Sees to it that all events are on disk, so that no end of the machine loses them; fails as `append` does. */
  sync(): void
  /** Tells what other processes have written by now, where something is there; what is wrong with it the next `append` says. */
  look(): void
  /** Number and hash of the last record. */
  head(): {sequence: number; hash: string}
  close(): void
}

export interface JournalOptions extends Sealing {
  holder: Holder
  /** Told of what another process wrote since the last append, before this one's. */
  onForeign?(record: JournalRecord): void
}

/** Begins the journal of a new run in its directory; fails if there is one already. */
export function createJournal(dir: string, options: JournalOptions): Journal {
  return open(dir, options, constants.O_CREAT | constants.O_EXCL)
}

/** Opens the journal of a run that there is, to write on; a last line that was cut off is taken away with the next append. */
export function openJournal(dir: string, options: JournalOptions): Journal {
  return open(dir, options, 0)
}

function open(dir: string, options: JournalOptions, flags: number): Journal {
  const {holder, onForeign = () => {}} = options
  const path = join(dir, runFiles.journal)
  const lock = keptLock(join(dir, runFiles.lock), holder)
  let fd: number | undefined
  let inode: number | undefined
  let tail: Tail = {size: 0, sequence: 0, hash: genesis}
  /** Something was written that may not be on disk yet. */
  let dirty = false
  const broken = (error: unknown): never => {
    if (error instanceof RunbookError) throw error
    const {code, message} = error as NodeJS.ErrnoException
    throw new RunbookError(
      'journal-write',
      `${path}: the journal cannot be written (${code ?? message}), so nothing more is run; make room or mend the disk, then start again`,
      {exitCode: exitCodes.broken, cause: error},
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
    fd = openSync(path, constants.O_RDWR | constants.O_APPEND | flags, 0o600)
    inode = fstatSync(fd).ino
    if (flags !== 0) syncDirectory(dirname(path))
    else tail = endOf(fd, genesis)
  } catch (error) {
    broken(error)
  }
  return {
    append(event) {
      const file = fd
      if (file === undefined) return broken(new Error('it is closed'))
      const write = () => {
        tail = readTail(file, sizeOf(path, inode), tail, onForeign)
        if (tail.sealed && event.type !== 'event.redacted') throw sealedError(path)
        const record = seal(event, options, tail)
        const length = writeAll(file, `${JSON.stringify(record)}\n`)
        dirty = true
        tail = {
          size: tail.size + length,
          sequence: record.sequence,
          hash: record.hash,
          sealed: event.type === 'log.sealed',
        }
        return record
      }
      try {
        return lock.during(write)
      } catch (error) {
        closeSync(file)
        fd = undefined
        return broken(error)
      }
    },
    sync() {
      if (!dirty || fd === undefined) return
      guarded(fd, fdatasyncSync)
      dirty = false
    },
    look() {
      const file = fd
      if (file === undefined || fstatSync(file).size === tail.size) return
      try {
        lock.during(() => {
          tail = readTail(file, fstatSync(file).size, tail, onForeign)
        })
      } catch {} // the same is met, and told, before anything else is written
    },
    head: () => ({sequence: tail.sequence, hash: tail.hash}),
    close() {
      lock.giveBack()
      if (fd === undefined) return
      this.sync()
      closeSync(fd)
      fd = undefined
    },
  }
}

/** Somebody has said that the record is complete. */
function sealedError(path: string): RunbookError {
  return new RunbookError('sealed', `${path}: the record was sealed: nothing more is taken`, {
    exitCode: exitCodes.refused,
  })
}

/** The size of a file that is still the one that was opened: what is written to one that was taken away or replaced is lost without a word. */
function sizeOf(path: string, inode: number | undefined): number {
  const there = statSync(path, {throwIfNoEntry: false})
  if (there === undefined || there.ino !== inode)
    throw new Error('it was removed or replaced while it was open')
  return there.size
}

/** Writes all of a text, and gives its length in bytes. */
function writeAll(fd: number, text: string): number {
  const length = Buffer.byteLength(text)
  let written = writeSync(fd, text) // most of the time all of it, and no memory is taken for its bytes
  if (written < length) {
    const bytes = Buffer.from(text)
    while (written < length) written += writeSync(fd, bytes, written)
  }
  return length
}

/** Sees to it that the names in a directory are on disk. */
export function syncDirectory(dir: string): void {
  const fd = openSync(dir, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
