import {blank} from './lines.ts'

/** Quotes and lists nest no deeper than this in what is parsed: parsers of markdown recurse. */
const deepest = 100
const containers = /(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))){0,101}/y
const farIndented = /^[ \t]{400}/
const definition = /^ {0,3}\[[^\]]{1,1000}\]:/
const underline = /^[ \t>]*(?:=+|-+)[ \t]*$/

/**
 * Why micromark cannot take the blocks of a text, or not in time that grows with its length only; else about how many nanoseconds it takes beyond that. It
 * recurses into containers, and goes back over the lines of a run for every underline of a heading and every line that goes on lazily.
 */
export function blockCost(lines: Iterable<string>): string | number {
  let run = 0
  let nanoseconds = 0
  let contained = false
  let definitions = 0
  let nested = 0
  for (const line of lines) {
    if (blank.test(line)) {
      run = 0
      contained = false
      continue
    }
    run++
    containers.lastIndex = 0
    const marks = containers.exec(line)?.[0] ?? ''
    const depth = marks.replaceAll(/[ \t\d]/g, '').length
    if (depth > deepest || (marks !== '' && farIndented.test(line)))
      return 'quotes and lists nested so deeply'
    nested += depth
    contained ||= marks !== ''
    if (underline.test(line) || (contained && marks === '')) nanoseconds += run * 40
    if (definition.test(line) && ++definitions > mostDefinitions)
      return 'number of link definitions without other text'
    if (nanoseconds > longest) return 'so many lines without a blank one'
  }
  return nanoseconds + nested * nestedNanoseconds
}

/** What each quote or item takes beyond its line. */
const nestedNanoseconds = 60_000

const longest = 2e8
/** Each takes as long as a paragraph, and they cannot be parsed one by one. */
const mostDefinitions = 10_000
