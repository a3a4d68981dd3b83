import {Buffer} from 'node:buffer'

/**
 * Three letters of each word that names of secrets have, rare in other texts. `PASS`, `PAT` and `CREDENTIALS` are known by
 * what stands before them.
 */
const cores = 'oke ecr ssw ssp oki aut key dsn pwd _pa -pa .pa bpa rpa hpa mpa npa _cr -cr .cr mcr ncr'.split(
  ' ',
)

// five bits of each byte: capitals are the same as small letters
const triples = new Uint8Array(1 << 15)
for (const core of cores) triples[tripleOf(Buffer.from(core), 0)] = 1

function tripleOf(text: Uint8Array, at: number): number {
  return ((text[at]! & 31) << 10) | ((text[at + 1]! & 31) << 5) | (text[at + 2]! & 31)
}

/** Whether a word of secret names may begin here, three bytes before the end or more. */
export function isNameWord(text: Uint8Array, at: number): boolean {
  return triples[tripleOf(text, at)] === 1
}

type Pairs = readonly (readonly [number, number])[]

/** The first two bytes of each word. */
export const wordFronts: Pairs = cores.flatMap(([a, b]) => pairsOf(a!, b!))
/** Its last two. */
export const wordBacks: Pairs = cores.flatMap(([, b, c]) => pairsOf(b!, c!))

function pairsOf(one: string, other: string): Pairs {
  return bothCases(one).flatMap(first => bothCases(other).map(second => [first, second] as const))
}

function bothCases(letter: string): number[] {
  return [...new Set([letter.charCodeAt(0), letter.toUpperCase().charCodeAt(0)])]
}

/** What each of the three bytes of a word may be where its front or its back is one of these. */
export const wordBytes: readonly (readonly number[])[][] = cores.map(([a, b, c]) => [
  alike(a!),
  bothCases(b!),
  alike(c!),
])

/** All bytes that are the same to `isNameWord`. */
function alike(letter: string): number[] {
  return Array.from({length: 8}, (_, high) => (high << 5) | (letter.charCodeAt(0) & 31))
}
