import {isKnownProgram} from '../shell/known.ts'
import {isAssignment, isEveryday, type Likeness, likeness, programOf} from './command.ts'
import {promptOf} from './prompt.ts'
import {isNeutral, type Reading} from './reading.ts'
import {isData, isHeader, smallWordsIn} from './shape.ts'

/** Which of the prompts that may be something else count in a fence. */
export interface Doubtful {
  root: boolean
  angle: boolean
}

/** Whether `#` and `>` are prompts here, where no plainer one stands. */
export function doubtfulPrompts(reading: Reading): Doubtful {
  const {lines, tag, evidence} = reading
  const none = {root: false, angle: false}
  if (tag === 'sql' || lines.some(line => promptOf(line, evidence.places)?.kind === 'shell')) return none
  const first = lines.find(line => line.trim() !== '') ?? ''
  const kind = promptOf(first, evidence.places)?.kind
  if (kind === 'angle')
    return {
      root: false,
      angle:
        (/^\s*>\s+\S.*(?:\s-{1,2}\w|\/|\||=)/.test(first) || isPlain(first, reading)) &&
        likeness(first.replace(/^\s*>/, ''), evidence.parsesAsShell) === 'clear',
    }
  if (kind !== 'root') return none
  const likely = lines.flatMap(line => {
    const typed = afterMark(line, reading)
    return typed === undefined ? [] : rootLikeness(typed, reading)
  })
  const sure = likely.filter(found => found === 'clear').length
  const bare = lines.some(line => !isNeutral(line) && likeness(line, evidence.parsesAsShell) === 'clear')
  const most = tag === 'console' ? sure * 2 >= likely.length : !likely.includes('no')
  const sets = tag === 'console' && lines.every(line => line.trim() === '' || isSetAsRoot(line))
  const root = (sure > 0 && most) || sets || isAnswered(reading) || isTypedThroughout(reading)
  const hidden = isHidden(reading) && evidence.commentsOut?.() === true
  return {root: root && !bare && !hidden, angle: false}
}

/** `# node=db-1` */
function isSetAsRoot(line: string): boolean {
  const typed = /^\s*# (\S+)\s*$/.exec(line)?.[1]
  return typed !== undefined && isAssignment(typed)
}

/** Whether nothing in a fence under a shell's tag stands outside of what a shell takes for comments. */
export function isHidden({lines, tag}: Reading): boolean {
  return tag === 'shell' && lines.every(isNeutral)
}

