import {closeSync, openSync, readSync} from 'node:fs'
import {join} from 'node:path'
import {eventOf, type RunEvent, recordSchema} from '../model/event.ts'
import {runFiles} from './run-directory.ts'

/** A first line that is longer is not read. Unit: bytes. */
const longest = 16 * 1024 * 1024

/** The event that a run's journal begins with, unchecked against the chain; undefined where it cannot be read. */
export function firstEvent(dir: string): RunEvent | undefined {
  try {
    return eventOf(recordSchema().parse(JSON.parse(firstLine(join(dir, runFiles.journal)))))
  } catch {
    return undefined // the whole journal is read where the run matters, and says what is wrong
  }
}

function firstLine(path: string): string {
  const file = openSync(path, 'r')
  try {
    const chunks: Buffer[] = []
    for (let at = 0; at < longest; ) {
      const chunk = Buffer.alloc(64 * 1024)
      const read = readSync(file, chunk, 0, chunk.length, at)
      const end = chunk.subarray(0, read).indexOf(0x0a)
      chunks.push(chunk.subarray(0, end === -1 ? read : end))
      if (end !== -1 || read === 0) break
      at += read
    }
    return Buffer.concat(chunks).toString()
  } finally {
    closeSync(file)
  }
}
