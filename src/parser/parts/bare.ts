import {clientOf} from './client.ts'
import {filled} from './command.ts'
import type {Mark} from './mark.ts'
import {isNeutral, markLines, type Reading} from './reading.ts'
import {opensProgram, opensSession} from './remote.ts'
import {isConnector} from './shape.ts'
import {commentAfter} from './sql-statement.ts'
import {type Unit, unitAt} from './unit.ts'
import {weigh} from './weigh.ts'

const announces =
  /^\s*#+\s*(?:[-=]*>|→|⇒|(?:(?:(?:expected|sortie|résultat|attendu)\b|(?:sample|example) (?:output|response|result))|outputs?|returns?|prints?|shows?|response|réponse|affiche|(?:you )?should (?:see|return|show|print|output|be|look))\b)/i

/** Reads the stretch of a fence in which nothing has a prompt; gives its last statement, if that is a command. */
export function readBare(reading: Reading, from: number, to: number): Unit | undefined {
  const units = weigh(reading, unitsOf(reading, from, to))
  let client: {unit: Unit; command: string; used: boolean} | undefined
  let seen = false
  let ran = false
  let inside = false // a program that the last command opened
  let listed = false // data right before that is shown
  let last = from // the first line after the last unit
  for (const [index, unit] of units.entries()) {
    const announced = announcement(reading, last, unit)
    const apart = unit.from > last
    last = unit.to
    if (unit.sense === 'sql') {
      markSql(reading, unit, client)
      if (client) client.used = true
      seen = false
      ran = true
      continue
    }
    if (client?.used && leaves(reading, unit)) {
      markLines(reading, unit.from, unit.to, sqlMark(client.command, 'aside', reading))
      client = undefined
      continue
    }
    const own = unit.sense !== 'command' || unit.promoted === true
    if (inside && own && !commented(reading, unit.from)) {
      markLines(reading, unit.from, unit.to, typedInside)
      continue
    }
    const runs =
      (unit.sense === 'command' && !(unit.promoted && seen && !apart)) ||
      (unit.sense === 'weak' && !(seen && !commented(reading, unit.from)))
    if (runs && !(announced && unit.sense === 'weak') && !(seen && !apart && unit.sense === 'weak')) {
      const command = clientOf(reading.lines.slice(unit.from, unit.to).join('\n'))
      client = command === undefined ? undefined : {unit, command, used: false}
      markLines(reading, unit.from, unit.to, shellMark(reading))
      inside = opensProgram(reading.lines.slice(unit.from, unit.to).join('\n'))
      const text = filled(reading.lines.slice(unit.from, unit.to).join('\n'))
      reading.away = (reading.away || opensSession(text)) && !leaves(reading, unit)
      listed = false
      seen = false
      ran = true
    } else if (ran && isConnector(reading.lines[unit.from]!)) {
      markLines(reading, unit.from, unit.to, {...shellMark(reading), role: 'aside'})
      seen = false
    } else if (ran && unit.sense === 'prose' && apart && units[index + 1]?.from === unit.to) {
      markLines(reading, unit.from, unit.to, shown(unit)) // a heading of what comes next
      seen = false
    } else if (
      ran &&
      !(unit.sense === 'data' && !announced && (apart ? commented(reading, unit.from) : listed))
    ) {
      const mark = client?.used
        ? sqlMark(client.command, 'seen', reading)
        : {...shellMark(reading), role: 'seen' as const}
      markLines(reading, unit.from, unit.to, mark)
      seen = unit.sense !== 'prose'
    } else {
      markLines(reading, unit.from, unit.to, shown(unit))
      listed = true
    }
  }
  const end = units.at(-1)
  if (ran) announcement(reading, last, {from: to, to, sense: 'output', program: undefined, sets: false})
  return end && reading.marks[end.from]?.kind === 'shell' && reading.marks[end.from]?.role === 'run'
    ? end
    : undefined
}

const typedInside: Mark = {
  kind: 'show',
  shows: 'session',
  role: 'aside',
  reason: 'it is typed in the program that the line before opens, so it is shown, not run',
}

function unitsOf(reading: Reading, from: number, to: number): Unit[] {
  const units: Unit[] = []
  for (let line = from; line < to; ) {
    if (isNeutral(reading.lines[line]!)) line++
    else {
      const unit = unitAt(reading, line, to)
      units.push(unit)
      line = unit.to
    }
  }
  return units
}

/**
 * Whether the comment before a statement announces what is seen. Such comments are marked as seen themselves, unless they are the
 * title of a command below.
 */
function announcement(reading: Reading, from: number, unit: Unit): boolean {
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
function commented({lines}: Reading, line: number): boolean {
  return line > 0 && /^\s*#/.test(lines[line - 1]!)
}

function leaves({lines}: Reading, {from}: Unit): boolean {
  return /^\s*(?:exit|quit|\\q);?\s*$/.test(lines[from]!)
}

function shellMark({tag}: Reading): Mark {
  const reason =
    tag === 'shell'
      ? undefined
      : tag === 'console'
        ? 'it has no prompts, but its lines are commands'
        : 'its lines look like commands'
  return {kind: 'shell', reason, role: 'run'}
}

function sqlMark(client: string | undefined, role: Mark['role'], {away}: Reading): Mark {
  const reason =
    client === undefined ? 'it reads as SQL' : `it is typed in \`${client}\`, which the line before opens`
  return {kind: 'sql', reason, role, client, ...(away ? {elsewhere: true} : {})}
}

function markSql(
  reading: Reading,
  unit: Unit,
  client: {unit: Unit; command: string; used: boolean} | undefined,
) {
  const {lines, marks} = reading
  if (client && !client.used) {
    const {from, to} = client.unit
    markLines(reading, from, to, sqlMark(client.command, 'aside', reading))
    marks[from] = {...marks[from]!, opens: true}
  }
  for (let line = unit.from; line < unit.to; line++)
    marks[line] = {...sqlMark(client?.command, 'run', reading), cut: commentAfter(lines[line]!)}
}

function shown({sense}: Unit): Mark {
  const kind = 'show' as const
  const role = 'aside' as const
  if (sense === 'output')
    return {kind, role, shows: 'output', reason: 'it looks like output, so it is shown, not run'}
  if (sense === 'prose')
    return {kind, role, shows: 'prose', reason: 'it reads as text for people, so it is shown, not run'}
  return {
    kind,
    role,
    shows: 'data',
    reason: 'it looks like data or another language, so it is shown, not run',
  }
}
