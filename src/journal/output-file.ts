import {closeSync, fdatasync, fdatasyncSync, openSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {exitCodes, RunbookError} from '../model/error.ts'
import type {Output} from '../model/event.ts'
import {formatSize} from '../model/size.ts'
import {syncingEarly} from './early-sync.ts'
import {createOutputDigest, type OutputDigest} from './output-digest.ts'
import {dropRest, keepRest} from './rest-file.ts'
import {runFiles} from './run-directory.ts'

/** What one attempt printed, as it comes; already redacted. */
export interface OutputFile {
  write(bytes: Uint8Array): void
  /** Keeps what could still change of the output's end, in case nobody comes to write it. */
  rest(bytes: Uint8Array): void
  /** Whether so many bytes more will be kept. If not, they and all that follows count as not kept. */
  takes(bytes: number): boolean
  /** Syncs and closes it; undefined if nothing was written, and then there is no file. */
  end(): Output | undefined
  /** Ends it as well, and syncs it meanwhile: it is on disk once `synced` resolves. */
  endMeanwhile(): {output: Output; synced: Promise<void>} | undefined
}

/** Most bytes that are kept of one attempt, where nobody says otherwise. */
export const outputLimit = 64 * 1024 * 1024

/** What is said where an output was cut. */
export function notKept(dropped: number, limit: number): string {
  return `${dropped} more bytes were not kept: the limit is ${formatSize(limit)}`
}

/** Opens `outputs/NAME` with its first byte. Beyond `limit` bytes it counts what it does not keep, and says so at the end. */
export function createOutputFile(
  dir: string,
  name: string,
  limit = outputLimit,
  openDigest: () => OutputDigest = createOutputDigest,
): OutputFile {
  const path = `${runFiles.outputs}/${name}`
  const syncEarly = syncingEarly(join(dir, path))
  let digest: OutputDigest | undefined
  let fd: number | undefined
  let bytes = 0
  let dropped = 0
  let rested = false
  let last = 0x0a
  const room = () => (dropped > 0 ? 0 : Math.max(0, limit - bytes))
  const put = (part: Uint8Array) => {
    fd ??= openSync(join(dir, path), 'wx', 0o600)
    for (let written = 0; written < part.length; ) written += writeSync(fd, part, written)
    digest ??= openDigest()
    digest.take(part)
    bytes += part.length
    syncEarly(bytes)
    last = part.at(-1) ?? last
  }
  const broken = (error: unknown) => {
    const {code, message} = error as NodeJS.ErrnoException
    return new RunbookError(
      'output-write',
      `${join(dir, path)}: the output cannot be kept (${code ?? message})`,
      {exitCode: exitCodes.broken, cause: error},
    )
  }
  const guarded = (act: () => void) => {
    try {
      act()
    } catch (error) {
      throw broken(error)
    }
  }
  /** Writes what is still to be said; gives what was kept, in a file that is still open. */
  const finish = (): {file: number; output: Output} | undefined => {
    if (rested) dropRest(join(dir, path))
    if (fd === undefined) return undefined
    const file = fd
    if (dropped > 0)
      guarded(() => put(Buffer.from(`${last === 0x0a ? '' : '\n'}[${notKept(dropped, limit)}]\n`)))
    fd = undefined
    const output = {
      path,
      bytes,
      ...(dropped > 0 ? {dropped} : {}),
      ...digest!.end(),
    }
    return {file, output}
  }
  return {
    write(chunk) {
      const part = chunk.subarray(0, room())
      dropped += chunk.length - part.length
      if (part.length > 0) guarded(() => put(part))
    },
    rest(chunk) {
      if (room() === 0) return
      rested = true
      keepRest(join(dir, path), bytes, chunk.subarray(0, room()))
    },
    takes(more) {
      if (more <= room()) return true
      dropped += more
      return false
    },
    end() {
      const finished = finish()
      if (!finished) return undefined
      guarded(() => {
        fdatasyncSync(finished.file)
        closeSync(finished.file)
      })
      return finished.output
    },
    endMeanwhile() {
      const finished = finish()
      if (!finished) return undefined
      const {file, output} = finished
      const synced = new Promise<void>((resolve, reject) => {
        fdatasync(file, failed => {
          try {
            closeSync(file)
            if (failed) throw failed
            resolve()
          } catch (error) {
            reject(broken(error))
          }
        })
      })
      return {output, synced}
    },
  }
}
