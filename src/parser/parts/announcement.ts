import type {Reading} from './reading.ts'
import type {Unit} from './unit.ts'

const announces =
  /^\s*#+\s*(?:[-=]*>|→|⇒|(?:(?:(?:expected|sortie|résultat|attendu)\b|(?:sample|example) (?:output|response|result))|outputs?|returns?|prints?|shows?|response|réponse|affiche|(?:you )?should (?:see|return|show|print|output|be|look))\b)/i

/**
 * Whether the comment before a statement announces what is seen. Such comments are marked as seen themselves, unless they are the
 * title of a command below.
 */
export function announcement(reading: Reading, from: number, unit: Unit): boolean {
  const {lines, marks} = reading
  let title = unit.from // where the comments right above the statement begin
  while (title > from && lines[title - 1]!.trim() !== '') title--
  let announced = false
  for (let line = from; line < unit.from; line++) {
    const text = lines[line]!
    if (text.trim() === '') announced = false
    else announced = announces.test(text) || (announced && /^\s*#(?:\s{2,}|\s*[[{"|→}\]])/.test(text))
    const before = from > 0 ? marks[from - 1] : undefined
    if (announced && before && !(unit.sense === 'command' && line >= title))
      marks[line] = {...before, role: 'seen'}
  }
  return announced && /:\s*$/.test(lines[unit.from - 1]!)
}

/** Whether a comment stands right above a line. */
export function commented({lines}: Reading, line: number): boolean {
  return line > 0 && /^\s*#/.test(lines[line - 1]!)
}
