/** Bytes are taken in pieces that leave room for others meanwhile. Unit: bytes. */
export const pieceBytes = 256 * 1024

/** What a ring holds. Places in it are numbers of bytes that go round, so it is a power of two. Unit: bytes. */
export const ringBytes = 8 * pieceBytes

/** What the words before the bytes say: how many bytes were given and taken, how often anything was said, how many outputs were ended and of how many was told, and how long that is. */
const [given, taken, news, ended, told, length] = [0, 1, 2, 3, 4, 5]
const wordsBytes = 64

/** So long one side waits for the other, which a busy machine may keep from running. */
const patienceMs = 60_000

/** A ring of memory through which one thread has another make the digests of outputs, one after the other. */
export class DigestRing {
  readonly shared: SharedArrayBuffer
  readonly #words: Int32Array
  readonly #bytes: Buffer

  constructor(shared = new SharedArrayBuffer(wordsBytes + ringBytes)) {
    this.shared = shared
    this.#words = new Int32Array(shared, 0, wordsBytes / 4)
    this.#bytes = Buffer.from(shared, wordsBytes)
  }

  /** Puts bytes at a place, for which there is room. */
  put(bytes: Uint8Array, place: number): void {
    const start = place & (ringBytes - 1)
    const first = bytes.subarray(0, ringBytes - start)
    copy(first, this.#bytes, start)
    copy(bytes.subarray(first.length), this.#bytes, 0)
  }

  /** The bytes from one place to another, or the first of them. */
  piece(from: number, to: number): Buffer {
    const start = from & (ringBytes - 1)
    const size = Math.min((to - from) | 0, pieceBytes, ringBytes - start)
    return this.#bytes.subarray(start, start + size)
  }

  /** Gives the other side what stands before a place. */
  give(place: number): void {
    Atomics.store(this.#words, given, place)
    this.#say()
  }

  /** Whether the other side takes what stands behind a place, within so many milliseconds. */
  isTakenFrom(place: number, patienceMs: number): boolean {
    return Atomics.wait(this.#words, taken, place, patienceMs) !== 'timed-out'
  }

  /** Waits until what stands before a place has room. */
  waitForRoom(place: number): void {
    for (;;) {
      const free = Atomics.load(this.#words, taken)
      if (((place - free) | 0) <= ringBytes) return
      this.#wait(taken, free)
    }
  }

  /** Ends an output, and waits for what is told of it. */
  end(): string {
    const outputs = Atomics.add(this.#words, ended, 1)
    this.#say()
    while (Atomics.load(this.#words, told) === outputs) this.#wait(told, outputs)
    return this.#bytes.toString('latin1', 0, this.#words[length])
  }

  /**
   * The other side: gives an output as it comes, piece by piece, each in the place of the one before. They are copies: to look for a
   * byte in shared memory takes Node more than twice as long.
   */
  *output(): Generator<Buffer, void> {
    const own = Buffer.allocUnsafeSlow(pieceBytes)
    const outputs = Atomics.load(this.#words, told)
    for (;;) {
      const heard = Atomics.load(this.#words, news)
      const isWhole = Atomics.load(this.#words, ended) !== outputs // asked first: nothing comes after it
      const from = Atomics.load(this.#words, taken)
      const piece = this.piece(from, Atomics.load(this.#words, given))
      if (piece.length > 0) {
        copy(piece, own, 0)
        Atomics.store(this.#words, taken, (from + piece.length) | 0)
        Atomics.notify(this.#words, taken)
        yield own.subarray(0, piece.length)
      } else if (isWhole) return
      else Atomics.wait(this.#words, news, heard)
    }
  }

  /** Tells what an output came to, when it has ended. */
  tell(text: string): void {
    this.#words[length] = this.#bytes.write(text, 'latin1')
    Atomics.add(this.#words, told, 1)
    Atomics.notify(this.#words, told)
  }

  #say() {
    Atomics.add(this.#words, news, 1)
    Atomics.notify(this.#words, news)
  }

  #wait(word: number, value: number) {
    if (Atomics.wait(this.#words, word, value, patienceMs) === 'timed-out')
      throw new Error('the thread that makes its digest does not answer')
  }
}

/** Copies bytes; `set` copies shared memory word by word, in three times the time. */
function copy(bytes: Uint8Array, to: Buffer, at: number) {
  if (bytes.length > 0) to.fill(bytes, at, at + bytes.length)
}
