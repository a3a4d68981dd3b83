/** What each of three bytes in a row may be. */
export type Triple = readonly (readonly number[])[]

const groups = 8
const halves = 16

/**
 * Two tables for each of three bytes, of 16 bytes each: which of eight groups of triples have this lower half of a byte there, and which this
 * upper half, a bit a group. Where all six looks share a bit, one of its triples may stand; that it does not is rarer the more alike those of a group are.
 */
export function nibblesOf(triples: readonly Triple[]): Uint8Array {
  const tables: Uint8Array[] = Array.from({length: groups}, () => new Uint8Array(6 * halves))
  for (const triple of triples) {
    const grown = tables.map(table => withTriple(table, triple))
    const more = grown.map((table, group) => sizeOf(table) - sizeOf(tables[group]!))
    const group = more.indexOf(Math.min(...more))
    tables[group] = grown[group]!
  }
  return Uint8Array.from({length: 6 * halves}, (_, at) =>
    tables.reduce((bits, table, group) => bits | (table[at]! << group), 0),
  )
}

function withTriple(table: Uint8Array, triple: Triple): Uint8Array {
  const grown = table.slice()
  for (const [place, bytes] of triple.entries()) {
    for (const byte of bytes) {
      grown[2 * halves * place + (byte & 15)] = 1
      grown[2 * halves * place + halves + (byte >> 4)] = 1
    }
  }
  return grown
}

/** How many different three bytes in a row the group takes for its own. */
function sizeOf(table: Uint8Array): number {
  let size = 1
  for (let from = 0; from < table.length; from += halves)
    size *= table.subarray(from, from + halves).reduce((sum, bit) => sum + bit, 0)
  return size
}