/** Whether a fence under a shell's tag holds nothing but lines behind a `#`, most of them plainly commands and none of them words. */
function isTypedThroughout({lines, tag, evidence}: Reading): boolean {
  const typed = lines.flatMap(line => (line.trim() === '' ? [] : [/^\s*#\s(.*)$/.exec(line)?.[1] ?? 'the']))
  const found = typed.map(line => {
    if (smallWordsIn(line) > 0) return 'no'
    return isAssignment(line) ? 'likely' : likeness(line, evidence.parsesAsShell)
  })
  const sure = typed.filter(
    (line, at) => found[at] === 'clear' && (/\s-{1,2}\w/.test(line) || !isEveryday(programOf(line) ?? '')),
  ).length
  return tag === 'shell' && sure > 1 && sure * 2 >= typed.length && !found.includes('no')
}

/** What one asks a program for, where it is called by its name alone: `# zpool status`. */
const asking =
  /^([a-z][\w.+-]*)(?: [a-z][\w-]*)?? (?:status|list|ls|show|info|help|version|health|stat|df|get|describe)(?: (?!output|results?\b|before|after|example)[\w./@:-]+){0,3}$/

/** Whether every line behind a `#` asks a program for what stands right below it. */
function isAnswered(reading: Reading): boolean {
  const {lines, evidence, tag} = reading
  const places = lines.flatMap((line, at) => (/^\s*#/.test(line) ? [at] : []))
  return (
    tag === 'shell' &&
    places.every(at => {
      const typed = afterMark(lines[at]!, reading)?.trim() ?? ''
      const program =
        asking.exec(typed)?.[1] ?? (isTabled(lines, at) ? /^[a-z][\w.+-]*$/.exec(typed)?.[0] : undefined)
      if (program === undefined || isEveryday(program) || smallWordsIn(typed) > 0) return false
      return !isNeutral(lines[at + 1] ?? '') && (isKnownProgram(program) || isNamed(program, evidence.lead))
    })
  )
}

/** Whether the head of a table stands right below a line. */
function isTabled(lines: readonly string[], at: number): boolean {
  return isHeader(lines[at + 1] ?? '')
}

function isNamed(program: string, lead: string | undefined): boolean {
  return (lead ?? '')
    .slice(-500)
    .split(/[^\w.+-]+/)
    .some(word => word.replace(/\.$/, '') === program)
}

/** Whether a bare `>` stands before a program whose name is no word of a sentence that somebody quotes. */
function isPlain(line: string, {lead}: Reading): boolean {
  const program = programOf(line.replace(/^\s*>\s+/, '')) ?? ''
  return !lead.seen && isKnownProgram(program) && !isEveryday(program)
}

/** Where a fence holds nothing but comments: the first of them that may as well be a command that root typed. */
export function commandInComments(reading: Reading): string | undefined {
  return reading.lines.find(line => {
    const typed = afterMark(line, reading)
    if (typed === undefined || isData(typed)) return false
    const found = rootLikeness(typed, reading)
    return found === 'clear' || (found === 'likely' && reading.tag !== 'shell') || isCalled(typed, reading)
  })
}

function afterMark(line: string, {evidence}: Reading): string | undefined {
  return promptOf(line, evidence.places)?.kind === 'root' ? line.replace(/^\s*#\s*/, '') : undefined
}

/** How much what follows a `#` looks like a command rather than a comment; an untagged fence is rarely a comment alone. */
function rootLikeness(line: string, reading: Reading): Likeness {
  const {tag, evidence} = reading
  const found = isData(line) ? 'no' : likeness(line, evidence.parsesAsShell)
  if (found === 'no') return found
  const program = programOf(line) ?? ''
  if (found === 'likely' && tag !== 'shell' && (isCalled(line, reading) || isShown(program, reading)))
    return 'clear'
  if (tag === 'console' || /\s-{1,2}\w|\/|\||=/.test(line) || operators.test(line)) return found
  if (tag === 'shell') return 'no'
  if (reading.lines.some(one => setting.test(one))) return 'no' // `# nginx workers` over its settings
  if ((found === 'clear' && !isEveryday(program)) || /^[a-z]\w*-[a-z]/.test(program)) return 'clear'
  return /^\w+$/.test(line.trim()) && isKnownProgram(program) ? 'likely' : 'no' // `sync`
}

const setting = /^\s*[A-Za-z][\w.-]*(?:\s[^#;]*;|\s+=\s+\S.*)\s*$/
const operators = /\s(?:&&|\|\|?)\s+[a-z./~$]/

/** Whether a line has what only a command has, and nothing that only words have. */
function isCalled(line: string, {evidence}: Reading): boolean {
  const text = line.trim()
  return (
    (/\s-{1,2}[A-Za-z]/.test(text) || operators.test(text)) &&
    /^[a-z_./~]\S*\s/.test(text) &&
    !/[.:!?,]$|[,:]\s/.test(text) &&
    smallWordsIn(text) === 0 &&
    evidence.parsesAsShell(text)
  )
}

/** Whether what a program printed is announced by its name. */
function isShown(program: string, {lead, evidence}: Reading): boolean {
  if (!lead.seen || !/^[a-z][\w.+-]*$/.test(program) || isEveryday(program)) return false
  return isNamed(program, evidence.lead)
}
