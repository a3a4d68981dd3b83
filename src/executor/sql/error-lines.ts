import {withoutPieces} from './cut-value.ts'

/** A line that is longer is taken as it is up to here. Unit: bytes. */
const longestLine = 64 * 1024

/**
 * The errors of psql, line by line, without pieces of values: of a long line it shows what is around an error, and a piece
 * is not known for the secret that it may be of. What is no UTF-8 stays as it is.
 */
export class ErrorLines {
  #held: Buffer<ArrayBufferLike> = Buffer.alloc(0)
  readonly #values: readonly string[]

  constructor(values: readonly string[]) {
    this.#values = values
  }

  /** What can be shown now that this has come. */
  take(bytes: Buffer): Buffer {
    if (this.#values.length === 0) return bytes
    const all = Buffer.concat([this.#held, bytes])
    const end = all.length > longestLine ? all.length : all.lastIndexOf('\n') + 1
    this.#held = all.subarray(end)
    return this.#shown(all.subarray(0, end))
  }

  /** What is left at the end. */
  rest(): Buffer {
    const rest = this.#held
    this.#held = Buffer.alloc(0)
    return this.#shown(rest)
  }

  #shown(bytes: Buffer): Buffer {
    const text = bytes.toString()
    if (Buffer.from(text).equals(bytes)) return Buffer.from(withoutPieces(text, this.#values))
    // a character for each byte, and a mark that none of them can be
    const values = this.#values.map(value => Buffer.from(value).toString('latin1'))
    const parts = withoutPieces(bytes.toString('latin1'), values).split('…')
    return Buffer.concat(
      parts.flatMap((part, at) => [Buffer.from(at ? '…' : ''), Buffer.from(part, 'latin1')]),
    )
  }
}
