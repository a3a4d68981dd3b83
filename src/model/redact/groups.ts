import {bitsFor, createMarks, isMarkedTwice, markTwice} from './bits.ts'
import {createHeads, type Found, type Numbered} from './heads.ts'

/** The bytes of a text that are looked at together. Unit: bytes. */
export const groupSize = 8

/** A needle of so many bytes holds a whole group, wherever it stands. Unit: bytes. */
export const groupedLength = 2 * groupSize - 1

/** Which groups of a text may stand in a needle, and what begins there. */
export interface Groups {
  marks: Uint8Array
  /** By so many bits a hash is shifted to be a place among the marks. */
  shift: number
  /** Finds the needles in which the groups at some places stand as the first. */
  find(text: Uint8Array, places: readonly number[], found: Found): void
}

/** A second look follows a mark that misleads: they need not be far apart, and stay in the nearest cache. */
const spare = 16

/** Makes the groups of needles of at least `groupedLength` bytes. */
export function createGroups(needles: readonly Numbered[]): Groups {
  const shift = 32 - bitsFor(needles.length * groupSize, spare)
  const marks = createMarks(32 - shift)
  const check = createHeads(needles)
  const group = new Uint8Array(groupSize)
  const pairs = new Uint16Array(group.buffer)
  for (const {bytes} of needles) {
    for (let offset = 0; offset < groupSize; offset++) {
      group.set(bytes.subarray(offset, offset + groupSize))
      markTwice(marks, groupHash(pairs[0]!, pairs[1]!, pairs[2]!, pairs[3]!), shift)
    }
  }
  return {
    marks,
    shift,
    find(text, places, found) {
      for (const place of places) check(text, place - groupSize + 1, place, found)
    },
  }
}

/** A hash of eight bytes, as four pairs in the order of this machine. */
export function groupHash(one: number, two: number, three: number, four: number): number {
  return Math.imul(Math.imul(one | (two << 16), 0x9e3779b1) ^ (three | (four << 16)), 0x85ebca6b)
}

/** Whether the group of the four pairs at a place may stand in a needle. */
export function isMarkedGroup(
  two: Uint16Array,
  at: number,
  {marks, shift}: Pick<Groups, 'marks' | 'shift'>,
): boolean {
  return isMarkedTwice(marks, groupHash(two[at]!, two[at + 1]!, two[at + 2]!, two[at + 3]!), shift)
}
