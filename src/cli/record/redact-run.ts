import {createHash} from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import {userInfo} from 'node:os'
import {join} from 'node:path'
import type {ReadJournal} from '../../journal/read.ts'
import {rechain} from '../../journal/rechain.ts'
import {runFiles} from '../../journal/run-directory.ts'
import type {FindLeaks} from '../../model/erase.ts'
import {eraseRecord} from '../../model/erase-record.ts'
import type {EventOf} from '../../model/event.ts'
import {readFrame} from '../../report/incident-frame.ts'
import {eventIds} from '../run/event-ids.ts'
import {addToRun} from './add-to-run.ts'
import {thisProcess} from './holder.ts'
import {rewriteIncident} from './incident-file.ts'
import {type LeakyFile, staged, withoutLeaks} from './leaks.ts'

type Redacted = EventOf<'event.redacted'>['data']

/** How a redaction is done. */
export interface Redaction {
  find: FindLeaks
  files: readonly LeakyFile[]
  /** Whether the journal's own records are rewritten too. */
  records: boolean
  operator: string | undefined
  logDir: string
}

/**
 * Takes leaks out of a run directory that no process has. What each file will be is on disk first, then the fact, then the
 * files take their places: cut off in between, verifying tells that they do not fit, and doing it again mends it.
 */
export async function redactRun(
  journal: ReadJournal,
  {find, files, records, operator, logDir}: Redaction,
): Promise<void> {
  const {dir} = journal
  const facts = files.map(file => stage(dir, file, find))
  if (records) {
    const {runId, source} = journal
    rechain(
      dir,
      {runId, source, now: () => new Date(), newId: eventIds(), holder: thisProcess()},
      record => eraseRecord(record, find).data,
      (before, changed) => ({
        type: 'event.redacted',
        time: new Date().toISOString(),
        authid: operator ?? userInfo().username,
        data: {files: facts, records: changed, before},
      }),
    )
  } else await addToRun(dir, 'event.redacted', {files: facts}, {logDir, operator})
  for (const {path} of files) {
    const made = join(dir, path + staged)
    if (existsSync(made)) renameSync(made, join(dir, path))
    else rmSync(join(dir, path), {force: true})
  }
  await rewriteIncident(dir)
}

/** Writes what a file will be beside it; a state of the session is just removed, since part of a state is a wrong one. */
function stage(dir: string, {path, places}: LeakyFile, find: FindLeaks): Redacted['files'][number] {
  const bytes = readFileSync(join(dir, path))
  const was = sha256(bytes)
  if (path.startsWith('session/')) return {path, places, was}
  const clear =
    path === runFiles.incident ? aroundWithout(bytes, find) : withoutLeaks(bytes, path, find).bytes
  const made = join(dir, path + staged)
  writeFileSync(made, clear, {mode: 0o600})
  const fd = openSync(made, 'r+')
  fsyncSync(fd)
  closeSync(fd)
  if (path === runFiles.incident) return {path, places, was}
  return {path, places, sha256: sha256(clear), bytes: clear.length, lines: linesIn(clear), was}
}

/** The generated part of incident.md is made anew, and must be known as it is: only what people wrote around it is changed. */
function aroundWithout(bytes: Buffer, find: FindLeaks): Buffer {
  const text = bytes.toString()
  const {before, after, edited} = readFrame(text)
  const clear = (part: string) => withoutLeaks(Buffer.from(part), runFiles.incident, find).bytes
  if (edited) return clear(text)
  const generated = text.slice(before.length, text.length - after.length)
  return Buffer.concat([clear(before), Buffer.from(generated), clear(after)])
}

function linesIn(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) lines++
  return lines + (bytes.length === 0 || bytes.at(-1) === 0x0a ? 0 : 1)
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
