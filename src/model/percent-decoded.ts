/** A part of an address without its percent escapes; as it is where they are malformed: a stray `%` stands for itself. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
