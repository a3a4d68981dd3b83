import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import process from 'node:process'
import {exitCodes, RunbookError} from '../../model/error.ts'

/**
 * Puts other bytes in a file's place, all or none, with its mode; a link stays a link. Throws a `RunbookError` where that cannot be
 * done, or where the file is no longer what was read.
 */
export function replaceFile(path: string, read: Uint8Array, bytes: Uint8Array): void {
  let fresh: string | undefined
  try {
    const real = realpathSync(path)
    const {mode} = statSync(real)
    fresh = join(dirname(real), `.${basename(real)}.${process.pid}.new`)
    const file = openSync(fresh, 'wx', 0o600)
    try {
      fchmodSync(file, mode & 0o7777)
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    if (!readFileSync(real).equals(read))
      throw new RunbookError('changed', `${path}: it was changed meanwhile, and is left as it is`)
    renameSync(fresh, real)
    fresh = undefined
  } catch (error) {
    if (error instanceof RunbookError) throw error
    const {code} = error as NodeJS.ErrnoException
    throw new RunbookError('unwritable', `${path}: it cannot be written (${code})`, {
      exitCode: exitCodes.usage,
      cause: error,
    })
  } finally {
    if (fresh !== undefined) rmSync(fresh, {force: true})
  }
}
