import {unlinkSync} from 'node:fs'
import {join} from 'node:path'
import {valuesName} from './prelude.ts'
import {writePrivate} from './private-file.ts'

/** The file of what is set before a block, in a private directory. */
export class ValuesFile {
  readonly #path: string
  #isThere = false

  constructor(dir: string) {
    this.#path = join(dir, valuesName)
  }

  /** Writes these commands of bash, and gives its path. */
  write(commands: readonly string[]): string {
    this.#isThere = true
    writePrivate(this.#path, `${commands.join('\n')}\n`)
    return this.#path
  }

  /** Removes it, since it may hold secrets. */
  remove(): void {
    if (!this.#isThere) return
    this.#isThere = false
    try {
      unlinkSync(this.#path)
    } catch {} // the block may have removed it
  }
}
