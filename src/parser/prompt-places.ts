import {kindOf} from './language.ts'
import {isEveryday, likeness, programOf} from './parts/command.ts'
import {isKnownProgram} from './shell/known.ts'

/** Words for machines and for those who sit at them. Others before a command, as in `$sudo ls`, may be set by whoever runs it. */
const place =
  /^(?:mac|macbook|dev|local|localhost|host|laptop|desktop|workstation|server|client|remote|guest|box|machine|pc|linux|ubuntu|debian|container|bastion|jumphost|jumpbox|gateway|controlplane|master|worker|primary|replica|standby|secondary|prod|production|staging|user|root|admin|me|you|term|terminal|prompt|console)\d{0,2}$/
const begun = /^[ \t]{0,40}\$([a-z]{1,20}\d{0,2})[ \t]+(\S.*)$/gm
const tight = /^[ \t]{0,40}\$([a-z][a-z\d-]{1,20})(?=[ \t]|$)/gm
const always = () => true

/** Where a name is set or used as a variable. */
function variableNamed(name: string): RegExp {
  return new RegExp(
    `(?<![\\w-])${name}\\+?=|\\b(?:for|read|export|declare|local)\\s[^\\n;]{0,80}\\b${name}\\b|\\$\\{${name}\\b|[^\\s][ \\t]*["']?\\$${name}\\b`,
  )
}

/**
 * What a document writes as prompts that are none to a shell. Names after a `$`, as in `$laptop docker ps`: those of places that stand
 * before commands alone, and which nothing in it sets or uses as the variable that they are to a shell. `#` where several of its
 * fences hold nothing but commands right behind one, and `$kubectl` where known programs stand right behind a `$`.
 */
export function placesIn(fences: readonly {language: string; text: string}[]): Set<string> {
  const places = new Set<string>()
  for (const {text} of fences)
    for (const [, name, command] of text.matchAll(begun))
      if (place.test(name!) && likeness(command!, always) === 'clear') places.add(name!)
  for (const name of places) {
    const variable = variableNamed(name)
    if (fences.some(({text}) => variable.test(text))) places.delete(name)
  }
  if (fences.filter(isRoots).length > 1) places.add('#')
  for (const program of behindPrompts(fences)) places.add(`$${program}`)
  return places
}

/**
 * Whether a `#` before a command most likely comments it out: the document's shell blocks hold commands with nothing before them, and at
 * most one block holds nothing but what stands behind a `#`.
 */
export function commentsOut(fences: readonly {language: string; text: string}[]): boolean {
  let hidden = 0
  let plain = false
  for (const {language, text} of fences) {
    if (kindOf(language).kind !== 'shell' || text.length > 20_000) continue
    const lines = text.split('\n').filter(line => line.trim() !== '')
    if (lines.length > 0 && lines.every(line => /^\s*#\s/.test(line))) {
      if (lines.some(line => likeness(line.replace(/^\s*#\s*/, ''), always) === 'clear')) hidden++
    } else plain ||= lines.some(line => !/^\s*[#$>%]/.test(line) && likeness(line, always) === 'clear')
  }
  return plain && hidden < 2
}

/**
 * Programs that stand right behind a prompt, as in `$kubectl get pods`: all that begin lines so are known, are several or come over and
 * over, and nothing sets or uses one as the variable that it is to a shell.
 */
function behindPrompts(fences: readonly {text: string}[]): string[] {
  const names = fences.flatMap(({text}) => [...text.matchAll(tight)].map(([, name]) => name!))
  const programs = [...new Set(names)]
  if ((programs.length < 2 && names.length < 3) || programs.length > 30) return []
  const sure = programs.every(name => {
    const variable = variableNamed(name)
    return isKnownProgram(name) && !fences.some(({text}) => variable.test(text))
  })
  return sure ? programs : []
}

/** Whether a fence that says nothing of its language holds only lines such as `#qm unlock 100`. */
function isRoots({language, text}: {language: string; text: string}): boolean {
  if (!/^\s{0,40}#[a-z./~]/.test(text) || text.length > 5000 || !kindOf(language).open) return false
  const typed = text
    .split('\n')
    .flatMap(line => (line.trim() === '' ? [] : [/^\s*#(?=[a-z./~])(.*)$/.exec(line)?.[1]]))
  return typed.every(
    line => line !== undefined && likeness(line, always) === 'clear' && !isEveryday(programOf(line) ?? ''),
  )
}
