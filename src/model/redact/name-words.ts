/** Takes the place of a name's byte, where a word of secret names may stand. */
type Met = (at: number) => void

/**
 * Three letters of each word that names of secrets have, rare in other texts. `PASS`, `PAT` and `CREDENTIALS` are known by
 * what stands before them.
 */
const cores = [
  'oke',
  'ecr',
  'ssw',
  'ssp',
  'ook',
  'aut',
  'key',
  'dsn',
  'pwd',
  ...'_pa -pa .pa bpa rpa _cr -cr .cr'.split(' '),
]

const pairs = new Uint8Array(1 << 16)
// five bits of each byte: capitals are the same as small letters
const triples = new Uint8Array(1 << 15)
for (const core of cores) {
  const [a, b, c] = [...core].map(letter => letter.charCodeAt(0)) as [number, number, number]
  for (const [one, other] of [
    [a, b],
    [b, c],
  ] as const)
    for (const first of bothCases(one))
      for (const second of bothCases(other)) pairs[(first << 8) | second] = 1
  triples[((a & 31) << 10) | ((b & 31) << 5) | (c & 31)] = 1
}

function bothCases(code: number): number[] {
  return code >= 0x61 && code <= 0x7a ? [code, code - 32] : [code]
}

/** Calls `met` where a word of secret names may stand, also where none does, at most twice for a place. */
export function findNameWords(text: Uint8Array, met: Met): void {
  const last = text.length - 1
  for (let at = 0; at < last; at += 2) {
    const one = text[at]!
    const two = text[at + 1]!
    if (pairs[(one << 8) | two] === 0) continue
    const pair = ((one & 31) << 5) | (two & 31)
    if (at + 2 < text.length && triples[(pair << 5) | (text[at + 2]! & 31)] === 1) met(at)
    if (at > 0 && triples[((text[at - 1]! & 31) << 10) | pair] === 1) met(at - 1)
  }
}
