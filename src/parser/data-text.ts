/** Whether a text is plainly data, a log or a table of a command's output, whatever its tag says. */
export function looksLikeData(text: string): boolean {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  const [first = ''] = lines
  if (lines.length === 0) return false
  if (/^\s*(<\?xml|<!doctype|<html|HTTP\/\d|-----BEGIN )/i.test(first)) return true
  if (isJson(text)) return true
  if (/^NAME\s{2,}|^NAMESPACE\s{2,}|^CONTAINER ID\s{2,}|^USER\s+PID\s/.test(first)) return true
  return lines.length > 1 && lines.every(line => stamped.test(line))
}

const stamped =
  /^\s*\[?(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}|\d{2}:\d{2}:\d{2}\b|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d+ \d{2}:\d{2}|level=|ts=|time=)/

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}
