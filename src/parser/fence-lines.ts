import type {Part} from './part.ts'

/** Some of a fence's lines, half-open, without blank ones at their end. */
export function linesOf(lines: readonly string[], from: number, to: number): string {
  let end = Math.min(to, lines.length)
  while (end > from + 1 && /^[ \t]*$/.test(lines[end - 1]!)) end--
  return lines.slice(from, end).join('\n')
}

/** A part whose script ends as its text does. */
export function withoutTail(part: Part): Part {
  const script = linesOf(part.script.split('\n'), 0, part.origin.length)
  return {...part, script, origin: part.origin.slice(0, script.split('\n').length)}
}
