/** What a piece costs however short it is; a line; any other character than a letter, a digit or a blank; and these. Unit: nanoseconds. */
const begun = 100_000
const line = 18_000
const sign = 7000
const letter = 500
/** What a character costs for each other one in the same piece: micromark goes back over what is open. */
const together = 0.01

/**
 * About how many nanoseconds micromark takes for a piece of text, but for what its inline markup costs beyond its length. It counts what stands there, so
 * that a document reads the same on every machine.
 */
export function workOf(text: string): number {
  let work = begun + text.length ** 2 * together
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || code === 13) work += line
    else work += isPlain(code) ? letter : sign
  }
  return work
}

const isPlain = (code: number) =>
  code > 127 ||
  (code > 96 && code < 123) ||
  (code > 64 && code < 91) ||
  (code > 47 && code < 58) ||
  code === 32
