import {kindOf} from './language.ts'
import {likeness, programOf} from './parts/command.ts'
import {isNeutral} from './parts/reading.ts'
import {isKnownProgram} from './shell/known.ts'

const named = /^[a-z][\w+-]*(?:\.(?:sh|py|rb|pl))?$/

/**
 * The programs that a document runs, by its fences tagged as a shell's, its inline code with an option or a gap, and the
 * untagged fences of which several begin with the same word. It helps to tell commands from output where no tag does.
 */
export function programsIn(
  fences: Iterable<{language: string; text: string}>,
  inlineCode: Iterable<string>,
): Set<string> {
  const programs = new Set<string>()
  const begun = new Map<string, number>()
  const optioned = new Set<string>()
  for (const {language, text} of fences) {
    const {kind, open} = kindOf(language)
    const line = text.split('\n').find(one => !isNeutral(one)) ?? ''
    if (kind === 'shell') addFrom(programs, line, 'no')
    else if (open) {
      const program = programOf(line)
      if (
        program !== undefined &&
        named.test(program) &&
        likeness(line, always) !== 'no' &&
        /\s/.test(line.trim())
      )
        begun.set(program, (begun.get(program) ?? 0) + 1)
      if (program !== undefined && /\s\[?-{1,2}[A-Za-z]|\s<\w/.test(line)) optioned.add(program)
    }
  }
  for (const code of inlineCode) if (/\s(?:-|<|[a-z])/.test(code)) addFrom(programs, code, 'likely')
  for (const [program, times] of begun) if (times > 2 && optioned.has(program)) programs.add(program)
  return programs
}

/** The variables that commands expand, by the fences tagged as a shell's and those that begin with a program that is known. */
export function variablesUsed(fences: Iterable<{language: string; text: string}>): Set<string> {
  const used = new Set<string>()
  for (const {language, text} of fences) {
    const {kind, open} = kindOf(language)
    const line = text.split('\n').find(one => !isNeutral(one)) ?? ''
    const program = open ? programOf(line) : undefined
    if (kind === 'shell' || (program !== undefined && isKnownProgram(program)))
      for (const [, name] of text.matchAll(/\$\{?([A-Za-z_]\w*)/g)) used.add(name!)
  }
  return used
}

function addFrom(programs: Set<string>, line: string, least: 'no' | 'likely') {
  if (isNeutral(line) || /^\s/.test(line)) return
  const program = programOf(line.replace(/^[$%]\s+/, ''))
  if (program === undefined || programs.has(program) || !named.test(program)) return
  if (least === 'likely' ? /\s-{1,2}\w|<\w/.test(line) : likeness(line, always) !== 'no')
    programs.add(program)
}

const always = () => true
