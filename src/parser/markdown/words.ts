const words = /^(?:[A-Za-z]|[^\0-\x7F\uFEFF])(?:[^\\`*_[\]<>&~|@\0\t]*[^\\`*_[\]<>&~|@\0\t ])?$/
const address = /:\/\/|www/i

/** Whether a line begins no block, and holds nothing that is markup. */
export function isWords(line: string): boolean {
  return words.test(line) && !address.test(line)
}
