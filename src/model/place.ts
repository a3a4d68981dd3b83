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

/** Gives a function from offset to point over `text`; offsets outside are clamped to it. */
export function pointsOf(text: string): (offset: number) => Point {
  const starts = [0]
  for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
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
