/** A line of CSV as RFC 4180 has it: a null is empty, an empty text is `""`. Ends with a line feed. */
export function csvLine(values: readonly (string | null)[]): string {
  return `${values.map(field).join(',')}\n`
}

/** Whether a text of CSV stands in quotes. */
export function needsQuotes(value: string): boolean {
  return value === '' || /[",\r\n]|^\s|\s$/.test(value)
}

function field(value: string | null): string {
  if (value === null) return ''
  return needsQuotes(value) ? `"${value.replaceAll('"', '""')}"` : value
}
