/** Whether a word fits a pattern of the tables, in which `*` stands for any letters. */
export function glob(pattern: string, word: string | undefined): boolean {
  if (pattern === word) return true
  if (word === undefined || !pattern.includes('*')) return false
  const [head = '', ...tails] = pattern.split('*')
  const tail = tails.pop()!
  if (!word.startsWith(head) || !word.endsWith(tail)) return false
  let at = head.length
  for (const middle of tails) {
    const found = word.indexOf(middle, at)
    if (found === -1) return false
    at = found + middle.length
  }
  return word.length - at >= tail.length
}
