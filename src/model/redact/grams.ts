/** Tells where in the needles the bytes around a gap stand. */
export interface Grams {
  /** Whether three bytes on each side of a gap may stand side by side in a needle: a first look, which costs little. */
  mayJoin(text: Uint8Array, start: number, end: number): boolean
  /**
   * Calls `found` for each needle in which the last bytes before a gap and the first after it stand side by side, with the
   * index of the needle's first byte after the gap. They meet in `near` at `middle`; so many before and after it are known.
   */
  over(
    near: Uint8Array,
    middle: number,
    before: number,
    after: number,
    found: (needle: number, index: number) => void,
  ): void
  /** Whether a needle begins with so many bytes, fewer than a gram has. */
  begins(bytes: Uint8Array, start: number, size: number): boolean
}

/** Bytes that are looked up at once: as many as the shortest needle has. */
export const gramSize = 6
const filterSize = 4
const filterBits = 20
const headBits = 16

/** Indexes all stretches of six bytes of the needles. */
export function createGrams(needles: readonly Uint8Array[]): Grams {
  const filter = new Uint8Array(1 << (filterBits - 3))
  const heads = new Int32Array(1 << headBits).fill(-1)
  const places: {needle: number; index: number; next: number}[] = []
  const beginnings = new Set<number>()
  for (const [needle, bytes] of needles.entries()) {
    for (let at = 0; at + filterSize <= bytes.length; at++) {
      const hash = fourHash(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!)
      filter[hash >>> 3]! |= 1 << (hash & 7)
    }
    for (let index = 0; index + gramSize <= bytes.length; index++) {
      const hash = hashOf(bytes, index, gramSize) >>> (32 - headBits)
      places.push({needle, index, next: heads[hash]!})
      heads[hash] = places.length - 1
    }
    for (let size = 1; size < gramSize; size++) beginnings.add(headOf(bytes, 0, size))
  }
  const isKnown = (one: number, two: number, three: number, four: number) => {
    const hash = fourHash(one, two, three, four)
    return ((filter[hash >>> 3]! >>> (hash & 7)) & 1) === 1
  }
  return {
    mayJoin(text, start, end) {
      const [a, b, c] = [text[start - 3]!, text[start - 2]!, text[start - 1]!]
      const [x, y, z] = [text[end]!, text[end + 1]!, text[end + 2]!]
      return isKnown(b, c, x, y) || isKnown(c, x, y, z) || isKnown(a, b, c, x)
    },
    over(near, middle, before, after, found) {
      for (let left = Math.min(before, gramSize - 1); left >= 1 && gramSize - left <= after; left--) {
        const start = middle - left
        let place = heads[hashOf(near, start, gramSize) >>> (32 - headBits)]!
        while (place !== -1) {
          const {needle, index, next} = places[place]!
          if (isSame(needles[needle]!, index, near, start)) found(needle, index + left)
          place = next
        }
      }
    },
    begins: (bytes, start, size) => beginnings.has(headOf(bytes, start, size)),
  }
}

function isSame(one: Uint8Array, from: number, other: Uint8Array, start: number): boolean {
  for (let at = 0; at < gramSize; at++) if (one[from + at] !== other[start + at]) return false
  return true
}

function fourHash(one: number, two: number, three: number, four: number): number {
  return Math.imul(one | (two << 8) | (three << 16) | (four << 24), 0x9e3779b1) >>> (32 - filterBits)
}

function hashOf(bytes: Uint8Array, start: number, size: number): number {
  let hash = 0
  for (let at = start; at < start + size; at++)
    hash = Math.imul(hash ^ bytes[at]!, 0x9e3779b1) ^ (hash >>> 15)
  return Math.imul(hash, 0x85ebca6b)
}

/** Up to five bytes as one number, which tells how many they are. */
function headOf(bytes: Uint8Array, start: number, size: number): number {
  let head = size
  for (let at = start; at < start + size; at++) head = head * 256 + bytes[at]!
  return head
}
