import type {Place} from '../model/place.ts'
import type {Context} from './context.ts'
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

/** Where some lines of a fence's text stand in the document. */
export function placeOf(
  {lines, firstLine}: {lines: readonly string[]; firstLine: number},
  from: number,
  to: number,
  {source}: Pick<Context, 'source'>,
): Place {
  const shown = linesOf(lines, from, to)
  const origin = shown.split('\n').map((_, index) => ({line: from + index}))
  return source.map(shown, firstLine, origin)(0, shown.length)
}
