/**
 * Three letters of each word that names of secrets have, rare in other texts. `PASS`, `PAT` and `CREDENTIALS` are known by
 * what stands before them. Words of one line are told apart from those of another line at little cost.
 */
const cores = [
  'oke',
  '_pa -pa .pa bpa rpa hpa mpa npa',
  'ecr _cr -cr .cr mcr ncr',
  'ssw ssp ook aut key dsn pwd',
].map(line => line.split(' '))

/** What two bytes in a row, of which the first is met first, may be of a word: the bits of two kinds in a row have one in common. */
export interface WordKinds {
  first: number
  second: number
}

const lines = cores.length
/** How many bits each of the two kinds has. */
export const wordBits = 2 * lines - 1

// five bits of each byte: capitals are the same as small letters
const triples = new Uint8Array(1 << 15)
for (const core of cores.flat()) triples[tripleOf(Buffer.from(core), 0)] = 1

function tripleOf(text: Uint8Array, at: number): number {
  return ((text[at]! & 31) << 10) | ((text[at + 1]! & 31) << 5) | (text[at + 2]! & 31)
}

/** Whether a word of secret names may begin here, three bytes before the end or more. */
export function isNameWord(text: Uint8Array, at: number): boolean {
  return triples[tripleOf(text, at)] === 1
}

/** Calls `mark` with each two bytes that may stand in a word, wherever it begins, and what they are. */
export function eachWordPair(mark: (pair: readonly [number, number], kinds: WordKinds) => void): void {
  for (const [line, of] of cores.entries()) {
    const even = 1 << line
    // the last two lines share one
    const odd = 1 << (lines + Math.min(line, lines - 2))
    for (const core of of) {
      const [a, b, c] = [...core].map(bothCases) as [number[], number[], number[]]
      for (const two of b) {
        for (const one of a) mark([one, two], {first: even, second: 0})
        for (const three of c) mark([two, three], {first: 0, second: odd})
      }
      for (let other = 0; other < 256; other++) {
        for (const three of c) mark([three, other], {first: 0, second: even})
        for (const one of a) mark([other, one], {first: odd, second: 0})
      }
    }
  }
}

function bothCases(letter: string): number[] {
  return [...new Set([letter.charCodeAt(0), letter.toUpperCase().charCodeAt(0)])]
}
