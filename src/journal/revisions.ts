import {join} from 'node:path'
import {eventOf, type JournalRecord, type RunEvent} from '../model/event.ts'
import {type Revisions, revisionsIn} from '../model/revisions.ts'
import {piecesOf} from './pieces.ts'
import {runFiles} from './run-directory.ts'

/** What records of a journal say of earlier ones, for who is told each record once. */
export function readRevisions(dir: string): Revisions {
  return revisionsIn(readLike(dir, 'runbook.event.'))
}

/** The id of the incident that a run belongs to, as it was said last; undefined where none is on record. */
export function readIncident(dir: string): string | undefined {
  let incident: string | undefined
  for (const {type, data} of [
    ...readLike(dir, 'runbook.run.started'),
    ...readLike(dir, 'runbook.incident.updated'),
  ]) {
    if (type === 'run.started' || type === 'incident.updated') incident = data.incident ?? incident
  }
  return incident
}

/** When a record was sealed, and by whom; undefined where it was not. */
export function readSealed(dir: string): {time: string; by: string | undefined} | undefined {
  const [sealed] = readLike(dir, 'runbook.log.sealed')
  return sealed && {time: sealed.time, by: sealed.authid}
}

/**
 * The events of records whose type begins so: only lines in which that stands are parsed. What is damaged is left to
 * whoever reads the journal.
 */
function readLike(dir: string, type: string): RunEvent[] {
  const mark = Buffer.from(type)
  const events: RunEvent[] = []
  const take = (line: Buffer) => {
    try {
      const record = JSON.parse(line.toString()) as JournalRecord
      const event = record.type.startsWith(type) && eventOf(record)
      if (event) events.push(event)
    } catch {}
  }
  let held: Buffer[] = []
  for (const chunk of piecesOf(join(dir, runFiles.journal), 1 << 18)) {
    const end = chunk.lastIndexOf(0x0a) + 1
    if (end === 0) {
      held.push(Buffer.from(chunk))
      continue
    }
    const first = chunk.indexOf(0x0a) + 1
    const across = Buffer.concat([...held, chunk.subarray(0, first)])
    if (across.includes(mark)) take(across)
    for (let at = chunk.indexOf(mark, first); at !== -1 && at < end; ) {
      const stop = chunk.indexOf(0x0a, at)
      take(chunk.subarray(chunk.lastIndexOf(0x0a, at) + 1, stop))
      at = chunk.indexOf(mark, stop)
    }
    held = [Buffer.from(chunk.subarray(end))]
  }
  return events
}
