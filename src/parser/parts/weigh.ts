import {isKnownProgram} from '../shell/known.ts'
import {endsSomething} from '../shell/verb.ts'
import {isEveryday} from './command.ts'
import type {Reading} from './reading.ts'
import {isInOtherScript, smallWordsIn} from './shape.ts'
import type {Unit} from './unit.ts'

/** Settles what the statements of a stretch are, by what surrounds them; none is `weak` afterwards unless the tag is a shell's. */
export function weigh(reading: Reading, units: Unit[]): Unit[] {
  return reading.tag === 'shell' ? weighTagged(reading, units) : weighOpen(reading, units)
}

/** Under a shell's tag a statement is a command unless something speaks against it. */
function weighTagged({lead, lines, evidence}: Reading, units: Unit[]): Unit[] {
  const clear = units.some(({sense}) => sense === 'command')
  const settings = units.length > 0 && units.every(({sets}) => sets)
  if (settings && (lead.file || namesFile(lines))) return units.map(unit => ({...unit, sense: 'data'}))
  if (
    !clear &&
    lead.seen &&
    !units.some(
      unit => unit.sense === 'sql' || unit.sets || (unit.sense === 'weak' && hasGapOrOption(unit, lines)),
    )
  )
    return units.map(unit => ({...unit, sense: unit.sense === 'data' && lead.settings ? 'data' : 'output'}))
  const names = counted(units)
  const data = units.filter(({sense}) => sense === 'data').length
  const weak = units.filter(({sense}) => sense === 'weak').length
  return units.map((unit, index) => {
    if (unit.sense !== 'weak') return unit
    if (known(unit, names, evidence.programs)) return {promoted: true, ...unit, sense: 'command'}
    const beside = units.slice(Math.max(0, index - 1), index + 2).some(({sense}) => sense === 'data')
    return beside && !clear && data >= weak ? {...unit, sense: 'data'} : unit
  })
}

/** Without a tag a statement is a command only if something speaks for it, and the first of them must be one. */
function weighOpen({lead, evidence, lines, tag}: Reading, units: Unit[]): Unit[] {
  const names = counted(units)
  const clear = units.some(({sense}) => sense === 'command')
  const file = lead.file || namesFile(lines)
  const supported = (unit: Unit) =>
    !lead.seen &&
    (known(unit, file || !lead.run ? none : names, evidence.programs) ||
      (!file &&
        (clear ||
          tag === 'console' ||
          (lead.run && (units.length === 1 || /\S\s+\S/.test(lines[unit.from]!))) ||
          hasGapOrOption(unit, lines) ||
          speaksForItself(unit, units.length === 1, {evidence, lines}))))
  const settled = units.map(unit => {
    if (unit.sense === 'command' && lead.seen && isDoubtful(unit, lines))
      return {...unit, sense: 'output' as const}
    if (unit.sense === 'data' && lead.seen && !lead.settings) return {...unit, sense: 'output' as const}
    if (unit.sense !== 'weak') return unit
    if (unit.sets) {
      const sets = !file && (clear || (!lead.settings && isUsed(unit, lines, evidence)))
      return {...unit, sense: sets ? ('command' as const) : ('data' as const)}
    }
    return {
      ...unit,
      sense: supported(unit) ? ('command' as const) : lead.seen ? ('output' as const) : ('data' as const),
    }
  })
  const first = settled.findIndex(({sense}) => sense === 'command' || sense === 'sql')
  if (first === -1) return settled
  const before = settled.slice(0, first)
  const others = settled.filter(({sense}) => sense === 'data').length
  const close = first > 0 && settled[first - 1]!.to === settled[first]!.from
  const introduced = first > 0 && introduces(lines[settled[first]!.from - 1]!)
  const doubtful =
    before.some(({sense}) => sense !== 'prose') || (first > 0 && others > 0) || (close && !introduced)
  return doubtful ? settled.map(unit => ({...unit, sense: plain(unit, settled[0]!)})) : settled
}

/** Whether the document's commands use a variable that is set here. */
function isUsed({from}: Unit, lines: readonly string[], {usesVariable}: Reading['evidence']): boolean {
  const name = /^\s*(?:export\s+)?([A-Za-z_]\w*)=/.exec(lines[from]!)?.[1]
  return name !== undefined && usesVariable?.(name) === true
}

