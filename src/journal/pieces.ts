import {closeSync, openSync, readSync} from 'node:fs'

/**
 * A file from its beginning to its end, piece by piece. Each piece is good until the next is asked for: they share their
 * memory, since fresh memory for each costs more than the reading. Throws what opening and reading throw.
 */
export function* piecesOf(path: string, size: number): Generator<Buffer> {
  const memory = Buffer.allocUnsafeSlow(size)
  const file = openSync(path, 'r')
  try {
    for (let read = readSync(file, memory); read > 0; read = readSync(file, memory))
      yield memory.subarray(0, read)
  } finally {
    closeSync(file)
  }
}
