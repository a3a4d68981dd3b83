/** A point of a source text as unist counts it: line and column from 1, offset from 0. */
export interface Point {
  line: number
  column: number
  offset: number
}

/** Where something stands in the source: from `start` up to, not including, `end`. */
export interface Place {
  start: Point
  end: Point
}

/** Where each line begins: after `\n`, `\r\n` or a lone `\r`, as markdown counts lines. */
export function lineStartsOf(text: string): number[] {
  const starts = [0]
  const ending = /\r\n|[\n\r]/g
  while (ending.test(text)) starts.push(ending.lastIndex)
  return starts
}

/** Gives a function from offset to point over `text`; offsets outside are clamped to it. */
export function pointsOf(text: string, starts = lineStartsOf(text)): (offset: number) => Point {
  return offset => {
    const at = Math.min(Math.max(offset, 0), text.length)
    const line = lineOf(starts, at)
    return {line: line + 1, column: at - starts[line]! + 1, offset: at}
  }
}

/** The last of the ascending `starts` that is not after `offset`: its index. */
export function lineOf(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return low
}
