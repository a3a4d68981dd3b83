import {renameSync, rmSync, statSync, writeFileSync} from 'node:fs'
import process from 'node:process'
import {exitCodes, RunbookError} from '../model/error.ts'

/** Writes a file whole or not at all; a new one can be read by its owner only. Throws a `RunbookError` where it cannot be written. */
export function writeWhole(path: string, text: string): void {
  const fresh = `${path}.new-${process.pid}`
  try {
    const mode = statSync(path, {throwIfNoEntry: false})?.mode ?? 0o600
    writeFileSync(fresh, text, {mode: mode & 0o777, flag: 'wx'})
    renameSync(fresh, path)
  } catch (error) {
    rmSync(fresh, {force: true})
    const {code} = error as NodeJS.ErrnoException
    throw new RunbookError('unwritable', `${path}: it cannot be written (${code})`, {
      exitCode: exitCodes.broken,
      cause: error,
    })
  }
}
