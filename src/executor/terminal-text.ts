const string = /\u001b[P\]X^_][^\u0007\u001b\n]*(?:\u0007|\u001b\\)/
const sequence = /\u001b\[[0-?]*[ -/]*[@-~]/
const single = /\u001b[ -/]*[0-~]/
const escapes = new RegExp([string, sequence, single].map(({source}) => source).join('|'), 'g')

/** What was printed at a terminal as an expectation reads it: no colours and the like, and plain line ends. */
export function terminalText(text: string): string {
  return text.replaceAll(escapes, '').replaceAll(/\r+\n/g, '\n')
}
