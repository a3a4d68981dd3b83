import {hasRule, programWords} from './commands/all.ts'
import {isOfWindows} from './commands/windows.ts'
import {beginsWrapper, wrapperOf} from './commands/wrappers.ts'
import {bareName} from './path.ts'
import {isSpecial} from './special/all.ts'

/** Whether the tables know a program by this name, as it stands at the head of a command. */
export function isKnownProgram(word: string): boolean {
  const name = bareName(word.replace(/^['"]|['"]$/g, ''))
  if (name === undefined || isOfWindows(name)) return false
  return hasRule(programWords(name)[0]!) || wrapperOf(name) !== undefined || isSpecial(name)
}

/** Whether a word may be a program, or begin the words of one, of which the tables know something. */
export function mayBeKnown(word: string): boolean {
  const [program = word] = programWords(word)
  return hasRule(program) || isSpecial(program) || beginsWrapper(program)
}
