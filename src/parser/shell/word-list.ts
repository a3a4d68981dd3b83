const lists = new Map<string, ReadonlySet<string>>()

/** The words of a list of the tables, between blanks or commas. Every list is divided once, so it must be one of the program's own. */
export function wordList(list = ''): ReadonlySet<string> {
  const known = lists.get(list)
  if (known) return known
  const words = new Set(list.split(/[\s,]+/).filter(word => word !== ''))
  lists.set(list, words)
  return words
}
