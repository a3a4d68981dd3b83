/** Takes the place of a name's byte, where a word of secret names may stand. */
type Met = (at: number) => void

/** Three letters of each word that names of secrets have, rare in other texts; `PAT` is known by what stands before it. */
const cores = ['oke', 'ecr', 'ssw', 'ssp', 'ass', 'ial', 'ook', 'aut', 'key', '_pa', '-pa', 'dsn', 'pwd']

// five bits of each byte: capitals are the same as small letters
const pairs = new Uint8Array(1 << 10)
const triples = new Uint8Array(1 << 15)
for (const core of cores) {
  const [a, b, c] = [...core].map(letter => letter.charCodeAt(0) & 31) as [number, number, number]
  pairs[(a << 5) | b] = 1
  pairs[(b << 5) | c] = 1
  triples[(a << 10) | (b << 5) | c] = 1
}

/** Calls `met` where a word of secret names may stand, also where none does, at most twice for a place. */
export function findNameWords(text: Uint8Array, met: Met): void {
  const last = text.length - 1
  for (let at = 0; at < last; at += 2) {
    const pair = ((text[at]! & 31) << 5) | (text[at + 1]! & 31)
    if (pairs[pair] === 0) continue
    if (at + 2 < text.length && triples[(pair << 5) | (text[at + 2]! & 31)] === 1) met(at)
    if (at > 0 && triples[((text[at - 1]! & 31) << 10) | pair] === 1) met(at - 1)
  }
}
