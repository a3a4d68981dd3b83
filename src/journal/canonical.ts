/**
 * The canonical JSON of what JSON can hold (RFC 8785): the names of each object in the order of their UTF-16, no blanks, texts and
 * numbers as JavaScript writes them. What is undefined is left out, as JSON does. Throws where a text holds half of a character.
 */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += text === '' ? canonical(item) : `,${canonical(item)}`
    return `[${text}]`
  }
  const of = value as Record<string, unknown>
  for (const name of Object.keys(of).sort()) {
    const item = of[name]
    if (item === undefined) continue
    text += `${text === '' ? '' : ','}${quoted(name)}:${canonical(item)}`
  }
  return `{${text}}`
}

function quoted(text: string): string {
  if (!text.isWellFormed()) throw new Error('half of a character has no place in canonical JSON')
  return JSON.stringify(text)
}
