import {closeSync, openSync, readSync} from 'node:fs'
import {join} from 'node:path'
import {type EventOf, eventOf, recordSchema} from '../model/event.ts'
import {runFiles} from './run-directory.ts'

/** A first record is never so long. Unit: bytes. */
const most = 8 * 1024 * 1024

/** What the first record of a journal says of its run, without reading the rest; undefined where it says nothing. */
export function readStart(dir: string): EventOf<'run.started'>['data'] | undefined {
  const file = openSync(join(dir, runFiles.journal), 'r')
  try {
    let text = Buffer.alloc(0)
    for (let size = 1 << 16; size <= most; size *= 2) {
      const bytes = Buffer.alloc(size)
      text = bytes.subarray(0, readSync(file, bytes, 0, size, 0))
      const end = text.indexOf(0x0a)
      if (end === -1 && text.length === size) continue
      const event = eventOf(recordSchema.parse(JSON.parse(text.toString('utf8', 0, end))))
      return event?.type === 'run.started' ? event.data : undefined
    }
    return undefined
  } catch {
    return undefined // what is damaged is said when the run is read
  } finally {
    closeSync(file)
  }
}
