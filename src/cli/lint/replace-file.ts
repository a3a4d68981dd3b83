import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
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
import {setImmediate as turn} from 'node:timers/promises'
import {exitCodes, RunbookError} from '../../model/error.ts'

/**
 * Puts other bytes in a file's place, all or none, with its mode and owner; a link stays a link. Throws a `RunbookError` where that
 * cannot be done, or where the file is no longer what was read. A signal that comes meanwhile counts when it is done.
 */
export async function replaceFile(path: string, read: Uint8Array, bytes: Uint8Array): Promise<void> {
  const release = holdSignals()
  try {
    replace(path, read, bytes)
  } finally {
    await release()
  }
}

function replace(path: string, read: Uint8Array, bytes: Uint8Array): void {
  let fresh: string | undefined
  try {
    const real = realpathSync(path)
    accessSync(real, constants.W_OK) // the folder alone would let it be replaced
    const {mode, uid, gid} = statSync(real)
    fresh = join(dirname(real), `.${basename(real)}.${process.pid}.new`)
    const file = openSync(fresh, 'wx', 0o600)
    try {
      fchownSync(file, uid, gid)
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

const ending = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Keeps what would end the tool from doing so; to be released, when it does. */
function holdSignals(): () => Promise<void> {
  const held = new Set<NodeJS.Signals>()
  const hold = (signal: NodeJS.Signals) => held.add(signal)
  for (const signal of ending) process.on(signal, hold)
  return async () => {
    // signals are told of once in a turn, and this may be after that
    await turn()
    await turn()
    for (const signal of ending) process.off(signal, hold)
    for (const signal of held) process.kill(process.pid, signal)
  }
}
