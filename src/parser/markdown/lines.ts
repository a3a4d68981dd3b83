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
const fence = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/
const marker = /^(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/
const indented = /^[ \t]/

/** The first line from a number on that is not blank. */
export function afterBlankLines(lines: Lines, from: number): number {
  let line = from
  while (line < lines.starts.length && blank.test(lineAt(lines, line))) line++
  return line
}

/**
 * The first line, at least `least` characters after line `from`, where a new piece may begin: after a blank line, not indented, not a list's
 * item, and by all appearances outside of a fence; or one that `begins` a piece, so many characters after line `from`. Gives the
 * number of lines if there is none.
 */
export function nextBoundary(
  lines: Lines,
  from: number,
  least: number,
  begins: (line: string, length: number, afterBlank: boolean) => boolean,
): number {
  const {starts} = lines
  const count = starts.length
  let open: string | undefined
  let afterBlank = false
  for (let line = from; line < count; line++) {
    const text = lineAt(lines, line)
    if (blank.test(text)) {
      afterBlank = true
      continue
    }
    if (open === undefined && line > from) {
      const length = starts[line]! - starts[from]!
      if (afterBlank && length >= least && !indented.test(text) && !marker.test(text)) return line
      if (begins(text, length, afterBlank)) return line
    }
    afterBlank = false
    if (open === undefined) {
      const [, ticks, tildes] = fence.exec(text) ?? []
      open = ticks ?? tildes
    } else if (closes(text, open)) open = undefined
  }
  return count
}

function closes(line: string, open: string): boolean {
  const mark = line.trim()
  return mark.length >= open.length && /^ {0,3}(?:`+|~+)[ \t]*$/.test(line) && mark[0] === open[0]
}

const frontMatterMark = /^(---|\+\+\+)[ \t]*$/

/** The line after front matter; 0 if there is none. */
export function frontMatterEnd(lines: Lines): number {
  const mark = frontMatterMark.exec(lineAt(lines, 0))?.[1]
  if (mark === undefined) return 0
  for (let line = 1; line < lines.starts.length; line++)
    if (frontMatterMark.exec(lineAt(lines, line))?.[1] === mark) return line + 1
  return 0
}
