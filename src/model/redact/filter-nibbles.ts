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

/** The highest bit of a kind: a line end, ESC, or one of three control bytes that are as rare. */
const isEnd = 0x80

/**
 * Two tables of 16 bytes, by the lower and the upper half of a byte: the bits that both have say what it is. It is a control byte,
 * tabs and line ends aside, where one below the highest is among them.
 */
export function kindsOfBytes(): Uint8Array {
  const tables = new Uint8Array(2 * 16)
  const mark = (lower: readonly number[], upper: readonly number[], bit: number) => {
    for (const half of lower) tables[half]! |= bit
    for (const half of upper) tables[16 + half]! |= bit
  }
  const halves = Array.from({length: 16}, (_, half) => half)
  mark([0x0a, 0x0b, 0x0d], [0, 1], isEnd)
  mark(
    halves.filter(half => half !== 0x09 && half !== 0x0a && half !== 0x0d),
    [0],
    1,
  )
  mark(halves, [1], 2)
  mark([0x0f], [7], 4)
  return tables
}
