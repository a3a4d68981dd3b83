/** What each of three bytes in a row may be. */
export type Triple = readonly (readonly number[])[]

/** The lower and the upper halves that each of three bytes may have: six sets, a bit for each of 16. */
type Halves = readonly number[]

const groups = 8
const none: Halves = [0, 0, 0, 0, 0, 0]

/**
 * Six tables of 16 bytes, two for each of three bytes: which of eight groups of triples have this lower half of a byte there, and which this
 * upper half, a bit a group. Where all six share a bit, one of its triples may stand; the more alike those of a group are, the less often in vain.
 */
export function nibblesOf(triples: readonly Triple[]): Uint8Array {
  const halves: Halves[] = new Array(groups).fill(none)
  for (const triple of triples.map(halvesOf)) {
    const grown = halves.map(group => group.map((set, at) => set | triple[at]!))
    const more = grown.map((group, number) => sizeOf(group) - sizeOf(halves[number]!))
    const best = more.indexOf(Math.min(...more))
    halves[best] = grown[best]!
  }
  const tables = new Uint8Array(6 * 16)
  for (const [group, sets] of halves.entries())
    for (const [table, set] of sets.entries())
      for (let half = 0; half < 16; half++) tables[16 * table + half]! |= ((set >> half) & 1) << group
  return tables
}

function halvesOf(triple: Triple): Halves {
  return triple.flatMap(bytes => [
    bytes.reduce((set, byte) => set | (1 << (byte & 15)), 0),
    bytes.reduce((set, byte) => set | (1 << (byte >> 4)), 0),
  ])
}

/** How many different three bytes in a row a group takes for its own. */
function sizeOf(halves: Halves): number {
  return halves.reduce((size, set) => size * bitsIn(set), 1)
}

function bitsIn(set: number): number {
  let count = 0
  for (let rest = set; rest !== 0; rest &= rest - 1) count++
  return count
}
