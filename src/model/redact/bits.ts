/** How many bits of a hash say where its mark stands: `spare` places or more for each of `count` marks, of 4 KiB to 256 KiB. */
export function bitsFor(count: number, spare: number): number {
  return Math.min(21, Math.max(15, 32 - Math.clz32(spare * count - 1)))
}

/** As many places for marks as so many bits can tell apart. */
export function createMarks(bits: number): Uint8Array {
  return new Uint8Array(1 << (bits - 3))
}

/** Marks a place. */
export function mark(marks: Uint8Array, place: number) {
  marks[place >>> 3]! |= 1 << (place & 7)
}

/** Whether a place is marked. */
export function isMarked(marks: Uint8Array, place: number): boolean {
  return ((marks[place >>> 3]! >>> (place & 7)) & 1) === 1
}
