/** The offset behind the object or array that begins at `start`, by its brackets and strings alone; undefined if it never ends. */
export function jsonEnd(text: string, start: number): number | undefined {
  const next = /["{}[\]]/g
  next.lastIndex = start
  let depth = 0
  for (let found = next.exec(text); found; found = next.exec(text)) {
    if (found[0] === '"') {
      const end = stringEnd(text, next.lastIndex)
      if (end === undefined) return undefined
      next.lastIndex = end
    } else if (found[0] === '{' || found[0] === '[') depth++
    else if (--depth <= 0) return next.lastIndex
  }
  return undefined
}

function stringEnd(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at + 1
  }
  return undefined
}
