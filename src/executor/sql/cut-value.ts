/** So many characters of a value that stand in a text are no chance. */
const telling = 8

/**
 * A server's words without pieces of values: it cuts long ones (`Failing row contains (null, abc...)`), and a piece is
 * not known for the secret that it may be of. A value that stands there whole is left.
 */
export function withoutPieces(text: string, values: readonly string[]): string {
  const folded = fold(text)
  let marks: Uint8Array | undefined
  for (const value of new Set(values)) {
    if (value.length <= telling) continue
    const pieces = new Set<string>()
    const whole = fold(value)
    for (let at = 0; at + telling <= whole.length; at++) pieces.add(whole.slice(at, at + telling))
    const found = new Uint8Array(folded.length)
    for (let at = 0; at + telling <= folded.length; at++)
      if (pieces.has(folded.slice(at, at + telling))) found.fill(1, at, at + telling)
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length))
      found.fill(0, at, at + value.length)
    marks = marks ? marks.map((mark, at) => mark | found[at]!) : found
  }
  if (!marks) return text
  let shown = ''
  for (let at = 0; at < text.length; at++)
    if (!marks[at]) shown += text[at]
    else if (at === 0 || !marks[at - 1]) shown += '…'
  return shown
}

/** A name is made small by the server; each unit stays where it was. */
function fold(text: string): string {
  return text.replaceAll(/[A-Z]/g, letter => letter.toLowerCase())
}
