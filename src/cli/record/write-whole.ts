import {renameSync, rmSync, statSync, writeFileSync} from 'node:fs'
import process from 'node:process'
import {exitCodes, RunbookError} from '../../model/error.ts'

/** Writes a file whole or not at all; `fresh` is the mode of a new one. Throws a `RunbookError` where it cannot be written. */
export function writeWhole(path: string, text: string, fresh: number): void {
  const part = `${path}.new-${process.pid}`
  try {
    const mode = statSync(path, {throwIfNoEntry: false})?.mode ?? fresh
    writeFileSync(part, text, {mode: mode & 0o777, flag: 'wx'})
    renameSync(part, path)
  } catch (error) {
    rmSync(part, {force: true})
    const {code} = error as NodeJS.ErrnoException
    throw new RunbookError('unwritable', `${path}: it cannot be written (${code})`, {
      exitCode: exitCodes.broken,
      cause: error,
    })
  }
}
