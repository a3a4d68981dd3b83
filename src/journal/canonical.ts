/** What JSON writes between quotes as it is. */
const plain = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/

/**
 * The canonical JSON (RFC 8785) of what JSON can say: a value that was read from it, or would be read back the same. Throws where a text
 * holds half of a character, for which there is none.
 */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += `${text === '' ? '' : ','}${canonical(item)}`
    return `[${text}]`
  }
  const fields = value as Record<string, unknown>
  // by UTF-16 units, which is the order of RFC 8785 and what `sort` does by itself
  for (const key of Object.keys(fields).sort())
    if (fields[key] !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${canonical(fields[key])}`
  return `{${text}}`
}

function quoted(text: string): string {
  if (plain.test(text)) return `"${text}"`
  if (!text.isWellFormed()) throw new Error('half of a character has no canonical JSON')
  return JSON.stringify(text)
}
