import {matchesWithin} from '../../executor/pattern.ts'

/** Whether a text holds what a scenario says: that text, or what matches the expression between slashes. */
export function holds(said: string, text: string): boolean {
  return /^\/.+\/$/s.test(said) ? matchesWithin(said.slice(1, -1), 'mu', text) === true : text.includes(said)
}
