/** As many parts, in order, as fit into `bytes` of UTF-8 with a line break each, then what `rest` says of the others. */
export function capped(parts: readonly string[], bytes: number, rest: (left: number) => string): string[] {
  let used = 0
  for (const [index, part] of parts.entries()) {
    used += Buffer.byteLength(part) + 1
    if (used > bytes) return [...parts.slice(0, index), rest(parts.length - index)]
  }
  return [...parts]
}
