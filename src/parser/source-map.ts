import type {Place, Point} from '../model/place.ts'

/** Finds the source place of a stretch of a block's script. */
export type PlaceInSource = (start: number, end: number) => Place

/**
 * Maps offsets in a script to the source. Each script line is the end of a source line (what stands before it is the
 * indent of a list, a quote mark or a prompt); `firstLine` is the source line of the script's first, `origin` says
 * otherwise line by line.
 */
export function mapToSource(
  script: string,
  sourceLines: readonly string[],
  lineStarts: readonly number[],
  firstLine: number,
  origin?: readonly {line: number}[],
): PlaceInSource {
  const starts = [0]
  for (let at = script.indexOf('\n'); at !== -1; at = script.indexOf('\n', at + 1)) starts.push(at + 1)
  const scriptLines = script.split('\n')
  const point = (offset: number): Point => {
    let line = starts.length - 1
    while (line > 0 && starts[line]! > offset) line--
    const source = Math.min(firstLine + (origin?.[line]?.line ?? line), sourceLines.length)
    const text = sourceLines[source - 1] ?? ''
    const before = text.endsWith(scriptLines[line]!) ? text.length - scriptLines[line]!.length : 0
    const column = Math.min(before + offset - starts[line]!, text.length)
    return {line: source, column: column + 1, offset: lineStarts[source - 1]! + column}
  }
  return (start, end) => ({start: point(start), end: point(end)})
}
