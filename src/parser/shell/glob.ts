/** Whether a word fits a pattern of the tables, in which `*` stands for any letters. */
export function glob(pattern: string, word: string | undefined): boolean {
  if (word === undefined || !pattern.includes('*')) return pattern === word
  const [head = '', ...tails] = pattern.split('*')
  const tail = tails.at(-1)!
  if (tails.length === 2 && head === '') return word.includes(tails[0]!)
  return word.length >= head.length + tail.length && word.startsWith(head) && word.endsWith(tail)
}
