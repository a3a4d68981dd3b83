/** A console transcript taken apart: the commands without their prompts, and where each line of them came from. */
export interface Transcript {
  script: string
  /** For each line of `script`: its line in the transcript (from 0) and how many characters of prompt were taken off. */
  origin: {line: number; column: number}[]
}

const dollar = /^\s*(?:\[?[\w.-]+@[\w.-]+[^\s$%#]*(?:\s[~/\w.-]+)?\]?\s*)?[$%❯]\s+/
const root = /^\s*(?:\[?[\w.-]+@[\w.-]+[^\s$%#]*(?:\s[~/\w.-]+)?\]?\s*)?#\s+/
const continuation = /^\s*>\s?/

/**
 * Separates commands from what was seen. Without a given prompt it looks for a shell's; a `#` counts as root's only where no
 * other prompt stands.
 */
export function readTranscript(text: string, given?: RegExp): Transcript {
  const lines = text.split('\n')
  const prompt = given ?? (lines.some(line => dollar.test(line)) ? dollar : root)
  const kept: string[] = []
  const origin: Transcript['origin'] = []
  let open = false
  lines.forEach((line, index) => {
    const found = prompt.exec(line) ?? (open ? (continuation.exec(line) ?? /^/.exec(line)) : null)
    if (!found) return
    const command = line.slice(found[0].length)
    kept.push(command)
    origin.push({line: index, column: found[0].length})
    open = /(^|[^\\])(\\\\)*\\$/.test(command)
  })
  return {script: kept.join('\n'), origin}
}
