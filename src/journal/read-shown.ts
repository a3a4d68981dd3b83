import {createHash} from 'node:crypto'
import {open} from 'node:fs/promises'
import {join} from 'node:path'
import type {Output} from '../model/output.ts'
import {endBytes, longOutput} from '../model/output-ends.ts'
import {type ReadOutput, readOutput} from './read.ts'

/**
 * Reads the ends of an output file to show them, as `readOutput` does; of a long one that was recorded with a digest of its ends, only these are
 * read and checked, and its length: that what lies between them is as it was, only `readOutput` tells. `limit` is at most `endBytes`.
 */
export async function readShown(dir: string, output: Output, limit: number): Promise<ReadOutput | undefined> {
  const {ends, path, bytes} = output
  if (!ends || bytes <= longOutput) return readOutput(dir, output, limit)
  const memory = Buffer.alloc(2 * endBytes)
  try {
    const file = await open(join(dir, path))
    try {
      const {size} = await file.stat()
      if (size !== bytes) return readOutput(dir, output, limit)
      for (const [at, position] of [
        [0, 0],
        [endBytes, size - endBytes],
      ] as const)
        await file.read(memory, at, endBytes, position)
    } finally {
      await file.close()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  return {
    head: memory.subarray(0, limit / 4),
    tail: memory.subarray(memory.length - limit),
    intact: createHash('sha256').update(memory).digest('hex') === ends.sha256,
  }
}