/** Whether a line right above a command only says what that is for. */
function introduces(line: string): boolean {
  return /[:：]\s*$|^\s*-{2,} ?[^-].*-{2,}\s*$|^\s*\d{1,2}[.)、]\s*\p{L}/u.test(line) || isInOtherScript(line)
}

function plain(unit: Unit, first: Unit): Unit['sense'] {
  return unit.sense === 'command' || unit.sense === 'sql' ? first.sense : unit.sense
}

/** Whether a command under a lead that speaks of output may be output itself: `git version 2.40.1`. */
function isDoubtful(unit: Unit, lines: readonly string[]): boolean {
  const line = lines[unit.from]!
  if (hasGapOrOption(unit, lines) || /^\s*sudo\s/.test(line)) return false
  return unit.program === undefined || isEveryday(unit.program) || /version|\d\.\d/i.test(line)
}

const none: ReadonlyMap<string, number> = new Map()

/** Whether the text itself or the document shows that a program is one. */
function known(
  {program}: Unit,
  names: ReadonlyMap<string, number>,
  programs: ReadonlySet<string> | undefined,
): boolean {
  return program !== undefined && ((names.get(program) ?? 0) > 1 || programs?.has(program) === true)
}

function counted(units: readonly Unit[]): Map<string, number> {
  const names = new Map<string, number>()
  for (const {program, sense} of units)
    if (program !== undefined && (sense === 'weak' || sense === 'command'))
      names.set(program, (names.get(program) ?? 0) + 1)
  return names
}

/** A line that the heading names; or, alone, one that `sudo` begins, that has a verb where subcommands have one, or whose program is named after a known one. */
function speaksForItself(
  {program = '', from}: Unit,
  alone: boolean,
  {evidence, lines}: Pick<Reading, 'evidence' | 'lines'>,
): boolean {
  const line = lines[from]!.slice(0, 2000).trim()
  const heading = evidence.headings.at(-1)?.replaceAll('`', '').trim() ?? ''
  if (/^[a-z]\S*\s+\S/.test(heading) && `${line} `.startsWith(`${heading} `)) return true
  if (!alone || isEveryday(program) || /[.,:;!?]$/.test(line) || smallWordsIn(line) > 0 || state.test(line))
    return false
  if (/^sudo(?:\s+\S+){2}/.test(line)) return true
  const family = /^([a-z]\w{2,30})-[a-z]/.exec(program)?.[1]
  const related = family !== undefined && isKnownProgram(family) && !isEveryday(family)
  return isOrder(line) || (related && /\s\/\w/.test(line))
}

/** `acmectl node drain n1`: few words, the second or third of which is what one tells a program to do. */
function isOrder(line: string): boolean {
  const words = line.split(/\s+/)
  const [program = ''] = words
  if (words.length > 7 || !/^[a-z][\w.+-]*[a-z]$/.test(program) || endsSomething(program)) return false
  return words
    .slice(1, 3)
    .some(word => /^[a-z][\w-]*$/.test(word) && (orders.has(word) || endsSomething(word)))
}

/** Words of a line that says how something is, not what to do. */
const state =
  /\b(?:fail(?:ed|ure|s)?|done|ok|up|down|success(?:ful(?:ly)?)?|completed?|pending|errors?|now|required|needed|empty|running|started|stopped|active|inactive|ready|healthy|unhealthy|not|no|none|lost|missing|timeout|true|false)\b/i
const orders = new Set(
  'list ls show get describe info create add start enable apply inspect join init'.split(' '),
)

function hasGapOrOption({from, to}: Unit, lines: readonly string[]): boolean {
  // a command that goes on behind a backslash has its options there
  const goesOn = /\\$/.test(lines[from]!) && to > from + 1
  const line = (goesOn ? lines.slice(from, to).join(' ') : lines[from]!).slice(0, 2000)
  return /\s\[?--?[A-Za-z]|^\s*[\w-]+ <[\w -]+> |\s\$\{?[A-Z_]+|\s\|\s/.test(line)
}

/** Whether the first comment of a fence is the name of a file, as one shows what stands in it. */
function namesFile(lines: readonly string[]): boolean {
  const first = lines.find(line => line.trim() !== '') ?? ''
  return /^\s*(?:#|\/\/)\s*(?:[\w./~-]*\.(?:env(?:\.\w+)*|ya?ml|toml|ini|conf|cfg|json|tfvars|properties|service)|[\w./~-]*\/[\w.-]+\.\w+)\b[^a-z]*$/.test(
    first,
  )
}
