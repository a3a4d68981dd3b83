import {closeSync, constants, type FSWatcher, fstatSync, lstatSync, openSync, readSync, watch} from 'node:fs'
import type {DriverResult} from '../../model/driver.ts'
import {mostWritten} from '../../model/step-output.ts'

/** What a block wrote to the file at `path`; nothing where it is empty, gone, or no file any more. */
export function writtenTo(path: string): Pick<DriverResult, 'written'> {
  let file: number
  try {
    const there = lstatSync(path, {throwIfNoEntry: false})
    if (there === undefined || there.size === 0) return {} // most blocks write nothing
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch {
    return {}
  }
  try {
    const stat = fstatSync(file)
    if (!stat.isFile() || stat.size === 0) return {}
    const bytes = Buffer.alloc(Math.min(stat.size, mostWritten + 1)) // one more, so that what is too long can be told
    const length = readSync(file, bytes, 0, bytes.length, 0)
    return length === 0 ? {} : {written: bytes.toString('utf8', 0, length)}
  } finally {
    closeSync(file)
  }
}

/** Gives what a block has written so far to the file at `path`, each time it is more, until it is closed; nothing where the system cannot watch files. */
export function watchWritten(path: string, give: (text: string) => void): FSWatcher | undefined {
  let length = 0
  try {
    const watcher = watch(path, {persistent: false}, () => {
      const {written = ''} = writtenTo(path)
      if (written.length <= length) return
      length = written.length
      give(written)
    })
    return watcher.on('error', () => watcher.close())
  } catch {
    return undefined
  }
}
