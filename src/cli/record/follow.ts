import {closeSync, fstatSync, openSync, readSync, watch} from 'node:fs'
import {join} from 'node:path'
import {runFiles} from '../../journal/run-directory.ts'
import {eventOf, type RunEvent, recordSchema} from '../../model/event.ts'

/** Where the system does not tell of changes, it is looked so often. Unit: milliseconds. */
const pollMs = 500

/**
 * The events of a journal as they are written, from the first on, until the signal is aborted; undefined each time that
 * all is read and nothing comes for a while. Only whole lines count.
 */
export async function* follow(dir: string, signal: AbortSignal): AsyncGenerator<RunEvent | undefined, void> {
  const fd = openSync(join(dir, runFiles.journal), 'r')
  let wake = () => {}
  const stirred = () => wake()
  let watcher: ReturnType<typeof watch> | undefined
  try {
    watcher = watch(join(dir, runFiles.journal), stirred)
    watcher.on('error', () => {}) // then it is only looked at from time to time
  } catch {}
  signal.addEventListener('abort', stirred)
  let at = 0
  let held = Buffer.alloc(0)
  try {
    while (!signal.aborted) {
      const {size} = fstatSync(fd)
      if (size <= at) {
        yield undefined
        await new Promise<void>(resolve => {
          const timer = setTimeout(resolve, pollMs)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
          if (signal.aborted || fstatSync(fd).size > at) wake()
        })
        continue
      }
      const bytes = Buffer.alloc(Math.min(1 << 20, size - at))
      at += readSync(fd, bytes, 0, bytes.length, at)
      held = Buffer.concat([held, bytes])
      for (let end = held.indexOf(0x0a); end !== -1; end = held.indexOf(0x0a)) {
        const event = eventIn(held.subarray(0, end).toString())
        held = held.subarray(end + 1)
        if (event) yield event
      }
    }
  } finally {
    signal.removeEventListener('abort', stirred)
    watcher?.close()
    closeSync(fd)
  }
}

function eventIn(line: string): RunEvent | undefined {
  try {
    return eventOf(recordSchema().parse(JSON.parse(line)))
  } catch {
    return undefined // what is damaged, `log --verify` tells
  }
}
