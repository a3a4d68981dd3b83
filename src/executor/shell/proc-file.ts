import {closeSync, openSync, readFileSync, readSync} from 'node:fs'

/** Longer than what is looked at is most of the time; the system gives a page of it at once. */
const room = Buffer.allocUnsafeSlow(4096)
/** What is shorter was given whole. */
const surelyWhole = 2048

/**
 * A file of /proc that is looked at again and again. It stays open: to open one takes longer than to read it, and one of a process
 * stays that process's, whoever gets its number later.
 */
export class ProcFile {
  readonly path: string
  #file: number | undefined

  constructor(path: string) {
    this.path = path
  }

  /** What it says now, one char a byte; undefined where there is none, or its process has ended. */
  read(): string | undefined {
    try {
      this.#file ??= openSync(this.path, 'r')
      const length = readSync(this.#file, room, 0, room.length, 0)
      return length < surelyWhole ? room.toString('latin1', 0, length) : readFileSync(this.path, 'latin1')
    } catch {
      return undefined
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
    this.#file = undefined
  }
}
