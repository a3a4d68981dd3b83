import {programWords, ruleOf} from './commands/all.ts'
import {wrapperOf} from './commands/wrappers.ts'
import {isSpecial} from './special/all.ts'

/** Whether the tables know a program by this name, as it stands at the head of a command. */
export function isKnownProgram(word: string): boolean {
  const name = word.replace(/^['"]|['"]$/g, '').replace(/^(?:\/usr)?(?:\/local)?\/s?bin\//, '')
  return ruleOf(programWords(name)[0]!) !== undefined || wrapperOf(name) !== undefined || isSpecial(name)
}
