import type {LintMessage} from '../../model/lint-message.ts'
import {secretsIn} from '../../parser/lint/secret-shape.ts'
import {linesOf} from './source.ts'

/** Gives the lines of a document by their number, from 1, for a screen or a log: what is secret in them reads `*`. */
export function shownLines(text: string, messages: readonly LintMessage[]): (number: number) => string {
  const line = linesOf(text)
  let last: {number: number; shown: string} | undefined
  return number => {
    if (last?.number !== number) last = {number, shown: masked(line(number), number, messages)}
    return last.shown
  }
}

function masked(line: string, number: number, messages: readonly LintMessage[]): string {
  const found = messages.flatMap(({rule, place}) =>
    rule === 'secret-literal' && place?.start.line === number
      ? [
          {
            start: place.start.column - 1,
            end: place.end.line === number ? place.end.column - 1 : line.length,
          },
        ]
      : [],
  )
  return [...secretsIn(line), ...found].reduce(
    (shown, {start, end}) => shown.slice(0, start) + '*'.repeat(end - start) + shown.slice(end),
    line,
  )
}
