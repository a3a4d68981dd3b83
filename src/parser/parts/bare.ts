import {announcement, commented} from './announcement.ts'
import {answered, shellMark, shown, sqlMark, typedInside} from './bare-mark.ts'
import {clientOf} from './client.ts'
import {isEvident} from './evident.ts'
import {leftOpen} from './left-open.ts'
import type {Mark} from './mark.ts'
import {isNeutral, markLines, quits, type Reading} from './reading.ts'
import {isConnector} from './shape.ts'
import {commentAfter} from './sql-statement.ts'
import {type Unit, unitAt} from './unit.ts'
import {weigh} from './weigh.ts'

/** Reads the stretch of a fence in which nothing has a prompt; gives its last statement, if that is a command. */
export function readBare(reading: Reading, from: number, to: number): Unit | undefined {
  const units = weigh(reading, unitsOf(reading, from, to))
  new Stretch(reading, units, from).read(to)
  const end = units.at(-1)
  const mark = end && reading.marks[end.from]
  return mark?.kind === 'shell' && mark.role === 'run' ? end : undefined
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

/** How a statement stands among the others. */
interface Standing {
  /** The comment before it says that it is what is seen. */
  announced: boolean
  /** A blank line or a comment stands before it. */
  apart: boolean
  /** Another stands right below it. */
  heads: boolean
}

/** Marks the statements of a stretch, one after the other. */
class Stretch {
  readonly #reading: Reading
  readonly #units: readonly Unit[]
  /** The first line after the last statement. */
  #last: number
  /** The command so far that opened an SQL client, and whether SQL for it came. */
  #client: {unit: Unit; command: string; used: boolean} | undefined
  /** The last command, if it may have opened a program into which what follows is typed. */
  #before: string | undefined
  #ran = false
  /** The last statement was SQL. */
  #queried = false
  /** What stands right before was seen. */
  #seen = false
  /** What stands right before is only shown. */
  #listed = false
  /** The first line that was not run and may be a command. */
  #left: number | undefined

  constructor(reading: Reading, units: readonly Unit[], from: number) {
    this.#reading = reading
    this.#units = units
    this.#last = from
  }

  read(to: number) {
    for (const [index, unit] of this.#units.entries()) {
      const standing = {
        announced: announcement(this.#reading, this.#last, unit),
        apart: unit.from > this.#last,
        heads: this.#units[index + 1]?.from === unit.to,
      }
      this.#last = unit.to
      if (this.#client?.used && leaves(this.#reading, unit)) this.#leave(unit, this.#client.command)
      else if (unit.sense === 'sql') this.#sql(unit)
      else if (this.#isAnswer(unit, standing)) this.#mark(unit, answered)
      else if (this.#isTyped(unit)) this.#mark(unit, typedInside)
      else if (this.#runs(unit, standing)) this.#run(unit)
      else this.#show(unit, standing)
    }
    const nothing: Unit = {from: to, to, sense: 'output', program: undefined, sets: false}
    if (this.#ran) announcement(this.#reading, this.#last, nothing)
  }

  #mark({from, to}: Unit, mark: Mark) {
    markLines(this.#reading, from, to, mark)
  }

  #sql(unit: Unit) {
    markSql(this.#reading, unit, this.#client)
    if (this.#client) this.#client.used = true
    this.#queried = true
    this.#goOn()
  }

  #leave(unit: Unit, client: string) {
    this.#mark(unit, sqlMark(client, 'aside', this.#reading))
    this.#client = undefined
  }

  /** Whether a line is one for the program that the command before opened. */
  #isTyped(unit: Unit): boolean {
    const own = unit.sense !== 'command' || unit.promoted === true
    if (!own || this.#before === undefined || commented(this.#reading, unit.from)) return false
    if (leftOpen(this.#before)?.program) return true
    this.#before = undefined
    return false
  }

  /** `y` right below a command answers what that asks. */
  #isAnswer({from, to}: Unit, {apart}: Standing): boolean {
    if (apart || to > from + 1 || !this.#ran || this.#seen || this.#queried) return false
    return /^\s*(?:y|n|yes|no)\s*$/i.test(this.#reading.lines[from]!)
  }

  #runs(unit: Unit, {announced, apart}: Standing): boolean {
    const goesOn = this.#seen && !apart
    if (unit.sense === 'command') return !(unit.promoted && goesOn)
    if (unit.sense !== 'weak' || announced || goesOn) return false
    return !this.#seen || commented(this.#reading, unit.from)
  }

  #run(unit: Unit) {
    const reading = this.#reading
    const text = reading.lines.slice(unit.from, unit.to).join('\n')
    const command = clientOf(text)
    this.#client = command === undefined ? undefined : {unit, command, used: false}
    this.#mark(unit, shellMark(reading))
    this.#before = command === undefined ? text : undefined
    this.#queried = false
    reading.typed.push(text)
    this.#listed = false
    this.#goOn()
  }

  #goOn() {
    this.#seen = false
    this.#ran = true
    this.#reading.doubt ??= this.#left
  }

  #show(unit: Unit, {announced, apart, heads}: Standing) {
    const {lines} = this.#reading
    if (!this.#client?.used && !announced && !isEvident(lines, unit.from)) this.#left ??= unit.from
    if (this.#ran && isConnector(lines[unit.from]!)) {
      this.#mark(unit, this.#beside('aside'))
      this.#seen = false
    } else if (this.#ran && unit.sense === 'prose' && apart && heads) {
      this.#mark(unit, shown(unit)) // a heading of what comes next
      this.#seen = false
    } else if (this.#ran && (unit.sense !== 'data' || announced || !this.#isListed(unit, apart))) {
      this.#mark(unit, this.#beside('seen'))
      this.#seen = unit.sense !== 'prose'
    } else {
      this.#mark(unit, shown(unit))
      this.#listed = true
    }
  }

  /** Of what belongs to the last statement, without being run. */
  #beside(role: Mark['role']): Mark {
    const client = this.#client?.used ? this.#client.command : undefined
    return client !== undefined || this.#queried
      ? sqlMark(client, role, this.#reading)
      : {...shellMark(this.#reading), role}
  }

  /** Whether data stands for itself, rather than being the answer to a command. */
  #isListed(unit: Unit, apart: boolean): boolean {
    return apart ? commented(this.#reading, unit.from) : this.#listed
  }
}

function leaves({lines}: Reading, {from}: Unit): boolean {
  return quits.test(lines[from]!)
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
    marks[line] = {cut: commentAfter(lines[line]!), ...sqlMark(client?.command, 'run', reading)}
}
