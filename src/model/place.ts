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
  return [0, ...[...text.matchAll(/\r\n|[\n\r]/g)].map(({index, 0: end}) => index + end.length)]
}

/** Gives a function from offset to point over `text`; offsets outside are clamped to it. */
export function pointsOf(text: string): (offset: number) => Point {
  const starts = lineStartsOf(text)
  return offset => {
    const at = Math.min(Math.max(offset, 0), text.length)
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (starts[middle]! <= at) low = middle
      else high = middle - 1
    }
    return {line: low + 1, column: at - starts[low]! + 1, offset: at}
  }
}
