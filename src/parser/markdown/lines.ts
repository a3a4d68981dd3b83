/** The lines of a document, by number from 0; without their endings. */
export interface Lines {
  text: string
  starts: number[]
}

/** A line without its ending. */
export function lineAt(lines: Lines, line: number): string {
  return lines.text.slice(lines.starts[line], lineEnd(lines, line))
}

/** Where the ending of a line begins. */
export function lineEnd({text, starts}: Lines, line: number): number {
  const next = starts[line + 1]
  if (next === undefined) return text.length
  const both = text.charCodeAt(next - 1) === lineFeed && text.charCodeAt(next - 2) === carriageReturn
  return both ? next - 2 : next - 1
}

/** The lines between two numbers. */
export function* linesOf(lines: Lines, from: number, to: number): Generator<string> {
  for (let line = from; line < to; line++) yield lineAt(lines, line)
}

const lineFeed = 10
const carriageReturn = 13
export const blank = /^[ \t]*$/
const fence = /^( {0,3})(?:(`{3,})[^`]*|(~{3,}).*)$/
const heading = /^ {0,3}(?:#{1,6}[ \t].*|=+[ \t]*|-+[ \t]*)$/
const item = /^(?:([-+*])|\d{1,9}([.)]))[ \t]+[^ \t]/
const thematicBreak = /^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,})$/
const marker = /^(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/
const indented = /^[ \t]/

/** What marks the item that begins in the first column of a line: a bullet, or what stands behind its number. Undefined if none does, or an empty one. */
export function itemOf(line: string): string | undefined {
  const [, bullet, delimiter] = item.exec(line) ?? []
  return thematicBreak.test(line) ? undefined : (bullet ?? delimiter)
}

/** The first line from a number on that is not blank. */
export function afterBlankLines(lines: Lines, from: number): number {
  let line = from
  while (line < lines.starts.length && blank.test(lineAt(lines, line))) line++
  return line
}

/**
 * The first line, at least `least` characters after line `from`, where a new piece may begin: outside of a fence by all appearances, and after a blank
 * line and not indented, or an item of a list in the first column, or below a heading; or one that `begins` a piece, so many characters
 * after line `from`. Gives the number of lines if there is none.
 */
export function nextBoundary(
  lines: Lines,
  from: number,
  least: number,
  begins: (line: string, length: number, afterBlank: boolean) => boolean,
): number {
  const {starts} = lines
  const count = starts.length
  let open: {mark: string; inItem: boolean} | undefined
  let afterBlank = false
  let afterHeading = false
  for (let line = from; line < count; line++) {
    const text = lineAt(lines, line)
    if (blank.test(text)) {
      afterBlank = true
      afterHeading = false
      continue
    }
    const item = marker.test(text)
    if (item && open?.inItem) open = undefined
    if (open === undefined && line > from) {
      const length = starts[line]! - starts[from]!
      const apart = item ? itemOf(text) !== undefined : afterHeading || (afterBlank && !indented.test(text))
      if (apart && length >= least) return line
      if (begins(text, length, afterBlank)) return line
    }
    afterBlank = false
    afterHeading = heading.test(text)
    if (open === undefined) {
      const [, indent = '', ticks, tildes] = fence.exec(text) ?? []
      const mark = ticks ?? tildes
      if (mark !== undefined) open = {mark, inItem: indent !== ''}
    } else if (closes(text, open.mark)) open = undefined
  }
  return count
}

function closes(line: string, open: string): boolean {
  const mark = line.trim()
  return mark.length >= open.length && /^ {0,3}(?:`+|~+)[ \t]*$/.test(line) && mark[0] === open[0]
}
