import type {Place} from '../../model/place.ts'
import type {BlockStep} from '../../model/runbook.ts'
import type {LintDocument} from './document.ts'

/** The place of the command that a finding names in its first backticks; the whole block's where none is it. */
export function commandNamed({block, place}: BlockStep, finding: string): Place {
  const words = /`([^`]+)`/.exec(finding)?.[1]?.split(' ') ?? []
  // an alias or a function may stand for the first words
  for (const wanted of [words, words.slice(-2)]) {
    const found = block.commands.find(({text}) => wanted.every(word => text.includes(word)))
    if (found && wanted.length > 0) return found.place
  }
  return place
}

/** The first line inside a place that looks as wanted, without blanks around it; the whole place where none does. */
export function lineIn(document: LintDocument, place: Place, wanted: (line: string) => boolean): Place {
  for (let number = place.start.line; number <= place.end.line; number++) {
    const {text, start} = document.line(number)
    const from = number === place.start.line ? place.start.offset - start : /^[\s>]*/.exec(text)![0].length
    const line = text.slice(from).trimEnd()
    if (line !== '' && wanted(line)) return document.place(start + from, start + from + line.length)
  }
  return place
}
