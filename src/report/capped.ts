/** The text of as many items, in order, as fit into `bytes` of UTF-8 with a line break each, then what `rest` says of the others. */
export function capped<T>(
  items: readonly T[],
  bytes: number,
  text: (item: T) => string,
  rest: (left: number) => string,
): string[] {
  const texts: string[] = []
  let used = 0
  for (const [index, item] of items.entries()) {
    const next = text(item)
    used += Buffer.byteLength(next) + 1
    if (used > bytes) return [...texts, rest(items.length - index)]
    texts.push(next)
  }
  return texts
}
